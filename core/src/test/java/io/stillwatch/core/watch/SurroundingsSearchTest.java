// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Surroundings.Peer;
import io.stillwatch.core.alert.Surroundings.SeenLine;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SurroundingsSearchTest {
  private static final Instant MISS = Instant.parse("2026-11-13T02:30:00Z");

  private final InMemoryStores stores = InMemoryStores.empty();
  private final SurroundingsSearch search =
      new SurroundingsSearch(stores.evidence(), stores.outcomes().statuses());

  @Test
  void names_the_hosts_where_the_same_job_still_runs_and_what_differs_there() throws Exception {
    put(job("web-2", "backup", "root"), MISS.plusSeconds(60));
    put(job("web-3", "backup", "ops"), MISS.plusSeconds(90));
    put(job("web-4", "backup", "root"), MISS.minusSeconds(60));
    put(job("web-5", "other backup", "root"), MISS.plusSeconds(60));
    assertThat(search.of(stopped(job("web-1", "backup", "root"))).peers())
        .containsExactly(
            new Peer("web-2", MISS.plusSeconds(60), List.of()),
            new Peer("web-3", MISS.plusSeconds(90), List.of("user there: ops; here: root")));
  }

  @Test
  void a_busy_host_does_not_hide_the_lines_about_the_miss() throws Exception {
    var lines = new ArrayList<Evidence>();
    for (int i = -960; i < 4_800; i++)
      lines.add(line(MISS.plusMillis(i * 125L), "app: answered request " + i));
    lines.add(line(MISS.minusSeconds(1), "cron: cannot start the backup"));
    lines.add(line(MISS.plusSeconds(1), "backup: no space left on device"));
    stores.evidence().append(lines);
    assertThat(search.of(stopped(job("web-1", "backup", "root"))).lines())
        .extracting(SeenLine::text)
        .contains("cron: cannot start the backup", "backup: no space left on device");
  }

  @Test
  void says_when_the_newest_snapshot_of_the_host_was_taken() throws Exception {
    var stopped = stopped(job("web-1", "backup", "root"));
    assertThat(search.of(stopped).snapshotAt()).isEqualTo(Instant.EPOCH);
    var newest = MISS.minusSeconds(60);
    stores
        .evidence()
        .append(
            List.of(
                Sample.config(Host.server("web-1"), newest, "# new"),
                Sample.config(Host.server("web-1"), MISS.minusSeconds(90), "# old"),
                Sample.config(Host.server("web-2"), MISS, "# other")));
    assertThat(search.of(stopped).snapshotAt()).isEqualTo(newest);
  }

  @Test
  void in_a_large_outage_the_hosts_that_still_run_are_found() throws Exception {
    for (int i = 0; i < 700; i++)
      put(job("lost-" + i, "backup", "root"), MISS.minusSeconds(60), JobHealth.SILENT);
    put(job("web-2", "backup", "root"), MISS.plusSeconds(60));
    assertThat(search.of(stopped(job("web-1", "backup", "root"))).peers())
        .extracting(Peer::host)
        .containsExactly("web-2");
  }

  @Test
  void jobs_that_are_not_due_yet_do_not_hide_those_that_ran() throws Exception {
    for (int i = 0; i < 150; i++)
      put(job("later-" + i, "backup", "root"), MISS.minusSeconds(3_600));
    for (int i = 2; i < 9; i++) put(job("web-" + i, "backup", "root"), MISS.plusSeconds(60));
    assertThat(search.of(stopped(job("web-1", "backup", "root"))).peers())
        .extracting(Peer::host)
        .containsExactly("web-2", "web-3", "web-4");
  }

  @Test
  void a_long_command_as_a_name_is_searched_by_a_few_short_words() throws Exception {
    var command = "/opt/x " + "--with=" + "ab".repeat(300) + " y".repeat(2_000);
    put(job("web-2", command, "root"), MISS.plusSeconds(60));
    put(job("web-3", command + " z", "root"), MISS.plusSeconds(60));
    assertThat(search.of(stopped(job("web-1", command, "root"))).peers())
        .extracting(Peer::host)
        .containsExactly("web-2");
    assertThat(SurroundingsSearch.words("find /srv/files -name '*.tmp' -mtime +30 -delete"))
        .isEqualTo("/srv/files '*.tmp' -delete");
    assertThat(SurroundingsSearch.words(command)).hasSizeLessThan(130);
  }

  private static LogRecord line(Instant at, String text) {
    return new LogRecord(
        at + " " + text,
        new SourceId("syslog"),
        "cron.syslog",
        Host.server("web-1"),
        at,
        new Position("/var/log/syslog", "g1", 0),
        Line.of(text),
        new LogEvent.Other("app"));
  }

  private void put(Job job, Instant lastGood) throws Exception {
    put(job, lastGood, JobHealth.ON_TIME);
  }

  private void put(Job job, Instant lastGood, JobHealth health) throws Exception {
    var timing =
        new JobStatus.Timing(
            Optional.of(lastGood), Optional.of(lastGood), Optional.empty(), Duration.ofMinutes(5));
    stores
        .outcomes()
        .statuses()
        .put(
            List.of(
                new JobStatus(
                    job,
                    health,
                    timing,
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    JobStatus.Retirement.NONE)));
  }

  private static Stoppage stopped(Job job) {
    return new Stoppage(
        job, MISS, MISS.minus(Duration.ofDays(1)), 1, 50, Growth.UNKNOWN, List.of());
  }

  private static Job job(String host, String name, String user) {
    return new Job(
        host + "/" + name,
        JobKind.SCHEDULED_COMMAND,
        name,
        Host.server(host),
        new Schedule.SinceLast(Duration.ofDays(1), "daily"),
        new Definition("/etc/crontab", 5, user, "/opt/backup.sh"),
        "/opt/backup.sh",
        "");
  }
}
