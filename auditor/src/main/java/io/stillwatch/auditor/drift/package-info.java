// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What changed between two configurations of one host. What only one of the two tells is no
/// change. Invariant: two equal configurations have no drift.
@NullMarked
package io.stillwatch.auditor.drift;

import org.jspecify.annotations.NullMarked;
