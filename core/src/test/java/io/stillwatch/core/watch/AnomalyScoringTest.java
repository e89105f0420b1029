// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Contribution;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Reconstruction;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.anomaly.TrainingCourse;
import io.stillwatch.core.anomaly.TrainingOutcome;
import io.stillwatch.core.feedback.Thresholds;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.Judgements.Streak;
import io.stillwatch.core.testing.Sample;
import io.stillwatch.core.watch.judge.HostView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnomalyScoringTest {
  private static final Instant RAN = Instant.parse("2026-01-12T02:30:01Z");

  /// Says what it is told to say, and remembers what it was asked.
  private static final class Told implements Detector {
    private final List<Instant> asked = new ArrayList<>();
    private final List<JobHistory> histories = new ArrayList<>();
    private double score;

    @Override
    public TrainingOutcome train(Lessons past, Instant until, TrainingProgress progress) {
      throw new AssertionError("Scoring never trains.");
    }

    @Override
    public List<Anomaly> score(List<JobHistory> jobs, Instant at) {
      asked.add(at);
      histories.addAll(jobs);
      var parts = List.of(new Contribution("size over usual", 0.02, 1, 1));
      var reconstruction = new Reconstruction("m", Symptom.VOLUME, 9, 1, parts);
      return jobs.stream()
          .map(job ->
              new Anomaly(job.job().id(), at, at.minus(Duration.ofHours(1)), score, reconstruction))
          .toList();
    }

    @Override
    public Optional<ModelCard> model() {
      return Optional.of(
          new ModelCard(
              "m", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, 1, 1, TrainingCourse.of(1, 1)));
    }
  }

  private final Told detector = new Told();
  private final AnomalyScoring scoring = new AnomalyScoring(detector);

  private static JobState daily() {
    return Sample.ran(Sample.state(Sample.line("a", Sample.daily())), RAN);
  }

  private static HostView view(JobState job, Instant lastLine, Instant now) {
    return view(Sample.host(job).with(HostSigns.NONE.lineAt(lastLine)), now);
  }

  private static HostView view(HostState host, Instant now) {
    return new HostView(host, now, now);
  }

  private static JobState job(AnomalyScoring.Scored scored) {
    return scored.state().jobs().values().iterator().next();
  }

  private static Instant hours(double hours) {
    return RAN.plusSeconds((long) (hours * 3_600));
  }

  @Test
  void a_job_is_scored_no_farther_than_its_host_was_seen_alive() {
    scoring.score(view(daily(), hours(5), hours(9)), Thresholds.CALIBRATED);
    assertThat(detector.asked).containsExactly(hours(5));
  }

  @Test
  void a_daily_job_is_asked_about_every_three_hours() {
    var once = job(scoring.score(view(daily(), hours(5), hours(5)), Thresholds.CALIBRATED));
    scoring.score(view(once, hours(7.9), hours(7.9)), Thresholds.CALIBRATED);
    assertThat(detector.asked).hasSize(1);
    scoring.score(view(once, hours(8), hours(8)), Thresholds.CALIBRATED);
    assertThat(detector.asked).hasSize(2);
  }

  @Test
  void a_missed_run_is_asked_about_at_once() {
    var once = job(scoring.score(view(daily(), hours(24), hours(24)), Thresholds.CALIBRATED));
    var due = hours(24).minusSeconds(1);
    var missed = once.with(once.judgements().withStreak(new Streak(due, due, 1, 0, "", 0)));
    scoring.score(view(missed, hours(24.3), hours(24.3)), Thresholds.CALIBRATED);
    assertThat(detector.asked).containsExactly(hours(24), hours(24.3));
  }

  @Test
  void what_is_odd_twice_lasts_from_when_it_began_and_says_in_words_what_is_odd() {
    detector.score = 80;
    var once = job(scoring.score(view(daily(), hours(5), hours(5)), Thresholds.CALIBRATED));
    assertThat(once.opinion().certain()).isFalse();
    var twice = job(scoring.score(view(once, hours(8), hours(8)), Thresholds.CALIBRATED));
    assertThat(twice.opinion().certain()).isTrue();
    assertThat(twice.opinion().startedAt()).isEqualTo(hours(4));
    assertThat(twice.opinion().oddest()).isEqualTo("size over usual: 0.02, expected 1.00");
  }

  @Test
  void an_odd_time_is_never_learned_from() {
    detector.score = 80;
    var odd = job(scoring.score(view(daily(), hours(5), hours(5)), Thresholds.CALIBRATED));
    odd = job(scoring.score(view(odd, hours(8), hours(8)), Thresholds.CALIBRATED));
    odd = job(scoring.score(view(odd, hours(11), hours(11)), Thresholds.CALIBRATED));
    assertThat(detector.histories.getLast().excluded())
        .containsExactly(new Interval(hours(4), hours(8)));
    detector.score = 3;
    var calm = job(scoring.score(view(odd, hours(14), hours(14)), Thresholds.CALIBRATED));
    assertThat(calm.lifecycle().excluded().spans())
        .containsExactly(new Interval(hours(4), hours(11)));
  }

  @Test
  void runs_by_the_times_of_an_earlier_configuration_are_left_out() {
    var changed = daily().rescheduled(hours(1));
    changed = Sample.ran(changed, hours(12));
    scoring.score(view(changed, hours(20), hours(20)), Thresholds.CALIBRATED);
    assertThat(detector.histories.getLast().runs()).containsExactly(hours(12));
  }

  @Test
  void when_the_host_was_off_or_its_clock_was_set_nobody_could_see() {
    var off = new Interval(hours(1), hours(2));
    var set = new Interval(hours(3), hours(4));
    var signs = HostSigns.NONE.lineAt(hours(9)).withOff(off).withClockChange(set);
    scoring.score(view(Sample.host(daily()).with(signs), hours(9)), Thresholds.CALIBRATED);
    assertThat(detector.histories.getLast().blind()).containsExactly(off, set);
  }

  @Test
  void only_what_is_worth_it_is_kept() {
    detector.score = 2;
    assertThat(scoring.score(view(daily(), hours(5), hours(5)), Thresholds.CALIBRATED).anomalies())
        .isEmpty();
    detector.score = 4;
    assertThat(scoring.score(view(daily(), hours(5), hours(5)), Thresholds.CALIBRATED).anomalies())
        .hasSize(1);
  }
}
