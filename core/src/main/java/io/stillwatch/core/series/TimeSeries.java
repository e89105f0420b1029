// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Numbers over time in even buckets: the mean of what was measured in each.
///
/// A bucket without a measurement is unknown; nothing is filled in. The first bucket starts at the
/// first sample, whatever the order of the samples.
public final class TimeSeries {
  public static final int MOST_BUCKETS = 1 << 20;

  /// A bucket is lengthened until no more than so many are left to learn from.
  private static final int ENOUGH_BUCKETS = 2_500;

  private final long startSecond;
  private final long bucketSeconds;
  private final double[] means;

  private TimeSeries(long startSecond, long bucketSeconds, double[] means) {
    this.startSecond = startSecond;
    this.bucketSeconds = bucketSeconds;
    this.means = means;
  }

  public static TimeSeries of(List<Sample> samples, Duration bucket) {
    long seconds = bucket.toSeconds();
    if (seconds < 1) throw new IllegalArgumentException("bucket: " + bucket);
    long count = bucketsOf(samples, bucket);
    if (count > MOST_BUCKETS) {
      throw new IllegalArgumentException(count + " buckets; at most " + MOST_BUCKETS + " fit.");
    }
    var instants = seconds(samples);
    long first = Arrays.stream(instants).min().orElseThrow();
    var means = new double[(int) count];
    var counts = new int[means.length];
    for (int i = 0; i < instants.length; i++) {
      int at = (int) ((instants[i] - first) / seconds);
      means[at] += samples.get(i).value();
      counts[at]++;
    }
    for (int i = 0; i < means.length; i++) {
      means[i] = counts[i] == 0 ? Double.NaN : means[i] / counts[i];
    }
    return new TimeSeries(first, seconds, means);
  }

  /// Whose means are known, NaN where not.
  static TimeSeries ofMeans(Instant start, Duration bucket, double[] means) {
    return new TimeSeries(start.getEpochSecond(), bucket.toSeconds(), means.clone());
  }

  /// How many buckets the samples span.
  public static long bucketsOf(List<Sample> samples, Duration bucket) {
    var span = Arrays.stream(seconds(samples)).summaryStatistics();
    return (span.getMax() - span.getMin()) / bucket.toSeconds() + 1;
  }

  /// The usual distance of the samples, or the smallest multiple of it with which the series has
  /// few enough buckets to learn from.
  public static Duration fittingBucket(List<Sample> samples) {
    var instants = seconds(samples);
    long usual = usualDistance(instants);
    long buckets = bucketsOf(samples, Duration.ofSeconds(usual));
    return Duration.ofSeconds(usual * Math.ceilDiv(buckets, ENOUGH_BUCKETS));
  }

  /// The median of the distances, not less than a second.
  public static Duration usualDistance(List<Sample> samples) {
    return Duration.ofSeconds(usualDistance(seconds(samples)));
  }

  private static long usualDistance(long[] instants) {
    var sorted = instants.clone();
    Arrays.sort(sorted);
    var distances = new long[Math.max(1, sorted.length - 1)];
    for (int i = 0; i + 1 < sorted.length; i++) distances[i] = sorted[i + 1] - sorted[i];
    Arrays.sort(distances);
    return Math.max(1, distances[distances.length / 2]);
  }

  private static long[] seconds(List<Sample> samples) {
    return samples.stream().mapToLong(sample -> sample.at().getEpochSecond()).toArray();
  }

  public int buckets() {
    return means.length;
  }

  public Duration bucket() {
    return Duration.ofSeconds(bucketSeconds);
  }

  public Instant start(int bucket) {
    return Instant.ofEpochSecond(startSecond + bucket * bucketSeconds);
  }

  /// The bucket that an instant falls into; not necessarily one of the series.
  public int bucketOf(Instant at) {
    return Math.toIntExact(Math.floorDiv(at.getEpochSecond() - startSecond, bucketSeconds));
  }

  public boolean known(int bucket) {
    return !Double.isNaN(means[bucket]);
  }

  public int unknown() {
    return (int) Arrays.stream(means).filter(Double::isNaN).count();
  }

  /// The same up to a bucket, as if nothing had followed.
  public TimeSeries first(int buckets) {
    return new TimeSeries(startSecond, bucketSeconds, Arrays.copyOf(means, buckets));
  }

  /// Of all known buckets.
  public double average() {
    return Arrays.stream(means).filter(mean -> !Double.isNaN(mean)).average().orElse(Double.NaN);
  }

  /// NaN if nothing is known.
  public double mean(int bucket) {
    return means[bucket];
  }
}
