// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One listing of the log files of a host at an instant.
///
/// `rotatedAt` is logrotate's status file: a claim, not a proof (it advances although a rename
/// failed, logrotate issue 422).
public record Listing(
    String id,
    SourceId source,
    Host host,
    Instant at,
    List<LogFile> files,
    Map<String, Instant> rotatedAt)
    implements Evidence {
  public Listing {
    files = List.copyOf(files);
    rotatedAt = Map.copyOf(rotatedAt);
  }
}
