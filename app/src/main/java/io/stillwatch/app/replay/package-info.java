// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The past through the same code: recorded evidence, a virtual clock, stores in memory. Invariant:
/// no tick sees evidence that is younger than its instant.
@NullMarked
package io.stillwatch.app.replay;

import org.jspecify.annotations.NullMarked;
