// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import java.time.Instant;

/// One thing that a source reported about a host at an instant.
public sealed interface Evidence permits LogRecord, Listing, HostConfig, Gap {
  /// Deterministic: the same content read twice has the same id, so a repeat is absorbed by the
  /// store.
  String id();

  Host host();

  /// When it happened, by the clock of the host.
  Instant at();
}
