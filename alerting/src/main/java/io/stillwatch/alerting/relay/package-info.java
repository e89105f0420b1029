// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Delivers the pending notifications that stored alerts contain, at least once and in order. The
/// process that holds the lease of the relay makes a pass every few seconds. Invariant: a
/// notification is marked as sent only after the channel accepted it.
@NullMarked
package io.stillwatch.alerting.relay;

import org.jspecify.annotations.NullMarked;
