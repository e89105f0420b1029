// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

/// What the network reads of a window: the features of each step, and their context.
///
/// A step that is not `known` holds zeros, and what it should have been counts for nothing.
interface NetworkInput {
  int steps();

  /// How many values a step has; the same in all windows of a network.
  int features();

  float value(int step, int column);

  boolean known(int step);

  /// Whether a value is known of a step; one that is not is zero and counts for nothing.
  default boolean known(int step, int column) {
    return known(step);
  }

  /// Whether the network sees the step; a known step that it does not see, it has to predict.
  default boolean told(int step) {
    return known(step);
  }

  /// What the decoder is told of a step in addition to the code: its phase, as sine and cosine.
  void context(int step, float[] into);
}
