// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Decides which stoppages make an alert, which findings explain it, and when it is notified.
/// `AlertDecisions` is the only entry. Invariant: every decision is a pure function of the open
/// alerts and one situation; no clock, no store, no channel.
@NullMarked
package io.stillwatch.alerting.decide;

import org.jspecify.annotations.NullMarked;
