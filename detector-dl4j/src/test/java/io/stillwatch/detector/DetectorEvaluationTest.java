// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Detector.TrainingProgress;
import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.detector.Evaluation.Alarm;
import io.stillwatch.detector.Evaluation.Trouble;
import io.stillwatch.detector.Fleet.Kind;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The evaluation behind docs/DETECTOR.md; `-Dstillwatch.evaluation=full` prints its tables,
/// without it a small one is held against its limits.
class DetectorEvaluationTest {
  private static final boolean FULL = "full".equals(System.getProperty("stillwatch.evaluation"));
  private static final int DAYS = FULL ? 45 : 30;
  private static final Instant UNTIL = Fleet.START.plus(Duration.ofDays(DAYS));
  private static final List<JobHistory> FLEET =
      new Fleet(7).mixed(FULL ? 60 : 18, Duration.ofDays(DAYS));
  private static final DetectorSettings SETTINGS =
      FULL ? DetectorSettings.DEFAULTS : LstmDetectorTest.SMALL;
  private static final Evaluation EVALUATION =
      FULL ? new Evaluation(12, 70) : new Evaluation(4, 40);
  private static final List<Kind> KINDS =
      FULL ? List.of(Kind.values()) : List.of(Kind.HOURLY, Kind.WEEKDAYS);

  private static TrainingSet set;
  private static Challenger full;

  private static Challenger train(TrainingSet set, DetectorSettings settings, long seed)
      throws DivergedException, InterruptedException {
    var frame = new Challenger.Frame("000001-evaluation", UNTIL, seed, System::nanoTime);
    return Challenger.train(set, frame, settings, TrainingProgress.none()).orElseThrow();
  }

  private static TrainingSet drawn(DetectorSettings settings) throws Exception {
    return TrainingSet.of(Lessons.of(FLEET, UNTIL), UNTIL, settings, 1, TrainingProgress.none())
        .orElseThrow();
  }

  private static double cpuSeconds(Callable<?> work) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    long from = threads.getCurrentThreadCpuTime();
    work.call();
    return (threads.getCurrentThreadCpuTime() - from) / 1e9;
  }

  @BeforeAll
  static void train() throws Exception {
    double drawing = cpuSeconds(() -> set = drawn(SETTINGS));
    double training = cpuSeconds(() -> full = train(set, SETTINGS, 1));
    say(
        "jobs %d, days %d, windows %d, held back %d, stopped %d; CPU: drawing %.1f s, training %.1f"
            + " s",
        FLEET.size(),
        DAYS,
        set.training().size(),
        set.heldBack().size(),
        set.stopped().size(),
        drawing,
        training);
    say("%s separation %.1f", full.model().card(), full.model().separation());
    if (FULL) compareSettings();
  }

  private static void say(String format, Object... values) {
    if (FULL) System.out.printf(format + "%n", values);
  }

  private static Alarm own() {
    return Evaluation.autoencoder(full.model());
  }

  private static Map<String, Alarm> detectors() {
    var all = new LinkedHashMap<String, Alarm>();
    all.put("autoencoder", Evaluation.autoencoder(full.model()));
    all.put("longest gap", Evaluation.longestGap());
    return all;
  }

  @Test
  void a_stop_is_noticed_before_a_second_run_is_missed() {
    say("%n| kind | detector | delay, median | delay, worst |%n|---|---|---|---|");
    for (var kind : KINDS) {
      for (var detector : detectors().entrySet()) {
        var delays = EVALUATION.delays(kind, detector.getValue());
        say(
            "| %s | %s | %s | %s |",
            kind, detector.getKey(), Evaluation.median(delays), Evaluation.worst(delays));
      }
      double worst = Arrays.stream(EVALUATION.delays(kind, own())).max().orElseThrow();
      assertThat(worst).isLessThanOrEqualTo(kind == Kind.WEEKDAYS ? 1.5 : 0.5); // over a weekend
    }
  }

  @Test
  void a_silence_grows_louder() {
    say("%n| silent for, periods | median score |%n|---|---|");
    var rising = new ArrayList<Double>();
    for (double periods : new double[] {0.3, 1.3, 2.3, 5.3, 10.3, 20.3}) {
      var scores =
          silentFor(periods).stream().mapToDouble(w -> Evaluation.score(full.model(), w)).toArray();
      rising.add(Statistics.quantile(scores, 0.5));
      say("| %.1f | %.0f |", periods, rising.getLast());
    }
    assertThat(rising).isSorted();
    assertThat(rising.getFirst()).isGreaterThan(75);
  }

  @Test
  void a_healthy_series_raises_no_alarm() {
    say("%n| kind | detector | none | jitter | single misses | blind |%n|---|---|---|---|---|---|");
    for (var kind : KINDS) {
      for (var detector : detectors().entrySet()) {
        var row = new StringBuilder("| " + kind + " | " + detector.getKey() + " |");
        for (var trouble : FULL ? Trouble.values() : new Trouble[0]) {
          var alarms = EVALUATION.falseAlarms(kind, trouble, detector.getValue());
          row.append(String.format(" %.2f (%d) |", alarms.aYear(), alarms.count()));
        }
        say("%s", row);
      }
      for (var trouble : List.of(Trouble.NONE, Trouble.BLIND)) {
        assertThat(EVALUATION.falseAlarms(kind, trouble, own()).count()).isZero();
      }
    }
  }

  @Test
  void healthy_series_score_below_25() {
    for (var kind : KINDS) {
      double raised = EVALUATION.raised(kind, full.model());
      say("%s: %.3f %% of ticks score 25 or more", kind, 100 * raised);
      assertThat(raised).isLessThan(0.01);
    }
  }

  /// Windows that end so many periods after a missed run.
  private static List<Window> silentFor(double periods) {
    var sequences = full.model().sequences();
    return IntStream.range(0, 200)
        .mapToObj(n -> {
          var kind = KINDS.get(n % KINDS.size());
          var job = Trouble.NONE.series(kind, n, 60);
          var missed = job.runs().get(30);
          double next = OwnClock.seconds(job.runs().get(31));
          double at = OwnClock.seconds(missed);
          return sequences.window(Fleet.stopped(job, missed), at + periods * (next - at));
        })
        .flatMap(Optional::stream)
        .toList();
  }

  @Test
  void scoring_a_fleet_takes_milliseconds() throws Exception {
    var sequences = full.model().sequences();
    double now = OwnClock.seconds(UNTIL.minus(Duration.ofHours(7)));
    double fastest = Double.POSITIVE_INFINITY;
    for (int round = 0; round < (FULL ? 300 : 20); round++) {
      double seconds =
          cpuSeconds(() ->
              full.model()
                  .judge(FLEET.stream().flatMap(j -> sequences.window(j, now).stream()).toList()));
      fastest = Math.min(fastest, seconds);
    }
    say("%nscoring %d jobs: %.2f ms of CPU", FLEET.size(), 1000 * fastest);
    assertThat(fastest).isLessThan(1);
  }

  /// The table of what else was tried; too slow for every build.
  private static void compareSettings() throws Exception {
    say(
        "%n| steps | a period | hidden | seed | CPU s | epochs | loss | separation | worst delay,"
            + " daily |%n|---|---|---|---|---|---|---|---|---|");
    int[][] others = {
      {12, 4, 24, 1},
      {12, 4, 24, 2},
      {12, 4, 24, 3},
      {8, 4, 24, 1},
      {16, 4, 24, 1},
      {24, 4, 24, 1},
      {12, 6, 24, 1},
      {12, 4, 12, 1},
      {12, 4, 32, 1}
    };
    for (var o : others) {
      var d = SETTINGS;
      var settings =
          new DetectorSettings(
              o[0], o[1], o[2], d.windows(), d.epochs(), d.patience(), d.batch(), d.learningRate());
      var drawn = drawn(settings);
      var trained = new Challenger[1];
      double cpu = cpuSeconds(() -> trained[0] = train(drawn, settings, o[3]));
      var model = trained[0].model();
      var delays = EVALUATION.delays(Kind.DAILY, Evaluation.autoencoder(model));
      say(
          "| %d | %d | %d | %d | %.1f | %d | %.5f | %.1f | %s |",
          o[0],
          o[1],
          o[2],
          o[3],
          cpu,
          model.card().course().epochs(),
          model.card().course().validationLoss(),
          model.separation(),
          Evaluation.worst(delays));
    }
  }
}
