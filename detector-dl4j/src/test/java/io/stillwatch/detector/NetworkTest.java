// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Offset.offset;

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
