// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Replays of labelled evidence: the alerts that were raised beside those that a label expects.
/// Invariant: a row is right only if nothing that its label states differs, and it says what does.
@NullMarked
package io.stillwatch.bench.replay;

import org.jspecify.annotations.NullMarked;
