// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.util.List;

/// Decides which alerts to open, change and resolve, and writes their messages.
///
/// Pure: the answer holds only alerts that changed, each with its new pending notifications; the
/// caller stores them, and the relay sends afterwards.
public interface Alerting {
  List<Alert> decide(List<Alert> open, Situation situation);
}
