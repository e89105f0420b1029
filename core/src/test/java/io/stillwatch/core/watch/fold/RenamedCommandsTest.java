// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.testing.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/opt/rotate.sh` ran daily through day 9; another command was first seen on day 10.
class RenamedCommandsTest {
  private static Instant at(int day) {
    return Sample.day(day).plusSeconds(9_001);
  }

  private static HostDraft draft(int lastDay) {
    var old = Sample.state(Sample.learned("rotate", Sample.daily()));
    for (int day = 0; day <= lastDay; day++) old = Sample.ran(old, at(day));
    var draft = new HostDraft(Sample.host(old));
    draft.commands.owned(CommandKey.of("root", "/opt/rotate.sh"), List.of("rotate"));
    return draft;
  }

  private static HostState with(HostDraft draft, Instant first, String user, String command) {
    LineFold.add(draft, Sample.record(first, new LogEvent.RunStarted(user, command, 1)));
    return draft.freeze().state();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a typo at the time of the job continues it      | 9  | 0    | root | /opt/rotaet.sh    | true
          so do other arguments                           | 9  | 0    | root | /opt/rotate.sh -v | true
          within a minute and a half of it                | 9  | 80   | root | /opt/rotaet.sh    | true
          at another time it is another job               | 9  | 3600 | root | /opt/rotaet.sh    | false
          of another user it is another job               | 9  | 0    | dba  | /opt/rotaet.sh    | false
          another program is another job                  | 9  | 0    | root | /opt/nightly.sh   | false
          while the job itself runs it is another job     | 10 | 5    | root | /opt/rotaet.sh    | false
          """)
  void a_command_takes_over(
      String what, int lastDay, int seconds, String user, String command, boolean continued) {
    var first = at(10).plusSeconds(seconds);
    var state = with(draft(lastDay), first, user, command);
    var folded = RenamedCommands.merge(state, first.plusSeconds(600));
    assertThat(folded.removed()).hasSize(continued ? 1 : 0);
    assertThat(folded.state().jobs()).hasSize(continued ? 1 : 2);
    assertThat(folded.state().jobs().get("rotate").runs().contains(first)).isEqualTo(continued);
  }

  @Test
  @Timeout(20)
  void a_thousand_new_commands_beside_a_thousand_old_ones_are_asked_in_part() {
    var jobs = new ArrayList<JobState>();
    for (int i = 0; i < 1_000; i++) {
      jobs.add(ran("old-" + i, Sample.daily(), command(i), 1, 9));
      jobs.add(ran("new-" + i, new Schedule.Learning(1, 3), command(i) + "x", 10, 10));
    }
    var draft = new HostDraft(Sample.host(jobs.toArray(JobState[]::new)));
    for (var job : jobs)
      draft.commands.owned(CommandKey.of("root", job.job().subject()), List.of(job.id()));
    var folded = RenamedCommands.merge(draft.freeze().state(), at(10).plusSeconds(600));
    assertThat(folded.removed()).hasSize(100).allMatch(job -> job.id().startsWith("new-"));
  }

  @Test
  void one_of_twenty_sites_that_is_renamed_continues_its_own_job() {
    var jobs = new ArrayList<JobState>();
    for (int i = 1; i <= 20; i++)
      jobs.add(ran("site-" + i, Sample.daily(), site(i), 1, i == 5 ? 9 : 10));
    jobs.add(ran("new", new Schedule.Learning(1, 3), site(5) + " -q", 10, 10));
    var draft = new HostDraft(Sample.host(jobs.toArray(JobState[]::new)));
    for (var job : jobs)
      draft.commands.owned(CommandKey.of("root", job.job().subject()), List.of(job.id()));
    var folded = RenamedCommands.merge(draft.freeze().state(), at(10).plusSeconds(600));
    assertThat(folded.removed()).extracting(JobState::id).containsExactly("new");
    assertThat(folded.state().jobs().get("site-5").runs().contains(at(10))).isTrue();
  }

  private static String site(int number) {
    return "/srv/site%02d/cron.sh".formatted(number);
  }

  private static String command(int number) {
    return "bash -c " + Integer.toString(number * 7_919, 36).repeat(100);
  }

  private static JobState ran(String id, Schedule times, String command, int from, int to) {
    var job = Sample.learned(id, times);
    var state =
        Sample.state(
            new Job(
                id, job.kind(), id, job.host(), times, job.definition(), command, job.driver()));
    for (int day = from; day <= to; day++) state = Sample.ran(state, at(day));
    return state;
  }

  @Test
  void it_is_decided_once_all_lines_of_that_time_are_known() {
    var state = with(draft(9), at(10), "root", "/opt/rotaet.sh");
    assertThat(RenamedCommands.merge(state, at(10).plusSeconds(119)).removed()).isEmpty();
    assertThat(RenamedCommands.merge(state, at(10).plusSeconds(120)).removed()).hasSize(1);
  }
}
