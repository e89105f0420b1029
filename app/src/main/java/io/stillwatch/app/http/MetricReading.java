// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import java.util.Map;
import java.util.function.Supplier;

/// A number for `/metrics`, read when it is asked for.
///
/// A name that ends in `_total` is a counter, any other a gauge.
public record MetricReading(
    String name, String help, Map<String, String> labels, Supplier<Number> value) {
  public MetricReading {
    labels = Map.copyOf(labels);
  }
}
