// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.source.CollectionMode;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceState;

/// A source, the host that it watches, the kind of evidence that it brings, and how that reaches
/// the collectors.
///
/// Evidence may name further hosts (a central log server holds the lines of many); they get a state
/// of their own.
public record Watched(
    LogSource source, Host host, SourceState.Reports reports, CollectionMode mode) {
  /// A source that each collector reads for itself, unless its [Discovery] knows otherwise.
  public Watched(LogSource source, Host host, SourceState.Reports reports) {
    this(source, host, reports, CollectionMode.PULLED);
  }

  public Watched with(CollectionMode known) {
    return new Watched(source, host, reports, known);
  }
}
