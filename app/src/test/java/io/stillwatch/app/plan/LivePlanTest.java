// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.app.config.ConfigFile;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivePlanTest {
  private static final Job JOB =
      new Job(
          "cron-1",
          JobKind.SCHEDULED_COMMAND,
          "backup",
          Host.server("db-1"),
          new Schedule.Never("in a test"),
          Definition.LEARNED,
          "/opt/backup.sh",
          "");

  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-11-22T08:00:00Z");
  private int changes;

  @BeforeEach
  void files() throws Exception {
    write("jobs.yaml", owner("team-db"));
    write("holidays.ics", holiday("20261225"));
  }

  private LivePlan plan() throws Exception {
    var file = folder.resolve("stillwatch.yaml");
    Files.writeString(
        file,
        "detection: {calendars: [{name: holidays, file: holidays.ics, zone: Europe/Berlin}],"
            + " maintenance: [{name: patches, zone: UTC, days: [sat], start: '22:00', duration: PT4H}]}");
    var config = ConfigFile.read(file, Map.of()).detection();
    return new LivePlan(config, InMemoryStores.pings(), () -> now);
  }

  /// A file system may not tell two changes within a second from each other.
  private void write(String name, String text) throws Exception {
    var file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(now.plusSeconds(++changes)));
  }

  private static String owner(String name) {
    return "- {match: {host: 'db-*'}, owner: " + name + "}";
  }

  private static String holiday(String day) {
    return "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:"
        + day
        + "\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR\n";
  }

  private static boolean excuses(LivePlan plan, String at) {
    return plan.plan().maintenance().at(JOB, Instant.parse(at)).isPresent();
  }

  @Test
  void windows_calendars_and_notes_are_in_force_at_once() throws Exception {
    var plan = plan();
    assertThat(excuses(plan, "2026-12-25T10:00:00Z")).isTrue();
    assertThat(excuses(plan, "2026-11-28T23:00:00Z")).isTrue();
    assertThat(excuses(plan, "2026-11-24T23:00:00Z")).isFalse();
    assertThat(plan.plan().notes().of(JOB).owner()).isEqualTo("team-db");
    assertThat(plan.problem()).isEmpty();
  }

  @Test
  void a_file_that_changed_is_in_force_within_a_minute_and_not_read_more_often() throws Exception {
    var plan = plan();
    assertThat(plan.plan().notes().of(JOB).owner()).isEqualTo("team-db");
    write("jobs.yaml", owner("team-storage"));
    write("holidays.ics", holiday("20261224"));
    now = now.plusSeconds(59);
    assertThat(plan.plan().notes().of(JOB).owner()).isEqualTo("team-db");
    now = now.plusSeconds(1);
    assertThat(plan.plan().notes().of(JOB).owner()).isEqualTo("team-storage");
    assertThat(excuses(plan, "2026-12-24T10:00:00Z")).isTrue();
    assertThat(excuses(plan, "2026-12-25T10:00:00Z")).isFalse();
  }

  @Test
  void a_broken_file_leaves_what_it_said_before_and_is_named_until_it_is_repaired()
      throws Exception {
    var plan = plan();
    assertThat(plan.problem()).isEmpty();
    write("jobs.yaml", "- {match: {host: a}, ownr: b}");
    write("holidays.ics", "BEGIN:VEVENT");
    now = now.plus(Duration.ofMinutes(1));
    assertThat(plan.problem())
        .contains("jobs.yaml:1", "'ownr'", "holidays.ics:1", "What it said before stays in force.");
    assertThat(plan.plan().notes().of(JOB).owner()).isEqualTo("team-db");
    assertThat(excuses(plan, "2026-12-25T10:00:00Z")).isTrue();

    Files.delete(folder.resolve("jobs.yaml"));
    write("holidays.ics", holiday("20261225"));
    now = now.plus(Duration.ofMinutes(1));
    assertThat(plan.problem()).contains("jobs.yaml cannot be read").doesNotContain("holidays.ics");
    assertThat(plan.plan().notes().of(JOB).owner()).isEqualTo("team-db");

    write("jobs.yaml", owner("team-db"));
    now = now.plus(Duration.ofMinutes(1));
    assertThat(plan.problem()).isEmpty();
  }

  @Test
  void what_recurs_without_an_end_is_known_years_later() throws Exception {
    var plan = plan();
    assertThat(excuses(plan, "2031-12-25T10:00:00Z")).isFalse();
    now = Instant.parse("2031-11-22T08:00:00Z");
    assertThat(excuses(plan, "2031-12-25T10:00:00Z")).isTrue();
  }
}
