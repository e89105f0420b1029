// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScoreCommandTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final int HOUR = 3600;
  private static final int FALL = 200;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int score(String... arguments) {
    return new CommandLine(new ScoreCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler((e, command, _) -> {
          command.getErr().println(e.getMessage());
          return 1;
        })
        .execute(arguments);
  }

  /// Free space, hour by hour, that falls for six hours.
  private String freeSpace(int hours) throws IOException {
    var text = new StringBuilder("time,value\n");
    for (int i = 0; i < hours; i++) {
      double gigabytes = 100 + 3 * Math.sin(2 * Math.PI * i / 24) + i % 3;
      if (i >= FALL && i < FALL + 6) gigabytes -= 40;
      text.append(START.plusSeconds((long) i * HOUR))
          .append(String.format(Locale.ROOT, ",%.3f%n", gigabytes));
    }
    return Files.writeString(folder.resolve("free.csv"), text).toString();
  }

  @Test
  void an_anomaly_has_score_interval_observed_and_expected() throws IOException {
    assertThat(score(freeSpace(400), "--format", "json")).isZero();
    var json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("bucket_seconds").asInt()).isEqualTo(HOUR);
    assertThat(json.path("buckets").asInt()).isEqualTo(400);
    assertThat(json.path("look_ahead").asBoolean()).isTrue();
    assertThat(json.path("anomalies")).hasSize(1);
    var anomaly = json.path("anomalies").path(0);
    assertThat(anomaly.path("score").asDouble()).isBetween(25.0, 100.0);
    assertThat(anomaly.path("observed").asDouble()).isLessThan(70);
    assertThat(anomaly.path("expected").asDouble()).isGreaterThan(70);
    assertThat(Instant.parse(anomaly.path("start").asText()))
        .isBefore(START.plusSeconds((FALL + 6L) * HOUR));
    assertThat(Instant.parse(anomaly.path("end").asText()))
        .isAfter(START.plusSeconds((long) FALL * HOUR));
  }

  /// Bytes that a log grew by, hour by hour; ten times as many on the last day.
  private String growth(int hours) throws IOException {
    var random = new Random(6);
    var text = new StringBuilder("time,value\n");
    for (int i = 0; i < hours; i++) {
      double bytes = 3e7 * Math.exp(0.3 * random.nextGaussian());
      if (i >= hours - 24) bytes *= 10;
      text.append(START.plusSeconds((long) i * HOUR))
          .append(String.format(Locale.ROOT, ",%.0f%n", bytes));
    }
    return Files.writeString(folder.resolve("growth.csv"), text).toString();
  }

  @Test
  void a_log_that_grows_ten_times_faster_is_found_as_live() throws IOException {
    assertThat(score(growth(720), "--live", "--bytes", "--format", "json")).isZero();
    var json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("look_ahead").asBoolean()).isFalse();
    var first = json.path("anomalies").path(0);
    assertThat(Instant.parse(first.path("start").asText()))
        .isBetween(START.plusSeconds(696L * HOUR), START.plusSeconds(697L * HOUR));
    assertThat(first.path("observed").asDouble()).isGreaterThan(first.path("high").asDouble());
  }

  @Test
  void a_live_score_needs_three_weeks_and_whole_hours() throws IOException {
    assertThat(score(growth(400), "--live")).isEqualTo(1);
    assertThat(err.toString()).contains("400 hours; a model is learnt from the first 504.");
    assertThat(score(growth(400), "--live", "--bucket", "60")).isEqualTo(2);
    assertThat(score(growth(400), "--bytes")).isEqualTo(2);
  }

  @Test
  void people_read_one_line_for_each() throws IOException {
    assertThat(score(freeSpace(400))).isZero();
    assertThat(out.toString())
        .contains("400 buckets of 1 h, 2026-11-01T00:00:00Z to ")
        .contains("0 without a sample; 1 anomaly\n")
        .containsPattern("observed [56]\\d\\.\\d+, expected ([789]\\d|1[01]\\d)\\.");
  }

  @Test
  void a_short_file_says_how_much_is_needed() throws IOException {
    assertThat(score(freeSpace(50))).isEqualTo(1);
    assertThat(err.toString())
        .contains("free.csv: 50 buckets of 1 h; from 96 to")
        .contains("Give more samples, or another --bucket.");
  }

  @Test
  void a_missing_file_and_a_bad_bucket_are_wrong_usage() throws IOException {
    assertThat(score(folder.resolve("none.csv").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is not a file that can be read").contains("none.csv");
    assertThat(score(freeSpace(400), "--bucket", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--bucket is a number of seconds, at least 1.");
  }
}
