// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The forward pass of the autoencoder in plain Java; equal to DL4J's within 1e-5.
///
/// DL4J dispatches every operation of every step to native code, milliseconds a window. Here some
/// dozens of windows go through the network side by side, so that each weight is read once for all
/// of them and the compiler makes vector instructions of the loops over them; scoring needs no
/// native library.
final class Network {
  /// Inputs are the features and one that says whether the step is known.
  static final int INPUTS = Feature.COUNT + 1;

  /// The phase of each step is told to the decoder: what is expected depends on it.
  static final int CONTEXT = 2;

  /// Windows side by side: what they need fits into the first cache of a core.
  private static final int LANES = 64;

  private final Weights weights;

  Network(Weights weights) {
    this.weights = weights;
  }

  Weights weights() {
    return weights;
  }

  /// What the network makes of each window, step after step. All must have the same number of
  /// steps.
  List<float[]> reconstruct(List<Window> windows) {
    var out = new ArrayList<float[]>(windows.size());
    for (int i = 0; i < windows.size(); i += LANES) {
      var some = windows.subList(i, Math.min(windows.size(), i + LANES));
      out.addAll(List.of(new ForwardPass(weights, some).run()));
    }
    return out;
  }

  /// Each window beside what the network makes of it.
  List<Residuals> residuals(List<Window> windows) {
    var expected = reconstruct(windows);
    return IntStream.range(0, windows.size())
        .mapToObj(i -> new Residuals(windows.get(i), expected.get(i)))
        .toList();
  }

  /// What the network sees of a step.
  static void inputs(Window window, int step, float[] into) {
    for (var feature : Feature.ALL) into[feature.column()] = window.value(step, feature);
    into[Feature.COUNT] = window.known(step) ? 1 : 0;
  }

  /// What the decoder gets for a step in addition to the code.
  static void context(Window window, int step, float[] into) {
    into[0] = window.value(step, Feature.PHASE_SIN);
    into[1] = window.value(step, Feature.PHASE_COS);
  }
}
