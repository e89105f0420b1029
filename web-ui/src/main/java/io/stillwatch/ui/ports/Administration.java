// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import java.util.List;

/// The configuration in force, without its secrets, and the process that follows it.
public record Administration(List<Setting> configuration, SystemReader system) {
  public static final Administration NONE = new Administration(List.of(), List::of);

  public Administration {
    configuration = List.copyOf(configuration);
  }

  /// A name with what is set, such as `retention.logs` and `30`.
  public record Setting(String name, String value) {}

  /// Reads facts of the process as they are now.
  @FunctionalInterface
  public interface SystemReader {
    List<Setting> read();
  }
}
