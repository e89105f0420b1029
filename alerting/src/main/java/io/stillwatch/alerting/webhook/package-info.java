// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Notifications to an HTTPS address, as signed CloudEvents, for people without SNS. Invariant: a
/// request is signed, goes to the configured address only, and neither secret nor path is logged.
@NullMarked
package io.stillwatch.alerting.webhook;

import org.jspecify.annotations.NullMarked;
