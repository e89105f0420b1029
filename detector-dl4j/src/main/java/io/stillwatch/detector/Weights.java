// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

/// The numbers of a trained network, as plain arrays in DL4J's order.
///
/// Per LSTM: input weights [in, 4 hidden], recurrent weights [hidden, 4 hidden], bias [4 hidden];
/// gates in columns: input (tanh), forget, output, modulation (sigmoid). Output layer: [hidden,
/// features] and bias.
final class Weights {
  /// Of the arrays in the order in which they are stored.
  static final int ARRAYS = 8;

  private final float[][] arrays;
  private final int inputs;
  private final int hidden;

  Weights(int inputs, int hidden, float[][] arrays) {
    int[] sizes = sizes(inputs, hidden);
    if (arrays.length != ARRAYS) {
      throw new IllegalArgumentException("Arrays: " + arrays.length + " instead of " + ARRAYS);
    }
    for (int i = 0; i < ARRAYS; i++) {
      if (arrays[i].length != sizes[i]) {
        throw new IllegalArgumentException(
            "Array " + i + " has " + arrays[i].length + " numbers instead of " + sizes[i]);
      }
    }
    this.inputs = inputs;
    this.hidden = hidden;
    this.arrays = arrays;
  }

  /// How many numbers each array has.
  static int[] sizes(int inputs, int hidden) {
    int gates = 4 * hidden;
    int outputs = inputs - 1; // the flag is only read
    return new int[] {
      inputs * gates,
      hidden * gates,
      gates,
      (hidden + Network.CONTEXT) * gates,
      hidden * gates,
      gates,
      hidden * outputs,
      outputs
    };
  }

  int inputs() {
    return inputs;
  }

  int hidden() {
    return hidden;
  }

  float[] array(int index) {
    return arrays[index];
  }

  boolean finite() {
    for (var array : arrays) {
      for (float f : array) if (!Float.isFinite(f)) return false;
    }
    return true;
  }
}
