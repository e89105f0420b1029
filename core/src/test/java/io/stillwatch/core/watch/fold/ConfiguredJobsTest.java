// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an audit makes of the jobs of a host, one configuration after another.
class ConfiguredJobsTest {
  private static final Job BACKUP = Sample.line("backup", Sample.daily());

  private HostDraft draft = new HostDraft(Sample.host());

  private void configure(int day, String crontab, Audit audit) {
    var at = Sample.day(day);
    var jobs = new ConfiguredJobs(draft, Sample.config(Sample.HOST, at, crontab), at).apply(audit);
    draft.configuration = draft.configuration.auditedAt(at, jobs, List.of());
    draft = new HostDraft(draft.freeze().state());
  }

  private void configure(int day, Job... jobs) {
    configure(day, "", new Audit(List.of(jobs), List.of()));
  }

  private JobState job(String id) {
    return draft.job(id).orElseThrow();
  }

  @Test
  void a_new_line_is_due_from_when_it_was_found() {
    configure(1, BACKUP);
    assertThat(job("backup").judgements().settledThrough()).isEqualTo(Sample.day(1));
    assertThat(draft.commands.jobs(CommandKey.of("root", "/opt/backup.sh")))
        .containsExactly("backup");
  }

  @Test
  void an_unchanged_line_keeps_everything() {
    configure(1, BACKUP);
    var before = job("backup");
    configure(2, BACKUP);
    assertThat(job("backup")).isEqualTo(before);
  }

  @Test
  void an_edited_command_keeps_the_job_and_its_due_times() {
    configure(1, BACKUP);
    configure(2, Sample.line("edited", Sample.daily(), "root", "/opt/backup.sh -v"));
    assertThat(draft.jobs()).hasSize(1);
    assertThat(job("backup").job().name()).isEqualTo("/opt/backup.sh -v");
    assertThat(job("backup").judgements().settledThrough()).isEqualTo(Sample.day(1));
  }

  @Test
  void a_moved_time_counts_from_the_move() {
    configure(1, BACKUP);
    configure(2, Sample.line("moved", Sample.hourly(), "root", "/opt/backup.sh"));
    assertThat(draft.jobs()).hasSize(1);
    assertThat(job("backup").job().schedule()).isEqualTo(Sample.hourly());
    assertThat(job("backup").judgements().settledThrough()).isEqualTo(Sample.day(2));
  }

  @Test
  void a_time_that_cannot_be_read_keeps_the_schedule_and_the_name() {
    configure(1, BACKUP);
    var broken = Sample.line("broken", new Schedule.Learning(0, 3), "root", "/opt/backup.sh");
    configure(
        2, "", new Audit(List.of(broken), List.of(Sample.fault("f", Sample.day(2), "broken"))));
    assertThat(job("backup").job().schedule()).isEqualTo(Sample.daily());
    assertThat(job("backup").job().name()).isEqualTo("/opt/backup.sh");
    assertThat(job("backup").judgements().settledThrough()).isEqualTo(Sample.day(1));
  }

  @Test
  void a_line_that_is_gone_is_retired_and_comes_back() {
    configure(1, BACKUP);
    configure(2);
    assertThat(job("backup").lifecycle().retirement().why()).isEqualTo("no longer configured");
    assertThat(job("backup").lifecycle().retirement().at()).isEqualTo(Sample.day(2));
    configure(3, BACKUP);
    assertThat(job("backup").retired()).isFalse();
  }

  @Test
  void a_line_that_comes_back_beside_its_renamed_copy_keeps_the_job() {
    var copy = Sample.line("copy", Sample.daily());
    configure(1, BACKUP);
    configure(2, copy);
    assertThat(draft.configuration.jobs()).containsEntry("copy", List.of("backup"));
    configure(3, BACKUP, copy);
    assertThat(draft.configuration.jobs())
        .containsEntry("backup", List.of("backup"))
        .containsEntry("copy", List.of("copy"));
    configure(4, copy, BACKUP);
    assertThat(draft.jobs()).hasSize(2).noneMatch(JobState::retired);
  }

  @Test
  void a_line_that_became_a_comment_stays_due() {
    configure(1, BACKUP);
    var none = new Audit(List.of(), List.of());
    configure(2, "# 30 2 * * * root /opt/backup.sh\n", none);
    assertThat(job("backup").retired()).isFalse();
    configure(3, "# 30 2 * * * root /opt/backup.sh\n", none);
    assertThat(job("backup").retired()).isFalse();
    configure(4, "", none);
    assertThat(job("backup").retired()).isTrue();
  }

  @Test
  void what_was_learned_from_the_log_goes_to_the_line() {
    var ran = Sample.day(0).plusSeconds(9_001);
    LineFold.add(draft, Sample.record(ran, new LogEvent.RunStarted("root", "/opt/backup.sh", 1)));
    configure(1, BACKUP);
    assertThat(draft.jobs()).hasSize(1);
    assertThat(job("backup").runs().instants()).containsExactly(ran);
  }

  @Test
  void a_log_that_was_known_from_listings_goes_to_its_stanza() {
    var day0 = Sample.day(0);
    var rotated = new LogFile(Sample.LOG + ".1", 100, day0.plusSeconds(60));
    ListingFold.add(draft, Sample.listing(Sample.HOST, day0, Sample.file(Sample.LOG, 100)));
    ListingFold.add(
        draft,
        Sample.listing(Sample.HOST, day0.plusSeconds(600), Sample.file(Sample.LOG, 1), rotated));
    assertThat(draft.jobs()).hasSize(1);
    configure(1, Sample.rotation("stanza", Sample.rule(Frequency.DAILY), Sample.daily()));
    assertThat(draft.jobs()).hasSize(1);
    assertThat(job("stanza").runs().instants()).containsExactly(day0.plusSeconds(60));
  }

  @Test
  void a_stanza_that_nothing_drives_any_more_keeps_its_opportunity() {
    var rule = Sample.rule(Frequency.DAILY);
    configure(1, Sample.rotation("stanza", rule, Sample.daily()));
    configure(2, Sample.rotation("stanza", rule, new Schedule.Learning(0, 0)));
    var schedule = (Schedule.Rotation) job("stanza").job().schedule();
    assertThat(schedule.opportunity()).isEqualTo(Sample.daily());
  }

  @Test
  void a_stanza_that_nothing_ever_drove_is_due_once_a_day() {
    configure(
        1, Sample.rotation("stanza", Sample.rule(Frequency.DAILY), new Schedule.Learning(0, 0)));
    var schedule = (Schedule.Rotation) job("stanza").job().schedule();
    assertThat(schedule.opportunity().period()).isEqualTo(Duration.ofDays(1));
  }
}
