// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import io.stillwatch.core.alert.Notification.Kind;
import java.time.Instant;
import java.util.List;

/// The occasion of a message: its kind, its number within the alert, when, and what is new.
public record Notice(Kind kind, int sequence, Instant at, List<String> news) {
  public Notice {
    news = List.copyOf(news);
  }
}
