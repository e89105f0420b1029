// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import java.util.Optional;

/// Where an alert is found in the web UI; empty if nobody said how the UI is reached.
///
/// A link never changes anything: mail scanners open them.
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
