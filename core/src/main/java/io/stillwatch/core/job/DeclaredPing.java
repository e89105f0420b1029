// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;

/// A job that pings as people declared it, before or after its first ping.
///
/// `schedule` is five fields of cron, empty where the pings themselves shall tell it. `secret` is
/// the SHA-256 of the UUID that may be in its address instead of the key; empty if there is none.
public record DeclaredPing(
    String key, Timing timing, JobNote note, String secret, Instant declaredAt) {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  /// When it is due.
  public record Timing(String schedule, ZoneId zone) {
    public static final Timing LEARNED = new Timing("", ZoneId.of("UTC"));
  }

  public DeclaredPing {
    if (!isKey(key))
      throw new IllegalArgumentException("key must be 1 to 100 letters, digits, - or _.");
  }

  public static boolean isKey(String text) {
    return KEY.matcher(text).matches();
  }

  /// As a first ping with `?create=1` declares it.
  public static DeclaredPing of(String key, Instant at) {
    return new DeclaredPing(key, Timing.LEARNED, JobNote.NONE, "", at);
  }
}
