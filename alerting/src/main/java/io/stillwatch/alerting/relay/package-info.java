// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Delivers the pending notifications that stored alerts contain, at least once and in order.
/// `RelayLoop` runs `NotificationRelay` until it is closed. Invariant: a notification is marked as
/// sent only after the channel accepted it.
@NullMarked
package io.stillwatch.alerting.relay;

import org.jspecify.annotations.NullMarked;
