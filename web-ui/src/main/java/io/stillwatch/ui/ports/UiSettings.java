// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import java.time.Duration;
import java.time.ZoneId;

/// How the views show what they read.
///
/// `simulatedTime` says that the clock is not the world's; `behindAfter` is how old the last
/// judgement may be before the views say that detection is behind; `boundTo` is the address that
/// the server listens on.
public record UiSettings(
    ZoneId zone,
    boolean simulatedTime,
    Duration behindAfter,
    String boundTo,
    Administration administration) {
  public static UiSettings of(ZoneId zone) {
    return new UiSettings(zone, false, Duration.ofHours(1), "127.0.0.1", Administration.NONE);
  }
}
