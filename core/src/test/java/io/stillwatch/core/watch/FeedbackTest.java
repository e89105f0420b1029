// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Contribution;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Reconstruction;
import io.stillwatch.core.anomaly.ScoringRequest;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.anomaly.TrainingCourse;
import io.stillwatch.core.anomaly.TrainingOutcome;
import io.stillwatch.core.feedback.JobClass;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.Label.Says;
import io.stillwatch.core.feedback.Label.Scored;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.fleet.JobStatus.HeldAlarm;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.testing.Sample;
import io.stillwatch.core.watch.Scenario.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Labels and the budget of alerts, through the watch: two daily jobs that run as they should and
/// are odd now and then by what the detector says.
class FeedbackTest {
  /// A time in which a job is odd; it is 30 hours long.
  private record Odd(String command, int day, double score) {
    boolean holds(JobHistory job, Instant now) {
      var from = Sample.day(day);
      return job.job().name().contains(command)
          && now.isAfter(from)
          && now.isBefore(from.plus(Duration.ofHours(30)));
    }
  }

  private static final int END = 28;

  private final Job backup = Jobs.daily("backup", "ops-1", 2, 30);
  private final Job report = Jobs.daily("report", "ops-1", 4, 30);
  private final List<Odd> odd = new ArrayList<>();
  private Scenario scenario = story(END);

  @BeforeEach
  void the_detector_says_what_is_odd() {
    scenario.scores(detector());
  }

  /// The backup runs on so many days.
  private Scenario story(int days) {
    var story = new Scenario(Sample.MONDAY);
    story.configuration("ops-1", Sample.MONDAY, "x");
    story.audits(request ->
        new Audit(
            request.config().files().isEmpty() ? List.of() : List.of(backup, report), List.of()));
    for (int day = 0; day < END; day++) {
      var midnight = Sample.day(day);
      if (day < days)
        story.cron("ops-1", midnight.plus(Duration.ofMinutes(150)), "root", "/opt/backup.sh");
      story.cron("ops-1", midnight.plus(Duration.ofMinutes(270)), "root", "/opt/report.sh");
    }
    for (int hour = 0; hour < END * 24; hour++)
      story.cron(
          "ops-1", Sample.MONDAY.plus(Duration.ofMinutes(60L * hour + 17)), "root", "hourly");
    return story;
  }

  private Detector detector() {
    return new Detector() {
      @Override
      public TrainingOutcome train(Lessons past, Instant until, TrainingProgress progress) {
        return new TrainingOutcome.TooLittle("It knows already.");
      }

      @Override
      public List<Anomaly> score(List<ScoringRequest> requests) {
        return requests.stream().map(one -> scored(one.history(), one.at())).toList();
      }

      private Anomaly scored(JobHistory job, Instant now) {
        double score =
            odd.stream()
                .filter(one -> one.holds(job, now))
                .mapToDouble(Odd::score)
                .findFirst()
                .orElse(1);
        var parts = List.of(new Contribution("runs in the last period over usual", 9, 1, 1));
        var found = new Reconstruction("m", Symptom.RHYTHM, score / 10, 1, parts);
        return new Anomaly(job.job().id(), now, now, score, found);
      }

      @Override
      public Optional<ModelCard> model() {
        return Optional.of(
            new ModelCard(
                "m", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, 1, 1, TrainingCourse.of(1, 1)));
      }
    };
  }

  private void say(Says says, Job job, Symptom symptom, double score, Instant at) throws Exception {
    var scored = List.of(new Scored(job.id(), JobClass.of(job), symptom, score));
    scenario
        .stores()
        .labels()
        .put(new Label(Subject.alert("SW-" + job.id()), says, "ana", "", at, scored));
  }

  private JobStatus status(String name) throws Exception {
    return scenario.jobs().stream()
        .filter(status -> status.job().name().contains(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void after_a_false_alarm_more_than_its_score_is_needed() throws Exception {
    odd.add(new Odd("backup", 5, 84));
    odd.add(new Odd("backup", 12, 84));
    odd.add(new Odd("backup", 19, 92));
    scenario.until(Sample.day(8));
    say(Says.FALSE_ALARM, backup, Symptom.RHYTHM, 84, Sample.day(8));
    scenario.until(Sample.day(15));
    assertThat(scenario.silences("backup")).hasSize(1);
    assertThat(status("backup").scoring().needed()).isEqualTo(85);
    scenario.until(Sample.day(END));
    assertThat(scenario.silences("backup")).hasSize(2);
    assertThat(scenario.silences("backup").getLast().from()).isAfter(Sample.day(19));
  }

  @Test
  void a_label_that_is_taken_back_moves_nothing_any_more() throws Exception {
    odd.add(new Odd("backup", 12, 84));
    say(Says.FALSE_ALARM, backup, Symptom.RHYTHM, 84, Sample.day(3));
    say(Says.NOTHING, backup, Symptom.RHYTHM, 84, Sample.day(4));
    scenario.until(Sample.day(15));
    assertThat(scenario.silences("backup")).hasSize(1);
  }

  @Test
  void on_a_replay_a_label_counts_from_when_it_was_put() throws Exception {
    odd.add(new Odd("backup", 5, 84));
    odd.add(new Odd("backup", 12, 84));
    say(Says.FALSE_ALARM, backup, Symptom.RHYTHM, 84, Sample.day(8));
    scenario.until(Sample.day(15));
    assertThat(scenario.silence("backup").from()).isBefore(Sample.day(8));
  }

  @Test
  void labels_never_keep_a_missed_run_from_being_reported() throws Exception {
    scenario = story(14);
    scenario.scores(detector());
    for (var symptom : Symptom.values()) say(Says.FALSE_ALARM, backup, symptom, 100, Sample.day(1));
    scenario.allows(0);
    scenario.until(Sample.day(18));
    assertThat(scenario.silence("backup").stoppage().origin().basis()).isEqualTo(Basis.SCHEDULE);
  }

  @Test
  void what_exceeds_the_budget_is_an_anomaly_that_says_why_it_was_not_sent() throws Exception {
    scenario.allows(1);
    odd.add(new Odd("backup", 5, 95));
    odd.add(new Odd("report", 8, 80));
    scenario.until(Sample.day(12));
    assertThat(scenario.silences("backup")).hasSize(1);
    assertThat(scenario.silences("report")).isEmpty();
    var held = status("report").scoring().held();
    assertThat(held.map(HeldAlarm::words))
        .contains("not sent: over the budget of 1 a month, rank 2");
    assertThat(scenario.stores().outcomes().statuses().held(10))
        .extracting(one -> one.job().id())
        .containsExactly(report.id());
    var anomalies = scenario.stores().outcomes().anomalies();
    assertThat(anomalies.anomalies(List.of(report.id()), Sample.day(8), Sample.day(10), 75))
        .isNotEmpty();
  }

  @Test
  void a_stronger_alarm_is_sent_though_the_budget_is_spent_but_never_twice_as_many()
      throws Exception {
    scenario.allows(1);
    odd.add(new Odd("backup", 5, 80));
    odd.add(new Odd("report", 8, 95));
    odd.add(new Odd("backup", 12, 99));
    scenario.until(Sample.day(15));
    assertThat(scenario.silences("report")).hasSize(1);
    assertThat(scenario.silence("backup").from()).isBefore(Sample.day(8));
    assertThat(status("backup").scoring().held().map(HeldAlarm::words))
        .contains("not sent: twice the budget of 1 a month is reached, rank 1");
  }

  @Test
  void a_restart_changes_neither_thresholds_nor_what_the_budget_lets_through() throws Exception {
    odd.add(new Odd("backup", 5, 84));
    odd.add(new Odd("report", 8, 80));
    odd.add(new Odd("backup", 12, 84));
    odd.add(new Odd("report", 19, 97));
    scenario.allows(1);
    say(Says.FALSE_ALARM, backup, Symptom.RHYTHM, 84, Sample.day(7));
    scenario.until(Sample.day(END));
    var expected = words();

    var labels = scenario.stores().labels().between(Instant.EPOCH, Instant.MAX);
    scenario = story(END);
    scenario.scores(detector());
    scenario.allows(1);
    for (var label : labels) scenario.stores().labels().put(label);
    for (int hour = 7; hour <= END * 24; hour += 7)
      scenario.restart().until(Sample.MONDAY.plus(Duration.ofHours(hour)));
    scenario.until(Sample.day(END));
    assertThat(words()).isEqualTo(expected).hasSize(2);
  }

  private List<String> words() {
    return scenario.silences().stream().map(Silence::toString).sorted().toList();
  }
}
