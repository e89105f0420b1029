// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static io.stillwatch.core.job.RotationRule.Frequency.DAILY;
import static io.stillwatch.core.job.RotationRule.Frequency.MONTHLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.testing.Sample;
import io.stillwatch.core.watch.judge.JobJudge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// logrotate does not rotate a log that it sees for the first time: it notes the date. The stanza
/// of these tests is known from day 1 on, and logrotate runs at 02:30.
class FirstSightTest {
  private static final String OTHER = "/var/log/other.log";

  private HostDraft draft = new HostDraft(Sample.host());

  private void configure(Frequency frequency) {
    var at = Sample.day(1);
    var stanza = Sample.rotation("stanza", Sample.rule(frequency), Sample.daily());
    var audit = new Audit(List.of(stanza), List.of());
    var jobs = new ConfiguredJobs(draft, Sample.config(Sample.HOST, at, ""), at).apply(audit);
    draft.configuration = draft.configuration.auditedAt(at, jobs, List.of());
    draft = new HostDraft(draft.freeze().state());
  }

  private void listed(double day, Map<String, Instant> noted, String... logs) {
    var at = Sample.day(day);
    var files = Stream.of(logs).map(log -> Sample.file(log, 100)).toList();
    var source = new SourceId("listing:ops-1");
    ListingFold.add(draft, new Listing("listing|" + at, source, Sample.HOST, at, files, noted));
  }

  private void assertDue(double day) {
    var due = JobJudge.nextDue(draft.job("stanza").orElseThrow());
    assertThat(due).contains(Sample.day(day).plus(Duration.ofMinutes(150)));
  }

  @Test
  void a_log_that_appears_is_due_on_the_day_after_logrotate_saw_it() {
    configure(DAILY);
    listed(3, Map.of(), OTHER);
    listed(3.5, Map.of(), OTHER, Sample.LOG);
    assertDue(5);
  }

  @Test
  void the_date_that_logrotate_noted_says_when_it_saw_the_log() {
    configure(DAILY);
    listed(3, Map.of(), OTHER);
    listed(3.5, Map.of(Sample.LOG, Sample.day(3.4)), OTHER, Sample.LOG);
    assertDue(4);
  }

  @Test
  void a_log_that_appears_at_the_end_of_a_month_is_seen_in_the_next_one() {
    configure(MONTHLY);
    listed(26, Map.of(), OTHER);
    listed(26.5, Map.of(), OTHER, Sample.LOG);
    assertDue(55); // 1 March
  }

  @Test
  void a_log_that_was_there_before_its_stanza_is_seen_with_the_stanza() {
    listed(0.5, Map.of(), OTHER, Sample.LOG);
    configure(DAILY);
    listed(1.5, Map.of(), OTHER, Sample.LOG);
    assertDue(3);
  }

  @Test
  void a_log_of_the_first_listing_may_be_long_known() {
    configure(DAILY);
    listed(1.5, Map.of(), Sample.LOG);
    assertDue(2);
  }

  @Test
  void a_log_that_is_not_noted_beside_others_was_never_seen() {
    configure(DAILY);
    listed(1.5, Map.of(OTHER, Sample.day(1.2)), OTHER, Sample.LOG);
    assertDue(3);
  }

  @Test
  void what_was_noted_before_the_stanza_was_known_changes_nothing() {
    configure(DAILY);
    listed(1.5, Map.of(Sample.LOG, Sample.day(-3)), Sample.LOG);
    assertDue(2);
  }

  @Test
  void a_log_that_was_seen_once_stays_due() {
    configure(DAILY);
    listed(1.5, Map.of(), Sample.LOG);
    listed(2.5, Map.of(Sample.LOG, Sample.day(2.2)), Sample.LOG);
    assertDue(2);
  }
}
