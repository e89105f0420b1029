// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.alerting.AlertSettings;
import java.util.Optional;

/// The links of an alert into the web UI; empty if its address is not configured.
///
/// Opening a link never changes anything, because mail scanners open links too.
record Links(AlertSettings settings, String id) {
  Optional<String> alert() {
    return url("/alerts/" + id);
  }

  Optional<String> acknowledge() {
    return url("/alerts/" + id + "?do=ack");
  }

  Optional<String> api() {
    return url("/api/v1/alerts/" + id);
  }

  String environment() {
    return settings.environment();
  }

  private Optional<String> url(String path) {
    return settings.baseUrl().isEmpty() ? Optional.empty() : Optional.of(settings.baseUrl() + path);
  }
}
