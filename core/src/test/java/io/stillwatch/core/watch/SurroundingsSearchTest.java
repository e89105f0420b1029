// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Surroundings.Peer;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
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

  private void put(Job job, Instant lastGood) throws Exception {
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
                    JobHealth.ON_TIME,
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
