// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How much each sender may ask for: so much at once, and as much again in each minute.
///
/// Bounded: of more senders than are remembered, those that were heard longest ago begin anew.
final class SenderRates {
  private static final int MOST_SENDERS = 10_000;
  private static final double MINUTE = Duration.ofMinutes(1).toNanos();

  private final int perMinute;
  private final LongSupplier nanos;
  private final Map<String, Allowance> senders =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Allowance> eldest) {
          return size() > MOST_SENDERS;
        }
      };

  private record Allowance(double left, long at) {}

  SenderRates(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.nanos = nanos;
  }

  /// Whether the sender may ask for one more; that counts.
  synchronized boolean admits(String sender) {
    var now = allowance(sender);
    if (now.left() < 1) return false;
    senders.put(sender, new Allowance(now.left() - 1, now.at()));
    return true;
  }

  /// What was asked for counts for so many more.
  synchronized void charge(String sender, int more) {
    var now = allowance(sender);
    senders.put(sender, new Allowance(Math.max(0, now.left() - more), now.at()));
  }

  private Allowance allowance(String sender) {
    long now = nanos.getAsLong();
    var known = senders.getOrDefault(sender, new Allowance(perMinute, now));
    double earned = (now - known.at()) / MINUTE * perMinute;
    return new Allowance(Math.min(perMinute, known.left() + earned), now);
  }
}
