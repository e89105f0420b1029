// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.Detector.TrainingProgress;
import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.core.anomaly.UnreadablePastException;
import java.time.Instant;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/// The forward pass of ours and that of DL4J over the same windows and weights, for measuring how
/// long each takes. It is in the package of what it measures, so that nothing of that must be
/// public.
public final class DetectorSpeed implements AutoCloseable {
  private static final long SEED = 42;

  private final DetectorSettings settings;
  private final List<Window> windows;
  private final ComputationGraph graph;
  private final Network network;

  private DetectorSpeed(DetectorSettings settings, List<Window> windows, ComputationGraph graph) {
    this.settings = settings;
    this.windows = windows;
    this.graph = graph;
    this.network = new Network(GraphTrainer.weightsOf(graph));
  }

  /// With about as many windows as the settings ask for, cut from a past, and untrained weights.
  public static DetectorSpeed of(Lessons past, Instant until, DetectorSettings settings)
      throws UnreadablePastException, InterruptedException {
    var set = TrainingSet.of(past, until, settings, SEED, TrainingProgress.none()).orElseThrow();
    var graph = new ComputationGraph(new GraphTrainer(settings, SEED).configuration());
    graph.init();
    return new DetectorSpeed(settings, set.training(), graph);
  }

  public int windows() {
    return windows.size();
  }

  /// Reconstructs the first windows in one call, and returns one number of the result.
  public double ours(int count) {
    return network.reconstruct(windows.subList(0, count)).getLast()[0];
  }

  /// The same by DL4J.
  public double theirs(int count) {
    try (var output = GraphTrainer.output(graph, windows.subList(0, count))) {
      return output.getDouble(count - 1, 0, settings.steps() - 1);
    }
  }

  /// Multiplications that are added up for one window, those inside of tanh aside.
  public long multiplyAdds() {
    long gates = 4L * settings.hidden();
    long encoder = settings.steps() * gates * (Network.INPUTS + settings.hidden());
    long decoder = settings.steps() * gates * (Network.CONTEXT + settings.hidden());
    long code = gates * settings.hidden();
    long output = (long) settings.steps() * settings.hidden() * Feature.COUNT;
    return encoder + decoder + code + output;
  }

  @Override
  public void close() {
    graph.close();
  }
}
