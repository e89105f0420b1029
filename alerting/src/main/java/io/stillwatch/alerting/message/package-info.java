// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Writes all texts about alerts: subject, e-mail, SMS, JSON, titles and explanations. `Texts` is
/// the entry for alerts, `ServiceMessages` for messages about Stillwatch itself. Invariant: a text
/// is a pure function of its arguments, and every foreign string passes through `TextSanitizer`.
@NullMarked
package io.stillwatch.alerting.message;

import org.jspecify.annotations.NullMarked;
