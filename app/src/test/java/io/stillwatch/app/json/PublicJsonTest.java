// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.source.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicJsonTest {
  private static final Instant AT = Instant.parse("2026-11-22T02:00:00Z");

  @Test
  void a_finding_has_the_fields_of_the_design() {
    var finding =
        new Finding(
            "F-1",
            "CM03",
            Finding.Severity.ERROR,
            new Location(Host.server("ops-1"), "/etc/crontab", 12, 13),
            new Explanation("title", "line", "sed", "logrotate"),
            List.of("j-1"),
            Confidence.LIKELY,
            new FindingLifecycle(AT, AT, FindingLifecycle.Status.FALSE_POSITIVE));
    assertThat(PublicJson.finding(finding).toString())
        .isEqualTo(
            "{\"id\":\"F-1\",\"rule\":\"CM03\",\"severity\":\"error\",\"object\":{\"host\":\"ops-1\","
                + "\"path\":\"/etc/crontab\",\"line\":12,\"column\":13},\"title\":\"title\",\"evidence\":\"line\","
                + "\"remedy\":\"sed\",\"suggestion\":\"logrotate\",\"jobs_lost\":[\"j-1\"],"
                + "\"first_seen_at\":\"2026-11-22T02:00:00Z\",\"last_seen_at\":\"2026-11-22T02:00:00Z\","
                + "\"confidence\":\"likely\",\"status\":\"false-positive\"}");
  }

  @Test
  void a_missed_run_ran_at_no_time() {
    var missed =
        PublicJson.verdict(new JudgedRun("j-1", AT, new Verdict.Missed(), AT.plusSeconds(900)));
    assertThat(missed.path("ran_at").isNull()).isTrue();
    assertThat(missed.path("verdict").asText()).isEqualTo("missed");
    var ran =
        PublicJson.verdict(new JudgedRun("j-1", AT, new Verdict.OnTime(AT.plusSeconds(1)), AT));
    assertThat(ran.path("ran_at").asText()).isEqualTo("2026-11-22T02:00:01Z");
  }

  @Test
  void an_unknown_verdict_says_why() {
    var unknown = new JudgedRun("j-1", AT, new Verdict.Unknown(Verdict.Why.HOST_OFF), AT);
    assertThat(PublicJson.verdict(unknown).path("why").asText()).isEqualTo("host-off");
    assertThat(PublicJson.verdict(unknown).path("detail").asText()).isEqualTo("the host was off");
    var failed = new JudgedRun("j-1", AT, new Verdict.Failed(AT, "exit status 1"), AT);
    assertThat(PublicJson.verdict(failed).path("why").isNull()).isTrue();
    assertThat(PublicJson.verdict(failed).path("detail").asText()).isEqualTo("exit status 1");
  }

  @Test
  void a_retired_job_says_why_and_since_when() {
    var job =
        new Job(
            "j-1",
            JobKind.SCHEDULED_COMMAND,
            "backup",
            Host.server("a"),
            new Schedule.Never("no longer configured"),
            Definition.LEARNED,
            "backup",
            "");
    var status =
        new JobStatus(
            job,
            JobHealth.INACTIVE,
            new JobStatus.Timing(
                Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO),
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty(),
            new JobStatus.Retirement("no longer configured", AT));
    var json = PublicJson.job(status);
    assertThat(json.path("health").asText()).isEqualTo("inactive");
    assertThat(json.at("/retired/why").asText()).isEqualTo("no longer configured");
    assertThat(json.at("/retired/at").asText()).isEqualTo("2026-11-22T02:00:00Z");
    assertThat(json.path("habit").isNull()).isTrue();
    assertThat(json.path("kind").asText()).isEqualTo("scheduled-command");
  }

  @Test
  void a_learned_job_has_no_definition() {
    var job =
        new Job(
            "j-1",
            JobKind.LOG_ROTATION,
            "syslog",
            Host.server("a"),
            new Schedule.Learning(1, 3),
            Definition.LEARNED,
            "/var/log/syslog",
            "");
    var json = PublicJson.job(job);
    assertThat(json.path("definition").isNull()).isTrue();
    assertThat(json.path("kind").asText()).isEqualTo("log-rotation");
    assertThat(json.path("schedule").asText()).isEqualTo("learning: 1 of 3 runs seen");
  }

  @Test
  void the_ends_of_the_time_line_are_null() {
    var source =
        new SourceState(
            new SourceId("s"),
            Host.server("a"),
            SourceState.Reports.LOG_LINES,
            Instant.MIN,
            AT,
            "");
    assertThat(PublicJson.source(source).path("complete_until").isNull()).isTrue();
    assertThat(PublicJson.source(source).path("newest_record_at").isNull()).isTrue();
  }
}
