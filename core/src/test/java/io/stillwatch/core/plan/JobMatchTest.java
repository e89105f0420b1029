// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.testing.Sample;
import io.stillwatch.core.text.Glob;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobMatchTest {
  private static final Job BACKUP =
      new Job(
          "cron-1f",
          JobKind.SCHEDULED_COMMAND,
          "nightly backup",
          Host.server("db-1"),
          Sample.daily(),
          new Definition("/etc/crontab", 1, "root", "/opt/dump.sh --all"),
          "/opt/dump.sh",
          "");

  @ParameterizedTest(name = "host {0}, job {1}, kind {2}: {3}")
  @CsvSource({
    "*, *, , true",
    "db-*, *, , true",
    "web-*, *, , false",
    "*, nightly*, , true",
    "*, cron-1f, , true",
    "*, /opt/dump.sh, , true",
    "*, *--all, , true",
    "*, restore*, , false",
    "*, *, SCHEDULED_COMMAND, true",
    "*, *, LOG_ROTATION, false",
    "web-*, nightly*, SCHEDULED_COMMAND, false"
  })
  void all_that_is_given_must_fit(String host, String job, JobKind kind, boolean matches) {
    assertThat(match(host, job, kind).matches(BACKUP)).isEqualTo(matches);
  }

  @ParameterizedTest(name = "host {0}, job {1}, kind {2}: {3}")
  @CsvSource({
    "*, *, , true",
    "db-1, *, , true",
    "db-2, *, , false",
    "*, *backup*, , false",
    "*, *, SCHEDULED_COMMAND, false"
  })
  void it_is_about_a_whole_host_if_neither_a_job_nor_a_kind_is_given(
      String host, String job, JobKind kind, boolean whole) {
    assertThat(match(host, job, kind).matchesAllOf(Host.server("db-1"))).isEqualTo(whole);
  }

  private static JobMatch match(String host, String job, JobKind kind) {
    return new JobMatch(new Glob(host), new Glob(job), Optional.ofNullable(kind));
  }
}
