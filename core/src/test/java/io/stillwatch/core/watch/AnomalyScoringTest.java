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
import io.stillwatch.core.anomaly.ScoringRequest;
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
    private int calls;

    @Override
    public TrainingOutcome train(Lessons past, Instant until, TrainingProgress progress) {
      throw new AssertionError("Scoring never trains.");
    }

    @Override
    public List<Anomaly> score(List<ScoringRequest> requests) {
      calls++;
      return requests.stream().map(this::scored).toList();
    }

    private Anomaly scored(ScoringRequest request) {
      asked.add(request.at());
      histories.add(request.history());
      var parts = List.of(new Contribution("size over usual", 0.02, 1, 1));
      var reconstruction = new Reconstruction("m", Symptom.VOLUME, 9, 1, parts);
      var startedAt = request.at().minus(Duration.ofHours(1));
      var job = request.history().job().id();
      return new Anomaly(job, request.at(), startedAt, score, reconstruction);
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

  private AnomalyScoring.Scored score(HostView view) {
    return scoring.score(List.of(view), Thresholds.CALIBRATED).getFirst();
  }

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
    score(view(daily(), hours(5), hours(9)));
    assertThat(detector.asked).containsExactly(hours(5));
  }

  @Test
  void a_daily_job_is_asked_about_every_three_hours() {
    var once = job(score(view(daily(), hours(5), hours(5))));
    score(view(once, hours(7.9), hours(7.9)));
    assertThat(detector.asked).hasSize(1);
    score(view(once, hours(8), hours(8)));
    assertThat(detector.asked).hasSize(2);
  }

  @Test
  void a_missed_run_is_asked_about_at_once() {
    var once = job(score(view(daily(), hours(24), hours(24))));
    var due = hours(24).minusSeconds(1);
    var missed = once.with(once.judgements().withStreak(new Streak(due, due, 1, 0, "", 0)));
    score(view(missed, hours(24.3), hours(24.3)));
    assertThat(detector.asked).containsExactly(hours(24), hours(24.3));
  }

  @Test
  void what_is_odd_twice_lasts_from_when_it_began_and_says_in_words_what_is_odd() {
    detector.score = 80;
    var once = job(score(view(daily(), hours(5), hours(5))));
    assertThat(once.opinion().certain()).isFalse();
    var twice = job(score(view(once, hours(8), hours(8))));
    assertThat(twice.opinion().certain()).isTrue();
    assertThat(twice.opinion().startedAt()).isEqualTo(hours(4));
    assertThat(twice.opinion().oddest()).isEqualTo("size: 0.02 times the usual");
  }

  @Test
  void an_odd_time_is_never_learned_from() {
    detector.score = 80;
    var odd = job(score(view(daily(), hours(5), hours(5))));
    odd = job(score(view(odd, hours(8), hours(8))));
    odd = job(score(view(odd, hours(11), hours(11))));
    assertThat(detector.histories.getLast().excluded())
        .containsExactly(new Interval(hours(4), hours(8)));
    detector.score = 3;
    var calm = job(score(view(odd, hours(14), hours(14))));
    assertThat(calm.lifecycle().excluded().spans())
        .containsExactly(new Interval(hours(4), hours(11)));
  }

  @Test
  void runs_by_the_times_of_an_earlier_configuration_are_left_out() {
    var changed = daily().rescheduled(hours(1));
    changed = Sample.ran(changed, hours(12));
    score(view(changed, hours(20), hours(20)));
    assertThat(detector.histories.getLast().runs()).containsExactly(hours(12));
  }

  @Test
  void when_the_host_was_off_or_its_clock_was_set_nobody_could_see() {
    var off = new Interval(hours(1), hours(2));
    var set = new Interval(hours(3), hours(4));
    var signs = HostSigns.NONE.lineAt(hours(9)).withOff(off).withClockChange(set);
    score(view(Sample.host(daily()).with(signs), hours(9)));
    assertThat(detector.histories.getLast().blind()).containsExactly(off, set);
  }

  private static HostView planned(Interval open) {
    var host = Sample.host(daily()).with(HostSigns.NONE.lineAt(hours(9)));
    return new HostView(host, hours(9), hours(9), Sample.planned(open));
  }

  @Test
  void a_maintenance_window_shows_nothing() {
    var open = new Interval(hours(1), hours(2));
    score(planned(open));
    assertThat(detector.histories.getLast().blind()).containsExactly(open);
  }

  @Test
  void a_job_is_not_scored_while_it_is_not_expected() {
    score(planned(new Interval(hours(8), hours(10))));
    assertThat(detector.asked).isEmpty();
  }

  @Test
  void only_what_is_worth_it_is_kept() {
    detector.score = 2;
    assertThat(score(view(daily(), hours(5), hours(5))).anomalies()).isEmpty();
    detector.score = 4;
    assertThat(score(view(daily(), hours(5), hours(5))).anomalies()).hasSize(1);
  }

  @Test
  void jobs_of_many_hosts_are_scored_together_and_each_gets_its_own_opinion() {
    detector.score = 80;
    var views = new ArrayList<HostView>();
    for (int i = 0; i < 1_000; i++) {
      var job = Sample.ran(Sample.state(Sample.line("job-" + i, Sample.daily())), RAN);
      views.add(view(job, hours(5), hours(5 + i % 3)));
    }
    var scored = scoring.score(views, Thresholds.CALIBRATED);
    assertThat(detector.calls).isEqualTo(2);
    assertThat(scored).hasSize(1_000);
    for (int i = 0; i < 1_000; i++) {
      assertThat(scored.get(i).state()).isNotEqualTo(views.get(i).state());
      assertThat(scored.get(i).anomalies()).extracting(Anomaly::job).containsExactly("job-" + i);
    }
  }

  @Test
  void a_host_without_jobs_that_are_due_is_left_as_it_is() {
    var none = view(Sample.host(), hours(5));
    var scored = scoring.score(List.of(none), Thresholds.CALIBRATED);
    assertThat(scored.getFirst().state()).isEqualTo(none.state());
    assertThat(detector.calls).isZero();
  }
}
