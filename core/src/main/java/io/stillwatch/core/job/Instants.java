// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Instant;

/// The earlier and the later of two instants.
public final class Instants {
  private Instants() {}

  public static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  public static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
