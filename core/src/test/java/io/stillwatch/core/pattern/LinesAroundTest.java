// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Surroundings.SeenLine;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinesAroundTest {
  private static final Instant MISS = Instant.parse("2026-11-13T02:30:00Z");
  private static final Set<String> WORDS = Set.of("backup");

  @Test
  void what_names_the_job_comes_first_then_errors_then_the_scheduler_then_what_is_near() {
    var lines = new ArrayList<LogRecord>();
    lines.add(line(500, new LogEvent.Other("sh"), "sh: /opt/backup.sh: Permission denied"));
    for (int i = 1; i <= 4; i++)
      lines.add(line(100 + i, new LogEvent.Other("app"), "app: request failed " + i));
    lines.add(
        line(1, new LogEvent.RunStarted("root", "/opt/x", 7), "CRON[7]: (root) CMD (/opt/x)"));
    lines.add(line(0, new LogEvent.Other("sshd"), "sshd: session opened"));
    assertThat(LinesAround.of(lines, WORDS, MISS))
        .extracting(SeenLine::text)
        .containsExactly(
            "app: request failed 1",
            "app: request failed 2",
            "app: request failed 3",
            "app: request failed 4",
            "sh: /opt/backup.sh: Permission denied");
  }

  @Test
  void without_an_error_it_shows_the_scheduler_and_what_is_near() {
    var lines =
        List.of(
            line(3, new LogEvent.Other("sshd"), "sshd: session opened"),
            line(60, new LogEvent.RunStarted("root", "/opt/x", 7), "CRON[7]: (root) CMD (/opt/x)"));
    assertThat(LinesAround.of(lines, WORDS, MISS))
        .extracting(SeenLine::text)
        .containsExactly("sshd: session opened", "CRON[7]: (root) CMD (/opt/x)");
  }

  @Test
  void a_line_that_comes_often_is_shown_once_where_it_is_nearest() {
    var lines =
        List.of(
            line(-60, new LogEvent.Other("app"), "app: error"),
            line(5, new LogEvent.Other("app"), "app: error"),
            line(90, new LogEvent.Other("app"), "app: error"));
    assertThat(LinesAround.of(lines, WORDS, MISS))
        .containsExactly(new SeenLine(MISS.plusSeconds(5), "app: error"));
  }

  @Test
  void holds_no_secret_and_no_endless_line() {
    var lines =
        List.of(
            line(1, new LogEvent.Other("app"), "app: mysqldump --password=hunter2 failed"),
            line(2, new LogEvent.Other("app"), "error " + "😀".repeat(400)));
    var shown = LinesAround.of(lines, WORDS, MISS);
    assertThat(shown.getFirst().text()).doesNotContain("hunter2");
    assertThat(shown.getLast().text()).hasSizeLessThan(700).endsWith("😀..");
  }

  @Test
  void reads_from_two_minutes_before_the_miss_to_ten_after_it() {
    assertThat(LinesAround.before(MISS))
        .isEqualTo(new Interval(MISS.minus(Duration.ofMinutes(2)), MISS));
    assertThat(LinesAround.after(MISS))
        .isEqualTo(new Interval(MISS, MISS.plus(Duration.ofMinutes(10))));
  }

  private static LogRecord line(long secondsAfterMiss, LogEvent event, String text) {
    return new LogRecord(
        "line-" + secondsAfterMiss,
        new SourceId("syslog"),
        "cron.syslog",
        Host.server("ops-1"),
        MISS.plusSeconds(secondsAfterMiss),
        new Position("/var/log/syslog", "g1", 600 + secondsAfterMiss),
        Line.of(text),
        event);
  }
}
