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

<<<<<<< HEAD
  /// What the network makes of each window: [step][feature], step-major. All must have the same
  /// number of steps.
  List<float[]> reconstruct(List<Window> windows) {
    var out = new ArrayList<float[]>(windows.size());
    for (int i = 0; i < windows.size(); i += LANES) {
      var some = windows.subList(i, Math.min(windows.size(), i + LANES));
      out.addAll(List.of(new ForwardPass(weights, some).run()));
=======
  /// What the network makes of a window: [step][feature], step-major.
  float[] reconstruct(NetworkInput window) {
    int hidden = weights.hidden();
    var h = new float[hidden];
    var c = new float[hidden];
    var gates = new float[4 * hidden];
    var input = new float[weights.inputs()];
    for (int step = 0; step < window.steps(); step++) {
      inputs(window, step, input);
      start(gates, weights.array(2));
      addProduct(gates, input, weights.array(0));
      addProduct(gates, h, weights.array(1));
      turn(gates, h, c);
>>>>>>> series
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
    for (int column = 0; column < features; column++) into[column] = window.value(step, column);
    into[features] = window.known(step) ? 1 : 0;
  }

<<<<<<< HEAD
  /// What the decoder gets for a step in addition to the code.
  static void context(Window window, int step, float[] into) {
    into[0] = window.value(step, Feature.PHASE_SIN);
    into[1] = window.value(step, Feature.PHASE_COS);
=======
  private float[] decode(float[] code, NetworkInput window) {
    int hidden = weights.hidden();
    int steps = window.steps();
    int features = window.features();
    var context = new float[CONTEXT];
    var constant = new float[4 * hidden]; // the same code goes into every step
    start(constant, weights.array(5));
    addProduct(constant, code, 0, weights.array(3));
    var gates = new float[4 * hidden];
    var h = new float[hidden];
    var c = new float[hidden];
    var out = new float[steps * features];
    var row = new float[features];
    for (int step = steps - 1; step >= 0; step--) { // backwards, as it was trained
      start(gates, constant);
      window.context(step, context);
      addProduct(gates, context, hidden, weights.array(3));
      addProduct(gates, h, weights.array(4));
      turn(gates, h, c);
      start(row, weights.array(7));
      addProduct(row, h, weights.array(6));
      System.arraycopy(row, 0, out, step * features, features);
    }
    return out;
  }

  private static void start(float[] sums, float[] bias) {
    System.arraycopy(bias, 0, sums, 0, sums.length);
  }

  private static void addProduct(float[] sums, float[] vector, float[] matrix) {
    addProduct(sums, vector, 0, matrix);
  }

  /// With the rows of the matrix from `row` on.
  private static void addProduct(float[] sums, float[] vector, int row, float[] matrix) {
    int columns = sums.length;
    for (int i = 0; i < vector.length; i++) {
      float x = vector[i];
      int at = (row + i) * columns;
      for (int j = 0; j < columns; j++) sums[j] += x * matrix[at + j];
    }
  }

  private static void turn(float[] gates, float[] h, float[] c) {
    int n = h.length;
    for (int j = 0; j < n; j++) {
      float input = tanh(gates[j]);
      float forget = sigmoid(gates[n + j]);
      float output = sigmoid(gates[2 * n + j]);
      float modulation = sigmoid(gates[3 * n + j]);
      c[j] = forget * c[j] + modulation * input;
      h[j] = output * tanh(c[j]);
    }
  }

  private static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }

  /// By one exponential: Math.tanh is several times slower, and float needs no more.
  private static float tanh(float x) {
    return (float) (1 - 2 / (Math.exp(2 * (double) x) + 1));
>>>>>>> series
  }
}
