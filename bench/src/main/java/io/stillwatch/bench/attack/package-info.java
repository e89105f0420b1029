// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What a hostile sender, page or file may try on the product, over loopback and in bounded loops.
/// Invariant: each attack says whether it was held by what it sees from outside.
@NullMarked
package io.stillwatch.bench.attack;

import org.jspecify.annotations.NullMarked;
