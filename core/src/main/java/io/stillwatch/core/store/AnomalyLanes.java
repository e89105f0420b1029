// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.anomaly.Anomaly;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The highest scores over time: of the whole fleet, and of its worst lanes, the worst first.
public record AnomalyLanes(Lane overall, List<Lane> lanes) {
  public AnomalyLanes {
    lanes = List.copyOf(lanes);
  }

  /// What a lane stands for.
  public enum By {
    /// Its id.
    JOB,
    /// The feature that the model missed the most.
    SIGNAL;

    public String key(Anomaly anomaly) {
      return this == JOB ? anomaly.job() : signal(anomaly);
    }
  }

  /// The feature that explains the most of an anomaly; empty if none does.
  public static String signal(Anomaly anomaly) {
    var contributions = anomaly.reconstruction().contributions();
    return contributions.isEmpty() ? "" : contributions.getFirst().feature();
  }

  /// Some lanes of one kind.
  public record Some(By by, List<String> keys) {
    public Some {
      keys = List.copyOf(keys);
    }

    public boolean holds(Anomaly anomaly) {
      return keys.contains(by.key(anomaly));
    }
  }

  /// A half-open range in buckets of equal length; the last one may be cut.
  public record Span(Instant from, Instant until, Duration bucket) {
    private static final int MOST_BUCKETS = 60;
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final List<Duration> BUCKETS =
        List.of(
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            LONGEST);

    public Span {
      if (!bucket.isPositive()) throw new IllegalArgumentException("bucket: " + bucket);
    }

    /// A range in at most 61 buckets that begin at round times; the first one begins earlier.
    public static Span of(Instant from, Instant until) {
      var length = Duration.between(from, until).dividedBy(MOST_BUCKETS - 1);
      var bucket =
          BUCKETS.stream()
              .filter(each -> each.compareTo(length) >= 0)
              .findFirst()
              .orElse(LONGEST.multipliedBy(length.dividedBy(LONGEST) + 1));
      long seconds = bucket.toSeconds();
      long start = Math.floorDiv(from.getEpochSecond(), seconds) * seconds;
      return new Span(Instant.ofEpochSecond(start), until, bucket);
    }

    /// Where the bucket of an instant begins.
    public Instant start(Instant at) {
      long buckets = Duration.between(from, at).toMillis() / bucket.toMillis();
      return from.plus(bucket.multipliedBy(buckets));
    }
  }

  /// The highest score of each bucket that has one, by the beginning of the bucket.
  public record Lane(String key, Map<Instant, Double> highest) {
    public Lane {
      highest = Map.copyOf(highest);
    }

    public double peak() {
      return highest.values().stream().mapToDouble(score -> score).max().orElse(0);
    }
  }
}
