// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.finding;

import io.stillwatch.core.evidence.Host;

/// Where a finding is; line and column count from 1, 0 where there is none.
public record Location(Host host, String path, int line, int column) {
  @Override
  public String toString() {
    return host.name()
        + ":"
        + path
        + (line > 0 ? ":" + line : "")
        + (column > 0 ? ":" + column : "");
  }
}
