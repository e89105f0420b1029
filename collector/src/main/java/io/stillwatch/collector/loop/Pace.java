// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import java.time.Duration;

/// How often the collector looks: at files, at interfaces that count requests, for new sources; and
/// how often it tells how far it has come.
public record Pace(Duration files, Duration interfaces, Duration discovery, Duration states) {
  public static final Pace USUAL =
      new Pace(
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5));
}
