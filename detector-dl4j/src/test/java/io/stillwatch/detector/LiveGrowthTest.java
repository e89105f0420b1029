// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.series.Amount;
import io.stillwatch.core.series.FollowedHour;
import io.stillwatch.core.series.FollowedSeries;
import io.stillwatch.core.series.Sample;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.core.series.SeriesFollowing;
import io.stillwatch.core.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Logs with the rhythm of a day and of a week and log-normal volumes, each followed for 60 days
/// after it was learnt how it varies; `-Dstillwatch.evaluation=full` follows more of them and
/// prints what was found.
class LiveGrowthTest {
  private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");
  private static final boolean FULL = "full".equals(System.getProperty("stillwatch.evaluation"));
  private static final int LEARNT_DAYS = 28;
  private static final int DAYS = LEARNT_DAYS + 60;
  private static final int LOUD = 24 * 70;
  private static final double YEAR_DAYS = 365;
  private static final double STANDS_OUT = 25;

  private static SeriesModel model;

  @BeforeAll
  static void learn() throws InterruptedException {
    var pasts = new ArrayList<TimeSeries>();
    for (int log = 0; log < 8; log++) pasts.add(series(bytes(1_000 + log, 21)));
    long began = System.nanoTime();
    model = SeriesModel.learnToFollow(pasts, 1);
    print("The model was learnt in %.1f s%n", (System.nanoTime() - began) / 1e9);
  }

  /// Bytes an hour: up to eight times as much by day as by night, half as much at weekends.
  private static double[] bytes(int log, int days) {
    var random = new Random(log);
    double usual = Math.pow(10, 6 + 2.5 * random.nextDouble());
    double swing = 1.05 * random.nextDouble();
    double peak = 24 * random.nextDouble();
    double weekend = 0.5 + 0.5 * random.nextDouble();
    double spread = 0.2 + 0.5 * random.nextDouble();
    var bytes = new double[24 * days];
    for (int i = 0; i < bytes.length; i++) {
      double rhythm = swing * Math.cos(2 * Math.PI * (i % 24 - peak) / 24);
      double week = i / 24 % 7 >= 5 ? weekend : 1;
      bytes[i] = usual * week * Math.exp(rhythm + spread * random.nextGaussian());
    }
    return bytes;
  }

  private static TimeSeries series(double[] bytes) {
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < bytes.length; i++)
      samples.add(new Sample(at(i), Amount.BYTES.compared(bytes[i])));
    return TimeSeries.of(samples, Duration.ofHours(1));
  }

  private static Instant at(int hour) {
    return START.plus(Duration.ofHours(hour));
  }

  /// All logs together, hour by hour; those of each that are anomalous.
  private static List<List<FollowedHour>> anomalies(List<double[]> logs) {
    var following = new SeriesFollowing(model, Amount.BYTES);
    var series = new ArrayList<FollowedSeries>();
    var found = new ArrayList<List<FollowedHour>>();
    for (int i = 0; i < logs.size(); i++) {
      series.add(FollowedSeries.NONE);
      found.add(new ArrayList<>());
    }
    long first = START.getEpochSecond() / 3_600;
    for (int hour = 0; hour < 24 * DAYS; hour++) {
      for (int i = 0; i < logs.size(); i++) {
        double compared = Amount.BYTES.compared(logs.get(i)[hour]);
        series.set(i, series.get(i).withHour(first + hour, compared));
      }
      var next = following.follow(series);
      for (int i = 0; i < logs.size(); i++) {
        series.set(i, next.get(i).series());
        for (var one : next.get(i).hours()) {
          boolean known = !one.start().isBefore(at(24 * LEARNT_DAYS));
          if (known && one.score() >= STANDS_OUT) found.get(i).add(one);
        }
      }
    }
    return found;
  }

  private static List<double[]> logs(int count, double factor) {
    var logs = new ArrayList<double[]>();
    for (int log = 0; log < count; log++) {
      var bytes = bytes(log, DAYS);
      for (int hour = LOUD; hour < LOUD + 24; hour++) bytes[hour] *= factor;
      logs.add(bytes);
    }
    return logs;
  }

  private static void print(String format, Object... values) {
    if (FULL) System.err.printf(format, values);
  }

  @Test
  void noise_is_never_certain_and_hardly_ever_stands_out() {
    int count = FULL ? 100 : 12;
    var found = anomalies(logs(count, 1)).stream().flatMap(List::stream).toList();
    double years = count * (DAYS - LEARNT_DAYS) / YEAR_DAYS;
    long certain = found.stream().filter(hour -> hour.score() >= 75).count();
    print(
        "%d logs, %.1f series-years: %.3f anomalies a series-year, %.3f from 50, %.3f from 75%n",
        count,
        years,
        found.size() / years,
        found.stream().filter(hour -> hour.score() >= 50).count() / years,
        certain / years);
    assertThat(certain).isZero();
    assertThat(found.stream().filter(hour -> hour.score() >= ScoredHour.ANOMALY_SCORE))
        .hasSizeLessThan(2);
  }

  @Test
  void ten_times_as_much_is_found_within_two_hours() {
    int count = FULL ? 50 : 10;
    for (double factor : FULL ? new double[] {3, 10} : new double[] {10}) {
      var found = anomalies(logs(count, factor));
      for (int hours : new int[] {2, 24}) {
        print("%.0f times, %d logs, within %d hours:", factor, count, hours);
        for (int score : new int[] {25, 50, 75})
          print(" %d from %d", found(found, hours, score), score);
        print("%n");
      }
      if (factor >= 10) assertThat(found(found, 2, 50)).isGreaterThanOrEqualTo(9 * count / 10);
      if (factor >= 10) assertThat(found(found, 24, 50)).isEqualTo(count);
    }
  }

  private static long found(List<List<FollowedHour>> logs, int hours, int score) {
    return logs.stream()
        .filter(log -> log.stream().anyMatch(one -> within(one, hours) && one.score() >= score))
        .count();
  }

  private static boolean within(FollowedHour hour, int hours) {
    return !hour.start().isBefore(at(LOUD)) && hour.start().isBefore(at(LOUD + hours));
  }
}
