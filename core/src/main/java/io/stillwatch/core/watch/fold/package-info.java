// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Turns the evidence of one host into its state: which jobs it has, when they ran, how its logs
/// grew. Invariant: evidence that is folded twice changes nothing.
@NullMarked
package io.stillwatch.core.watch.fold;

import org.jspecify.annotations.NullMarked;
