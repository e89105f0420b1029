// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Contribution;
import io.stillwatch.core.anomaly.Detector.TrainingProgress;
import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.core.anomaly.ScoringRequest;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.anomaly.TrainingCourse;
import io.stillwatch.core.anomaly.TrainingOutcome;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.detector.Fleet.Kind;
import io.stillwatch.detector.Fleet.Manner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LstmDetectorTest {
  static final DetectorSettings SMALL = new DetectorSettings(12, 4, 16, 384, 20, 12, 32, 0.02);
  private static final TrainingProgress NONE = TrainingProgress.none();
  private static final Instant UNTIL = Fleet.START.plus(Duration.ofDays(30));
  private static final List<JobHistory> FLEET = new Fleet(7).mixed(18, Duration.ofDays(30));

  @TempDir static Path folder;
  private static LstmDetector detector;
  private static final List<Double> losses = new ArrayList<>();

  @BeforeAll
  static void train() throws Exception {
    detector = new LstmDetector(folder, 1, SMALL);
    var outcome = detector.train(Lessons.of(FLEET, UNTIL), UNTIL, (_, _, loss) -> losses.add(loss));
    assertThat(outcome).isInstanceOf(TrainingOutcome.InUse.class);
  }

  /// Of a kind, unknown to the model, forty periods long and then silent.
  private static JobHistory stopped(Kind kind) {
    var until = Fleet.START.plus(kind.period.multipliedBy(80));
    var job = new Fleet(99).job("new", kind, Fleet.START, until, Manner.WITH_FILES);
    return Fleet.stopped(job, missed(kind));
  }

  /// The first run that does not come.
  private static Instant missed(Kind kind) {
    var until = Fleet.START.plus(kind.period.multipliedBy(80));
    return new Fleet(99).job("new", kind, Fleet.START, until, Manner.WITH_FILES).runs().get(30);
  }

  private static List<ScoringRequest> requests(List<JobHistory> jobs, Instant at) {
    return jobs.stream().map(job -> new ScoringRequest(job, at)).toList();
  }

  private static Anomaly score(JobHistory job, Instant at) {
    var anomalies = detector.score(List.of(new ScoringRequest(job, at)));
    assertThat(anomalies).hasSize(1);
    return anomalies.getFirst();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_stop_scores_75_before_a_second_run_is_missed(Kind kind) {
    var late = missed(kind).plus(kind.period.multipliedBy(6).dividedBy(10));
    var anomaly = score(stopped(kind), late);
    assertThat(anomaly.score()).isGreaterThanOrEqualTo(75);
    assertThat(Duration.between(missed(kind), anomaly.startedAt()).abs())
        .isLessThan(kind.period.dividedBy(30));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void the_score_grows_with_the_silence(Kind kind) {
    double last = 0;
    for (int periods : new int[] {0, 1, 2, 4, 8}) {
      var at = missed(kind).minus(kind.period.dividedBy(2)).plus(kind.period.multipliedBy(periods));
      double score = score(stopped(kind), at).score();
      assertThat(score).isGreaterThanOrEqualTo(last - 0.5);
      last = score;
    }
    assertThat(last).isGreaterThan(85);
  }

  private static JobHistory reported(Kind kind) {
    var until = Fleet.START.plus(kind.period.multipliedBy(60));
    return Fleet.reported(new Fleet(70).job("j", kind, Fleet.START, until, Manner.PUNCTUAL));
  }

  /// Each run from the thirtieth on takes so many times as long, and writes so many times as much.
  private static JobHistory odd(JobHistory job, double longer, double more) {
    var from = job.runs().get(30);
    return Fleet.changed(
        job,
        run -> {
          if (run.at().isBefore(from)) return run;
          var took = run.took().orElseThrow().toMillis() * longer;
          var bytes = run.outputBytes().orElseThrow() * more;
          return new RunFigures(
              run.at(),
              run.outcome(),
              Optional.of(Duration.ofMillis((long) took)),
              Optional.of((long) bytes));
        });
  }

  @ParameterizedTest(name = "{0}: {1} times as long, {2} times as much: {3}")
  @CsvSource({
    "HOURLY, 6    , 1, duration of the last run over usual, RHYTHM",
    "HOURLY, 0.167, 1, duration of the last run over usual, RHYTHM",
    "HOURLY, 1    , 0, output of the last run over usual, VOLUME",
    "DAILY , 6    , 1, duration of the last run over usual, RHYTHM",
    "DAILY , 0.167, 1, duration of the last run over usual, RHYTHM",
    "DAILY , 1    , 0, output of the last run over usual, VOLUME"
  })
  void runs_that_take_or_write_something_else_score_75_within_two_periods(
      Kind kind, double longer, double more, String feature, Symptom symptom) {
    var job = reported(kind);
    var odd = odd(job, longer, more);
    var before = job.runs().get(30).minus(kind.period.dividedBy(4));
    assertThat(score(odd, before).score()).isLessThan(25);
    var anomaly = score(odd, job.runs().get(32));
    assertThat(anomaly.score()).isGreaterThanOrEqualTo(75);
    assertThat(anomaly.reconstruction().symptom()).isEqualTo(symptom);
    var oddest = anomaly.reconstruction().contributions().getFirst();
    assertThat(oddest.feature()).isEqualTo(feature);
    assertThat(oddest.expected()).isBetween(0.5, 2.0);
    assertThat(oddest.observed())
        .isCloseTo(Math.max(1 / 16.0, longer * more), offset(0.6 * longer * more + 0.01));
  }

  @Test
  void
      runs_without_a_schedule_that_fail_score_75_within_two_periods_and_are_calm_once_one_succeeds() {
    var planned = reported(Kind.HOURLY);
    var learning = Fleet.job("j", new Schedule.Learning(60, 100), false);
    var from = planned.runs().get(30);
    var until = planned.runs().get(34);
    var failing =
        Fleet.changed(
            new JobHistory(
                learning,
                planned.runs(),
                planned.ended(),
                List.of(),
                List.of(),
                List.of(),
                planned.from()),
            run ->
                run.at().isBefore(from) || !run.at().isBefore(until)
                    ? run
                    : RunFigures.of(run.at(), Run.Outcome.FAILED));
    assertThat(score(failing, from.minusSeconds(60)).score()).isLessThan(25);
    var anomaly = score(failing, planned.runs().get(32));
    assertThat(anomaly.score()).isGreaterThanOrEqualTo(75);
    assertThat(anomaly.reconstruction().contributions().getFirst().feature())
        .startsWith("failure of the last run");
    assertThat(score(failing, until.plus(Duration.ofMinutes(10))).score()).isLessThan(25);
  }

  @Test
  void a_job_whose_runs_vary_by_four_times_is_not_odd_at_four_times() {
    var job = reported(Kind.HOURLY);
    var random = new Random(5);
    var varying =
        Fleet.changed(
            job,
            run -> {
              double times = Math.pow(2, 4 * random.nextDouble() - 2);
              var took = Duration.ofSeconds((long) (90 * times));
              return new RunFigures(
                  run.at(), run.outcome(), Optional.of(took), Optional.of((long) (600 / times)));
            });
    for (int run = 20; run < 55; run++)
      assertThat(score(varying, job.runs().get(run).plusSeconds(1_800)).score()).isLessThan(50);
    var slow =
        Fleet.changed(
            varying,
            run ->
                run.at().isBefore(job.runs().get(40))
                    ? run
                    : new RunFigures(
                        run.at(),
                        run.outcome(),
                        Optional.of(Duration.ofSeconds(360)),
                        run.outputBytes()));
    assertThat(score(slow, job.runs().get(43)).score()).isLessThan(75);
  }

  @Test
  void what_is_not_known_of_the_runs_changes_no_score() {
    var job = reported(Kind.HOURLY);
    var few = job.ended().subList(0, 4);
    for (int run = 20; run < 40; run++) {
      var at = job.runs().get(run).plusSeconds(1_800);
      var without = withEnded(job, List.of());
      assertThat(score(withEnded(job, few), at)).isEqualTo(score(without, at));
      assertThat(score(without, at).reconstruction().contributions())
          .extracting(Contribution::feature)
          .noneMatch(feature -> feature.contains("duration") || feature.contains("output"));
    }
  }

  private static JobHistory withEnded(JobHistory h, List<RunFigures> ended) {
    return new JobHistory(h.job(), h.runs(), ended, h.sizes(), h.blind(), h.excluded(), h.from());
  }

  @Test
  void a_normal_job_scores_below_25() {
    int ticks = 0;
    int high = 0;
    for (var kind : List.of(Kind.HOURLY, Kind.DAILY, Kind.WEEKDAYS)) {
      var until = Fleet.START.plus(kind.period.multipliedBy(80));
      var job =
          Fleet.reported(new Fleet(50).job("calm", kind, Fleet.START, until, Manner.PUNCTUAL));
      for (int i = 40; i < 600; i++) {
        var at =
            Fleet.START
                .plus(kind.period.multipliedBy(10))
                .plus(kind.period.dividedBy(10).multipliedBy(i));
        if (at.isAfter(job.runs().getLast())) break;
        ticks++;
        if (score(job, at).score() >= 25) high++;
      }
    }
    assertThat(ticks).isGreaterThan(1000);
    assertThat(high).isLessThanOrEqualTo(ticks / 200);
  }

  @Test
  void a_recovered_job_is_calm_again_after_two_periods() {
    var job = new Fleet(60).job("j", Kind.DAILY, Fleet.START, UNTIL, Manner.PUNCTUAL);
    var runs = new ArrayList<>(job.runs());
    runs.subList(15, 20).clear();
    var interrupted = Fleet.history(job.job(), runs, List.of(), job.from());
    assertThat(score(interrupted, job.runs().get(19)).score()).isGreaterThan(75);
    assertThat(score(interrupted, job.runs().get(22).plus(Duration.ofHours(12))).score())
        .isLessThan(25);
  }

  @Test
  void the_worst_feature_of_a_stop_is_the_time_since_the_last_run() {
    var anomaly = score(stopped(Kind.DAILY), missed(Kind.DAILY).plus(Duration.ofDays(2)));
    var parts = anomaly.reconstruction().contributions();
    assertThat(parts.getFirst().feature()).isEqualTo("periods since the last run");
    assertThat(anomaly.reconstruction().symptom()).isEqualTo(Symptom.SILENCE);
    assertThat(parts.getFirst().observed()).isCloseTo(3, within(0.1));
    assertThat(parts.getFirst().expected()).isLessThan(1.5);
    assertThat(parts)
        .extracting(Contribution::share)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(parts.stream().mapToDouble(Contribution::share).sum()).isCloseTo(1, within(1e-6));
    assertThat(anomaly.reconstruction().error())
        .isGreaterThan(anomaly.reconstruction().threshold());
  }

  @Test
  void a_blind_present_has_no_score_and_a_blind_past_no_alarm() {
    var job = new Fleet(61).job("j", Kind.DAILY, Fleet.START, UNTIL, Manner.PUNCTUAL);
    var due = job.runs().get(20);
    var blind =
        Fleet.blind(
            job, new Interval(due.minus(Duration.ofHours(6)), due.plus(Duration.ofHours(42))));
    assertThat(detector.score(requests(List.of(blind), due.plus(Duration.ofHours(30))))).isEmpty();
    assertThat(score(blind, due.plus(Duration.ofHours(60))).score()).isLessThan(50);
  }

  @Test
  void jobs_that_are_learning_are_skipped_and_the_others_scored() {
    var job = new Fleet(62).job("j", Kind.DAILY, Fleet.START, UNTIL, Manner.PUNCTUAL);
    var learning = Fleet.job("learning", new Schedule.Learning(5, 10), false);
    var young = Fleet.history(learning, job.runs().subList(0, 5), List.of(), job.from());
    var at = job.runs().get(25).plus(Duration.ofHours(2));
    assertThat(detector.score(requests(List.of(young, job), at)))
        .extracting(Anomaly::job)
        .containsExactly("j");
  }

  @Test
  void the_model_survives_a_restart() {
    var again = new LstmDetector(folder, 1, SMALL);
    var at = missed(Kind.DAILY).plus(Duration.ofDays(2));
    var jobs = List.of(stopped(Kind.DAILY));
    assertThat(again.model()).isEqualTo(detector.model());
    assertThat(again.score(requests(jobs, at))).isEqualTo(detector.score(requests(jobs, at)));
  }

  @Test
  void training_told_its_progress_and_learnt() {
    assertThat(losses).hasSizeGreaterThan(5);
    assertThat(losses.getLast()).isLessThan(losses.getFirst() / 5);
    var card = detector.model().orElseThrow();
    assertThat(card.course().epochs()).isEqualTo(losses.size());
    assertThat(card.course().losses())
        .extracting(TrainingCourse.Epoch::validationLoss)
        .isEqualTo(losses);
    assertThat(card.course().losses().getLast().trainingLoss())
        .isLessThan(card.course().losses().getFirst().trainingLoss() / 5);
    assertThat(card.course().validationLoss()).isEqualTo(Collections.min(losses));
    assertThat(card.course().jobs()).isEqualTo(Lessons.of(FLEET, UNTIL).jobs());
    assertThat(card.course().seed()).isEqualTo(1);
    assertThat(card.course().ended()).contains("epoch");
    assertThat(card.from()).isBefore(UNTIL);
    assertThat(card.until()).isEqualTo(UNTIL);
    assertThat(card.windows()).isBetween(300, 400);
    assertThat(card.threshold()).isPositive();
  }

  @Test
  void without_a_model_nothing_is_scored(@TempDir Path empty) throws Exception {
    var fresh = new LstmDetector(empty, 1, SMALL);
    assertThat(fresh.model()).isEmpty();
    assertThat(fresh.score(requests(FLEET, UNTIL))).isEmpty();
    var one = Lessons.of(FLEET.subList(4, 5), UNTIL);
    assertThat(fresh.train(one, UNTIL, TrainingProgress.none()))
        .isInstanceOfSatisfying(
            TrainingOutcome.TooLittle.class,
            little -> assertThat(little.missing()).contains("100 and 25 are needed"));
  }

  /// Counts what it was told and says stop after so many epochs.
  private static final class CancelledAfter implements TrainingProgress {
    private final int epochs;
    private int told;

    CancelledAfter(int epochs) {
      this.epochs = epochs;
    }

    @Override
    public void epoch(int number, int of, double validationLoss) {
      told = number;
    }

    @Override
    public boolean cancelled() {
      return told >= epochs;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void a_training_that_is_cancelled_leaves_the_old_model(int after, @TempDir Path empty)
      throws Exception {
    var fresh = new LstmDetector(empty, 1, SMALL);
    var progress = new CancelledAfter(after);
    assertThat(fresh.train(Lessons.of(FLEET, UNTIL), UNTIL, progress))
        .isEqualTo(new TrainingOutcome.Cancelled());
    assertThat(progress.told).isEqualTo(after);
    assertThat(fresh.model()).isEmpty();
  }

  @Test
  void a_training_that_diverges_fails_and_says_so(@TempDir Path empty) throws Exception {
    var wild = new DetectorSettings(12, 4, 16, 384, 3, 3, 32, Float.MAX_VALUE);
    assertThat(new LstmDetector(empty, 1, wild).train(Lessons.of(FLEET, UNTIL), UNTIL, NONE))
        .isInstanceOfSatisfying(
            TrainingOutcome.Failed.class,
            failed -> assertThat(failed.why()).contains("not a number"));
  }

  @Test
  void a_model_that_cannot_be_saved_is_a_failed_training(@TempDir Path parent) throws Exception {
    var file = Files.writeString(parent.resolve("models"), "a file where the folder should be");
    var hasty = new DetectorSettings(12, 4, 16, 384, 4, 4, 32, 0.02);
    var fresh = new LstmDetector(file, 1, hasty);
    assertThat(fresh.train(Lessons.of(FLEET, UNTIL), UNTIL, NONE))
        .isInstanceOfSatisfying(
            TrainingOutcome.Failed.class,
            failed -> assertThat(failed.why()).contains("was not saved in"));
    assertThat(fresh.model()).isEmpty();
  }

  @Test
  void the_model_of_another_process_scores_as_it_does_there(@TempDir Path other) {
    var elsewhere = new LstmDetector(other, 1, SMALL);
    assertThat(elsewhere.takeUp(detector.pack().orElseThrow())).isTrue();
    var at = missed(Kind.DAILY).plus(Duration.ofDays(2));
    var jobs = List.of(stopped(Kind.DAILY));
    assertThat(elsewhere.score(requests(jobs, at))).isEqualTo(detector.score(requests(jobs, at)));
  }

  @Test
  void training_can_be_interrupted(@TempDir Path empty) {
    var fresh = new LstmDetector(empty, 1, SMALL);
    var lessons = Lessons.of(FLEET, UNTIL);
    assertThatThrownBy(
            () -> fresh.train(lessons, UNTIL, (_, _, _) -> Thread.currentThread().interrupt()))
        .isInstanceOf(InterruptedException.class);
    assertThat(fresh.model()).isEmpty();
  }

  @Test
  void a_challenger_that_learnt_too_little_does_not_replace_the_model() throws Exception {
    var hasty = new DetectorSettings(12, 4, 16, 512, 1, 1, 512, 1e-6);
    var before = detector.model();
    var lessons = Lessons.of(FLEET, UNTIL);
    assertThat(new LstmDetector(folder, 2, hasty).train(lessons, UNTIL, TrainingProgress.none()))
        .isInstanceOfSatisfying(
            TrainingOutcome.Refused.class, refused -> assertThat(refused.why()).isNotEmpty());
    assertThat(new LstmDetector(folder, 1, SMALL).model()).isEqualTo(before);
  }
}
