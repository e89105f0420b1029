// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Weights as they are stored: little-endian floats, one array after the other.
final class WeightBytes {
  private WeightBytes() {}

  static byte[] of(Weights weights) {
    int count = 0;
    for (int i = 0; i < Weights.ARRAYS; i++) count += weights.array(i).length;
    var buffer = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < Weights.ARRAYS; i++) {
      for (float f : weights.array(i)) buffer.putFloat(f);
    }
    return buffer.array();
  }

  /// Takes the floats of one network from the bytes that are left.
  static Weights read(ByteBuffer bytes, int inputs, int hidden) {
    var buffer = bytes.order(ByteOrder.LITTLE_ENDIAN);
    var sizes = Weights.sizes(inputs, hidden);
    long expected = 0;
    for (int size : sizes) expected += (long) size * Float.BYTES;
    if (expected > buffer.remaining()) {
      throw new IllegalArgumentException(
          buffer.remaining() + " bytes of weights instead of " + expected);
    }
    var arrays = new float[sizes.length][];
    for (int i = 0; i < sizes.length; i++) {
      arrays[i] = new float[sizes[i]];
      for (int j = 0; j < sizes[i]; j++) arrays[i][j] = buffer.getFloat();
    }
    var weights = new Weights(inputs, hidden, arrays);
    if (!weights.finite()) throw new IllegalArgumentException("weights that are not numbers");
    return weights;
  }
}
