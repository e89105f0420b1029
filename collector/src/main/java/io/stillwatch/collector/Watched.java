// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceState;

/// A source, the host that it watches, and the kind of evidence that it brings.
///
/// Evidence may name further hosts (a central log server holds the lines of many); they get a state
/// of their own.
public record Watched(LogSource source, Host host, SourceState.Reports reports) {}
