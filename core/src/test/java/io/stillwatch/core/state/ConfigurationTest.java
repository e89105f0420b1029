// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.testing.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  private static final Configuration NEW = Configuration.unknown(Sample.UTC);

  private static LogRecord line(int day) {
    return Sample.record(Sample.day(day), new LogEvent.ConfigError("/etc/crontab", "bad minute"));
  }

  private static Configuration audited(Configuration configuration) {
    return configuration.auditedAt(Sample.day(1), Map.of(), List.of());
  }

  @Test
  void nothing_is_known_and_no_audit_is_due_at_first() {
    assertThat(NEW.snapshots().none()).isTrue();
    assertThat(NEW.audits().due()).isFalse();
  }

  @Test
  void a_new_complaint_makes_an_audit_due_and_its_repetition_does_not() {
    var complaining = NEW.complaining("/etc/crontab bad minute", line(0));
    assertThat(complaining.audits().due()).isTrue();
    var again = audited(complaining).complaining("/etc/crontab bad minute", line(2));
    assertThat(again.audits().due()).isFalse();
    assertThat(again.complaints()).containsEntry("/etc/crontab bad minute", line(0));
  }

  @Test
  void a_table_that_was_read_again_has_no_complaints_any_more() {
    var two =
        NEW.complaining("/etc/crontab bad minute", line(0))
            .complaining("/etc/crontab.d bad minute", line(0));
    var satisfied = audited(two).satisfied("/etc/crontab");
    assertThat(satisfied.complaints()).containsOnlyKeys("/etc/crontab.d bad minute");
    assertThat(satisfied.audits().due()).isTrue();
    assertThat(audited(satisfied).satisfied("/etc/crontab").audits().due()).isFalse();
  }

  @Test
  void a_daemon_that_started_complains_of_nothing() {
    var complaining = audited(NEW.complaining("/etc/crontab bad minute", line(0)));
    assertThat(complaining.withoutComplaints().complaints()).isEmpty();
    assertThat(complaining.withoutComplaints().audits().due()).isTrue();
    assertThat(NEW.withoutComplaints()).isSameAs(NEW);
  }

  @Test
  void the_oldest_of_many_complaints_is_forgotten() {
    var many = NEW;
    for (int i = 0; i < 65; i++) many = many.complaining("/etc/t" + i + " bad", line(i));
    assertThat(many.complaints()).hasSize(64).doesNotContainKey("/etc/t0 bad");
  }

  @ParameterizedTest(name = "{0} keeps cron from starting a job: {1}")
  @CsvSource({
    "CF04, true",
    "CF06, true",
    "CL01, true",
    "CL14, true",
    "CF02, false",
    "CL15, false",
    "CC01, false",
    "CE02, false",
    "LC09, false",
  })
  void some_faults_keep_a_job_from_starting_and_others_from_its_work(String rule, boolean never) {
    var lost = new Configuration.LostJobs("f", rule, "title", List.of("a"), Sample.day(0));
    assertThat(lost.keepsFromStarting()).isEqualTo(never);
  }

  @Test
  void an_audit_replaces_jobs_and_faults_and_is_due_no_more() {
    var lost = new Configuration.LostJobs("f", "CRON-004", "title", List.of("a"), Sample.day(0));
    var audited =
        NEW.withAuditDue().auditedAt(Sample.day(1), Map.of("d", List.of("a")), List.of(lost));
    assertThat(audited.audits()).isEqualTo(new Configuration.Audits(Sample.day(1), false));
    assertThat(audited.jobs()).containsEntry("d", List.of("a"));
    assertThat(audited.lost()).containsExactly(lost);
    assertThat(audited(audited).lost()).isEmpty();
  }
}
