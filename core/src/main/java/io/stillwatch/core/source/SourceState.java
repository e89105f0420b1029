// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.source;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import java.time.Instant;

/// How a source is doing: how far its evidence is complete, or why we are blind.
///
/// Detection judges a due run only up to `completeUntil`; past it the truth is unknown. An empty
/// `problem` means the last poll succeeded. `newestRecord` is the event time of the newest log
/// record or listing of the host, [Instant#MIN] if there was none: it tells a daemon that stopped
/// from a host that sends nothing. `polledAt` is the last poll after which all that had been read
/// or received was stored.
public record SourceState(
    SourceId source,
    Host host,
    Reports reports,
    Instant completeUntil,
    Instant newestRecord,
    Instant polledAt,
    String problem) {
  /// Without a record so far.
  public SourceState(
      SourceId source,
      Host host,
      Reports reports,
      Instant completeUntil,
      Instant polledAt,
      String problem) {
    this(source, host, reports, completeUntil, Instant.MIN, polledAt, problem);
  }

  /// What kind of evidence a source brings, for one source may be blind while another sees.
  public enum Reports {
    LOG_LINES,
    LISTINGS,
    CONFIGURATION,
    LISTINGS_AND_LINES
  }

  public boolean blind() {
    return !problem.isEmpty();
  }

  public SourceState withNewestRecord(Instant newest) {
    return new SourceState(source, host, reports, completeUntil, newest, polledAt, problem);
  }
}
