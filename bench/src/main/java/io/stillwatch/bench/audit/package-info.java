// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The auditor against labelled configuration. Invariant: a mutation is right only if every
/// expected finding is there, every suggestion is the expected one, and the verdict is the real
/// program's.
@NullMarked
package io.stillwatch.bench.audit;

import org.jspecify.annotations.NullMarked;
