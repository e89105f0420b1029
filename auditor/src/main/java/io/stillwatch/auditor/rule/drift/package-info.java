// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Rules about what changed since the snapshot before. They speak only where there was one.
/// Invariant: a change alone is never an error.
@NullMarked
package io.stillwatch.auditor.rule.drift;

import org.jspecify.annotations.NullMarked;
