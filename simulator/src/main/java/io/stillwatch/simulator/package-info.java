// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// A small AWS account and a fleet of hosts that misbehave on command, on a virtual clock.
/// Invariant: everything is a pure function of seed, start, scenario and time.
@NullMarked
package io.stillwatch.simulator;

import org.jspecify.annotations.NullMarked;
