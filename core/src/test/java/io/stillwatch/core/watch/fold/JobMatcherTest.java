// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stillwatch.core.finding.WorkBudget;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.testing.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Which vanished line a new one continues.
class JobMatcherTest {
  private static final Schedule HOURLY = Sample.hourly();

  private static Job line(String id, Schedule schedule, String user, String command) {
    return Sample.line(id, schedule, user, command);
  }

  private static final Job OLD = line("old", Sample.daily(), "root", "/opt/backup.sh");

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void a_line_continues_another(String what, Job now, boolean continues) {
    assertThat(JobMatcher.continued(List.of(OLD), List.of(now)))
        .isEqualTo(continues ? Map.of(now.id(), "old") : Map.of());
  }

  private static Job elsewhere(Schedule schedule, String user) {
    var there = new Definition("/etc/cron.d/other", 1, user, OLD.definition().command());
    return new Job(
        "new", OLD.kind(), "x", Sample.HOST, schedule, there, OLD.subject(), OLD.driver());
  }

  static List<Arguments> rows() {
    return List.of(
        arguments("the time was changed", line("new", HOURLY, "root", "/opt/backup.sh"), true),
        arguments("the command was changed", line("new", Sample.daily(), "root", "tar c /"), true),
        arguments("a letter was lost", line("new", HOURLY, "root", "/opt/backp.sh"), true),
        arguments("the user was left out", line("new", HOURLY, "", "/opt/backup.sh"), true),
        arguments("both were changed", line("new", HOURLY, "root", "tar c /"), false),
        arguments(
            "the user was changed", line("new", Sample.daily(), "dba", "/opt/backup.sh"), true),
        arguments("another table has it, unchanged", elsewhere(Sample.daily(), "root"), true),
        arguments("another table has it, at other times", elsewhere(HOURLY, "root"), false),
        arguments("another table has it, of other users", elsewhere(Sample.daily(), "dba"), false),
        arguments(
            "another kind", Sample.rotation("new", Sample.rule(Frequency.DAILY), HOURLY), false),
        arguments(
            "times that cannot be read are not the same time",
            line("new", new Schedule.Learning(0, 3), "root", "tar c /"),
            false));
  }

  @Test
  void a_line_that_is_still_there_is_continued_by_no_other() {
    var now = line("new", Sample.daily(), "root", "/opt/backup.sh");
    assertThat(JobMatcher.continued(List.of(OLD), List.of(OLD, now))).isEmpty();
  }

  @Test
  void each_line_is_continued_once_and_the_same_time_counts_most() {
    var other = line("other", HOURLY, "root", "/opt/backup.sh -v");
    var moved = line("new-1", HOURLY, "root", "/opt/backup.sh");
    var second = line("new-2", Sample.everyMinutes(5), "root", "/opt/backup.sh -q");
    assertThat(JobMatcher.continued(List.of(OLD, other), List.of(moved, second)))
        .isEqualTo(Map.of("new-1", "other", "new-2", "old"));
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource({
    "/srv/site%02d/cron.sh, /srv/site%02d/cron.sh -q",
    "/srv/site%02d/cron.sh, /var/site%02d/cron.sh",
    "cron.sh site%02d, cron.sh -q site%02d"
  })
  void each_of_twenty_lines_of_one_time_continues_its_own(String old, String now) {
    var before = new ArrayList<Job>();
    var after = new ArrayList<Job>();
    var expected = new HashMap<String, String>();
    for (int i = 1; i <= 20; i++) {
      before.add(line("old-" + i, HOURLY, "root", old.formatted(i)));
      after.add(line("new-" + i, HOURLY, "root", now.formatted(i)));
      expected.put("new-" + i, "old-" + i);
    }
    assertThat(JobMatcher.continued(before, after)).isEqualTo(expected);
  }

  @Test
  @Timeout(20)
  void a_thousand_long_lines_of_one_time_are_matched_among_their_neighbours() {
    var random = new Random(7);
    var before = new ArrayList<Job>();
    var after = new ArrayList<Job>();
    var expected = new HashMap<String, String>();
    for (int i = 0; i < 1_000; i++) {
      var command = "/opt/" + letters(random, 500);
      before.add(line("old-" + i, Sample.daily(), "root", command));
      after.add(line("new-" + i, Sample.daily(), "root", edited(command, random)));
      expected.put("new-" + i, "old-" + i);
    }
    Collections.shuffle(after, random);
    assertThat(JobMatcher.continued(before, after)).isEqualTo(expected);
  }

  @Test
  @Timeout(20)
  void so_are_a_thousand_that_have_nothing_in_common() {
    var random = new Random(7);
    var before = new ArrayList<Job>();
    var after = new ArrayList<Job>();
    for (int i = 0; i < 1_000; i++) {
      before.add(line("old-" + i, Sample.daily(), "root", letters(random, 512)));
      after.add(line("new-" + i, Sample.daily(), "root", letters(random, 512)));
    }
    var continued = JobMatcher.continued(before, after);
    assertThat(continued).hasSize(1_000);
    assertThat(JobMatcher.continued(before, after)).isEqualTo(continued);
  }

  @Test
  void matching_stops_once_its_budget_is_spent() {
    var asked = new AtomicInteger();
    var lines = IntStream.range(0, 1_000).mapToObj(i -> "/opt/" + i).toList();
    var before = lines.stream().map(l -> line("old" + l, HOURLY, "root", l)).toList();
    var after = lines.stream().map(l -> line("new" + l, HOURLY, "root", l + "x")).toList();
    boolean done =
        WorkBudget.within(
            () -> asked.incrementAndGet() > 10, () -> JobMatcher.continued(before, after));
    assertThat(done).isFalse();
    assertThat(asked.get()).isEqualTo(11);
  }

  private static String letters(Random random, int count) {
    return random.ints(count, 'a', 'z').mapToObj(Character::toString).collect(joining());
  }

  private static String edited(String command, Random random) {
    int at = 6 + random.nextInt(command.length() - 6);
    return command.substring(0, at) + "#" + command.substring(at);
  }

  @Test
  void of_two_lines_of_one_time_that_of_the_same_user_is_continued() {
    var dba = line("dba", Sample.daily(), "dba", "/opt/backup.sh");
    var now = line("new", Sample.daily(), "dba", "/opt/backup.sh -v");
    assertThat(JobMatcher.continued(List.of(OLD, dba), List.of(now)))
        .isEqualTo(Map.of("new", "dba"));
  }
}
