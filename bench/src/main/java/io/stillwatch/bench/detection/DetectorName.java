// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The detectors that are compared.
enum DetectorName {
  /// The stored scores of the autoencoder alone.
  AUTOENCODER,
  /// The watch without an autoencoder: schedule, habit and evidence.
  SCHEDULE,
  /// The product: all together.
  TOGETHER,
  GAP_RULE,
  LOW_COUNT,
  CONSTANT_MEAN,
  RCF;

  static final Set<DetectorName> RIVALS = EnumSet.of(GAP_RULE, LOW_COUNT, CONSTANT_MEAN, RCF);

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
