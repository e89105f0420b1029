// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The one loop that turns collected evidence into jobs, runs, verdicts, stoppages and alerts. The
/// same code serves the live product, the demo and replay. Invariant: a tick reads only what the
/// stores hold and the instant it is given, so it never looks ahead.
@NullMarked
package io.stillwatch.core.watch;

import org.jspecify.annotations.NullMarked;
