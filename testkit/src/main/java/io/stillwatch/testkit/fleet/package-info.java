// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Fleets of a given size in memory. Invariant: the same arguments give the same fleet.
@NullMarked
package io.stillwatch.testkit.fleet;

import org.jspecify.annotations.NullMarked;
