// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import java.util.Map;

/// A model as it goes from one process to another: its files by name, each in Base64.
public record PackedModel(String id, Map<String, String> files) {
  public PackedModel {
    files = Map.copyOf(files);
  }
}
