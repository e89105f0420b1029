// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

/// The name of a source, for instance `rds:orders-mysql` or `file:ops-1:/var/log/cron.log`.
public record SourceId(String value) {
  public SourceId {
    if (value.isBlank()) throw new IllegalArgumentException("A source needs a name.");
  }

  @Override
  public String toString() {
    return value;
  }
}
