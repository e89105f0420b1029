// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// How fast the autoencoder scores and learns on this machine. Invariant: what is compared is
/// measured in turn, in one run, on one thread, and each figure is a median.
@NullMarked
package io.stillwatch.bench.speed;

import org.jspecify.annotations.NullMarked;
