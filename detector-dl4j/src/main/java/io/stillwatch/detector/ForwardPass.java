// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import java.util.Arrays;
import java.util.List;

/// Some windows on their way through the network, side by side: of each number there is an array
/// with one element for each window.
///
/// The compiler vectorises loops whose arrays all have the same index, and no others: so each row
/// is an array of its own.
final class ForwardPass {
  /// x (135135 + 17325 x² + 378 x⁴ + x⁶) / (135135 + 62370 x² + 3150 x⁴ + 28 x⁶), the seventh
  /// convergent of tanh's continued fraction.
  private static final float UP_1 = 17325f / 135135;

  private static final float UP_2 = 378f / 135135;
  private static final float UP_3 = 1f / 135135;
  private static final float DOWN_1 = 62370f / 135135;
  private static final float DOWN_2 = 3150f / 135135;
  private static final float DOWN_3 = 28f / 135135;

  private final Weights weights;
  private final List<? extends NetworkInput> windows;
  private final int hidden;
  private final int lanes;
  private final int features;
  private final float[][] gates;

  ForwardPass(Weights weights, List<? extends NetworkInput> windows) {
    this.weights = weights;
    this.windows = windows;
    this.hidden = weights.hidden();
    this.lanes = windows.size();
    this.features = windows.getFirst().features();
    this.gates = new float[4 * hidden][lanes];
  }

  /// What the network makes of each window, step after step.
  float[][] run() {
    int steps = windows.getFirst().steps();
    var input = new float[weights.inputs()][lanes];
    var h = new float[hidden][lanes];
    var c = new float[hidden][lanes];
    var seen = new float[weights.inputs()];
    for (int step = 0; step < steps; step++) {
      for (int lane = 0; lane < lanes; lane++) {
        Network.inputs(windows.get(lane), step, seen);
        for (int i = 0; i < seen.length; i++) input[i][lane] = seen[i];
      }
      start(gates, weights.array(2));
      addProduct(gates, input, 0, weights.array(0));
      addProduct(gates, h, 0, weights.array(1));
      turn(h, c);
    }
    return decode(h, steps);
  }

  private float[][] decode(float[][] code, int steps) {
    var constant = new float[4 * hidden][lanes]; // the same code goes into every step
    start(constant, weights.array(5));
    addProduct(constant, code, 0, weights.array(3));
    var context = new float[Network.CONTEXT][lanes];
    var told = new float[Network.CONTEXT];
    var h = new float[hidden][lanes];
    var c = new float[hidden][lanes];
    var row = new float[features][lanes];
    var out = new float[lanes][steps * features];
    for (int step = steps - 1; step >= 0; step--) { // backwards, as it was trained
      for (int i = 0; i < gates.length; i++) System.arraycopy(constant[i], 0, gates[i], 0, lanes);
      for (int lane = 0; lane < lanes; lane++) {
        windows.get(lane).context(step, told);
        for (int i = 0; i < told.length; i++) context[i][lane] = told[i];
      }
      addProduct(gates, context, hidden, weights.array(3));
      addProduct(gates, h, 0, weights.array(4));
      turn(h, c);
      start(row, weights.array(7));
      addProduct(row, h, 0, weights.array(6));
      for (int lane = 0; lane < lanes; lane++) {
        for (int i = 0; i < row.length; i++) out[lane][step * features + i] = row[i][lane];
      }
    }
    return out;
  }

  private static void start(float[][] sums, float[] bias) {
    for (int i = 0; i < sums.length; i++) Arrays.fill(sums[i], bias[i]);
  }

  /// Adds the vectors times the matrix, from its row `row` on.
  private static void addProduct(float[][] sums, float[][] vectors, int row, float[] matrix) {
    int columns = sums.length;
    for (int column = 0; column < columns; column++) {
      int at = row * columns + column;
      int i = 0;
      for (; i + 8 <= vectors.length; i += 8)
        addEight(sums[column], vectors, i, matrix, at + i * columns, columns);
      for (; i < vectors.length; i++) addOne(sums[column], vectors[i], matrix[at + i * columns]);
    }
  }

  private static void addOne(float[] sum, float[] vector, float weight) {
    for (int lane = 0; lane < sum.length; lane++) sum[lane] += weight * vector[lane];
  }

  /// Eight at once: the sum is read and written once for all of them.
  private static void addEight(
      float[] sum, float[][] vectors, int first, float[] matrix, int at, int columns) {
    float w0 = matrix[at];
    float w1 = matrix[at + columns];
    float w2 = matrix[at + 2 * columns];
    float w3 = matrix[at + 3 * columns];
    float w4 = matrix[at + 4 * columns];
    float w5 = matrix[at + 5 * columns];
    float w6 = matrix[at + 6 * columns];
    float w7 = matrix[at + 7 * columns];
    var v0 = vectors[first];
    var v1 = vectors[first + 1];
    var v2 = vectors[first + 2];
    var v3 = vectors[first + 3];
    var v4 = vectors[first + 4];
    var v5 = vectors[first + 5];
    var v6 = vectors[first + 6];
    var v7 = vectors[first + 7];
    for (int lane = 0; lane < sum.length; lane++) {
      sum[lane] +=
          ((w0 * v0[lane] + w1 * v1[lane]) + (w2 * v2[lane] + w3 * v3[lane]))
              + ((w4 * v4[lane] + w5 * v5[lane]) + (w6 * v6[lane] + w7 * v7[lane]));
    }
  }

  private void turn(float[][] h, float[][] c) {
    for (int j = 0; j < hidden; j++) {
      var input = gates[j];
      var forget = gates[hidden + j];
      var output = gates[2 * hidden + j];
      var modulation = gates[3 * hidden + j];
      tanh(input);
      sigmoid(forget);
      sigmoid(output);
      sigmoid(modulation);
      remember(c[j], forget, modulation, input);
      tell(h[j], output, c[j]);
    }
  }

  private static void remember(float[] c, float[] forget, float[] modulation, float[] input) {
    for (int lane = 0; lane < c.length; lane++)
      c[lane] = forget[lane] * c[lane] + modulation[lane] * input[lane];
  }

  private static void tell(float[] h, float[] output, float[] c) {
    for (int lane = 0; lane < h.length; lane++) h[lane] = output[lane] * tanh(c[lane]);
  }

  private static void tanh(float[] values) {
    for (int lane = 0; lane < values.length; lane++) values[lane] = tanh(values[lane]);
  }

  private static void sigmoid(float[] values) {
    for (int lane = 0; lane < values.length; lane++)
      values[lane] = 0.5f + 0.5f * tanh(0.5f * values[lane]);
  }

  /// Within 2e-7, without a table or a branch, which vectorised loops cannot have: a fraction that
  /// is right near zero of a quarter of x, and then twice tanh 2y = 2 tanh y / (1 + tanh² y).
  /// Beyond 9 it is 1 in float.
  private static float tanh(float x) {
    float y = Math.min(9, Math.max(-9, x)) * 0.25f;
    float q = y * y;
    float up = y * (1 + q * (UP_1 + q * (UP_2 + q * UP_3)));
    float down = 1 + q * (DOWN_1 + q * (DOWN_2 + q * DOWN_3));
    float upOfHalf = 2 * up * down;
    float downOfHalf = down * down + up * up;
    return 2 * upOfHalf * downOfHalf / (downOfHalf * downOfHalf + upOfHalf * upOfHalf);
  }
}
