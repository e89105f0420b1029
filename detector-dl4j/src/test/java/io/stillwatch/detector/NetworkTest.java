// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Offset.offset;

import io.stillwatch.core.anomaly.Detector.TrainingProgress;
import io.stillwatch.core.anomaly.TrainingCourse;
import io.stillwatch.core.job.Interval;
import io.stillwatch.detector.Fleet.Kind;
import io.stillwatch.detector.Fleet.Manner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final DetectorSettings SETTINGS =
      new DetectorSettings(12, 4, 24, 100, 1, 1, 32, 0.01);

  /// Calm, stopped and partly blind windows of a job with files.
  private static List<Window> windows() {
    var until = Fleet.START.plus(Duration.ofDays(3));
    var calm = new Fleet(5).job("j", Kind.HOURLY, Fleet.START, until, Manner.WITH_FILES);
    var at = calm.runs().get(50);
    var stopped = Fleet.stopped(calm, at);
    var blind = Fleet.blind(calm, new Interval(at, at.plus(Duration.ofMinutes(50))));
    var sequences = new Sequences(SETTINGS.steps(), SETTINGS.stepsPerPeriod());
    var windows = new ArrayList<Window>();
    for (int minutes = 0; minutes < 300; minutes += 7) {
      double end = OwnClock.seconds(at.plus(Duration.ofMinutes(minutes)));
      for (var job : List.of(calm, stopped, blind)) {
        sequences.window(job, end).ifPresent(windows::add);
      }
    }
    return windows;
  }

  @Test
  void plain_java_reconstructs_what_dl4j_reconstructs() {
    var windows = windows();
    assertThat(windows).hasSizeGreaterThan(100).anyMatch(w -> w.knownSteps() < w.steps());
    var graph = new ComputationGraph(new GraphTrainer(SETTINGS, 11).configuration());
    graph.init();
    graph.params().muli(2); // into the bends of the activations, where differences would show
    var network = new Network(GraphTrainer.weightsOf(graph));
    var theirs = GraphTrainer.output(graph, windows);
    var all = network.residuals(windows);
    for (int w = 0; w < windows.size(); w++) {
      var ours = all.get(w);
      for (int step = 0; step < SETTINGS.steps(); step++) {
        for (var feature : Feature.ALL) {
          int told = SETTINGS.steps() - 1 - step; // the graph tells the latest step first
          assertThat(ours.expected(step, feature))
              .isCloseTo(theirs.getDouble(w, feature.column(), told), within(1e-5));
        }
      }
    }
    graph.close();
  }

  /// One value a step, which is 1; or unknown, and zero for the network.
  private record Ones(boolean known) implements NetworkInput {
    @Override
    public int steps() {
      return SETTINGS.steps();
    }

    @Override
    public int features() {
      return 1;
    }

    @Override
    public float value(int step, int column) {
      return known ? 1 : 0;
    }

    @Override
    public boolean known(int step) {
      return true;
    }

    @Override
    public boolean known(int step, int column) {
      return known;
    }

    @Override
    public void context(int step, float[] into) {
      into[0] = 0;
      into[1] = 0;
    }
  }

  @Test
  void a_value_that_is_not_known_teaches_nothing() throws Exception {
    var settings = new DetectorSettings(12, 4, 4, 100, 40, 40, 16, 0.02);
    var windows = new ArrayList<NetworkInput>();
    for (int i = 0; i < 100; i++) windows.add(new Ones(i % 4 == 0));
    var trained =
        new GraphTrainer(settings, 1, 3)
            .train(
                windows,
                weights -> {
                  var out = new Network(weights).reconstruct(List.of(new Ones(true))).getFirst();
                  return new TrainingCourse.Epoch(0, Math.abs(out[0] - 1));
                },
                TrainingProgress.none());
    var network = new Network(trained.orElseThrow().weights());
    var expected = network.reconstruct(List.of(new Ones(true), new Ones(false)));
    assertThat(expected.getFirst()[5]).isCloseTo(1, offset(0.1f));
    assertThat(expected.getLast()[5]).isGreaterThan(0.5f);
  }

  @Test
  void a_window_alone_is_reconstructed_as_among_others() {
    var windows = windows();
    var graph = new ComputationGraph(new GraphTrainer(SETTINGS, 11).configuration());
    graph.init();
    var network = new Network(GraphTrainer.weightsOf(graph));
    var together = network.reconstruct(windows);
    for (int i : new int[] {0, 63, 64, windows.size() - 1}) {
      var alone = network.reconstruct(List.of(windows.get(i))).getFirst();
      assertThat(alone).containsExactly(together.get(i), offset(1e-6f));
    }
    graph.close();
  }
}
