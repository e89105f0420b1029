// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Scenarios for the watch: evidence written by hand, a virtual clock, and what was said when.
/// Invariant: a scenario never waits and never looks at the real clock.
@NullMarked
package io.stillwatch.testkit.watch;

import org.jspecify.annotations.NullMarked;
