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
  /// Inputs for jobs are their features and one that says whether the step is known.
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

  /// What the network makes of each window, step after step. All must have the same number of steps
  /// and features.
  List<float[]> reconstruct(List<? extends NetworkInput> windows) {
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
  static void inputs(NetworkInput window, int step, float[] into) {
    int features = window.features();
    boolean told = window.told(step);
    for (int column = 0; column < features; column++)
      into[column] = told ? window.value(step, column) : 0;
    into[features] = told ? 1 : 0;
  }
}
