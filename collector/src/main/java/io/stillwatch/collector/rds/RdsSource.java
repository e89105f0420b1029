// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.rds.RdsApi.Instance;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// The log files of one RDS instance: first what is listed, then the text that is new.
///
/// The listing alone shows that rotation stopped; the text explains. So trouble with the text never
/// holds up the listing.
final class RdsSource implements LogSource {
  /// While text is being caught up with, one listing is enough for this long.
  private static final Duration LISTING_HOLDS = Duration.ofSeconds(10);

  private final SourceId id;
  private final Host host;
  private final Instance instance;
  private final RdsApi api;
  private final InstantSource clock;

  RdsSource(Instance instance, RdsApi api, InstantSource clock) {
    this.id = new SourceId("rds:" + instance.id());
    this.host = Host.rds(instance.id());
    this.instance = instance;
    this.api = api;
    this.clock = clock;
  }

  @Override
  public SourceId id() {
    return id;
  }

  /// RDS deletes its log files within hours or days.
  @Override
  public Delivery delivery() {
    return Delivery.SPOOLED;
  }

  @Override
  public Batch poll(Checkpoint from) throws SourceException {
    var now = clock.instant();
    var state = RdsState.of(from);
    var files = api.listing(instance);
    var reader = new TextReader(id, host, new Portions(api, instance, clock), now);
    var listed = digest(files);
    var told = listed.equals(state.listed()) && holds(state.listedAt(), now);
    if (!told) reader.evidence().addFirst(listing(files, now));
    var readings = reader.read(text(files), state.readings(), hourPassed(state.listedAt(), now));
    if (reader.evidence().isEmpty() && reader.failure().isPresent()) throw reader.failure().get();
    var next = new RdsState(readings, told ? state.listedAt() : now.toString(), listed);
    return new Batch(
        reader.evidence(),
        next.checkpoint(),
        reader.caughtUp(),
        reader.caughtUp() ? now : Instant.MIN);
  }

  private Listing listing(List<LogFile> files, Instant now) {
    var listingId = EvidenceId.of(id.value(), now.toString(), digest(files));
    return new Listing(listingId, id, host, now, files, Map.of());
  }

  private static String digest(List<LogFile> files) {
    var text = new StringBuilder(files.size() * 64);
    for (var file : files) {
      text.append(file.path()).append('|').append(file.sizeBytes()).append('|');
      text.append(file.modified().toEpochMilli()).append('\n');
    }
    var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return EvidenceId.fingerprint(bytes, 0, bytes.length);
  }

  private static boolean holds(String listedAt, Instant now) {
    if (listedAt.isEmpty()) return false;
    var at = Instant.parse(listedAt);
    return !now.isBefore(at) && now.isBefore(at.plus(LISTING_HOLDS));
  }

  private static boolean hourPassed(String listedAt, Instant now) {
    return listedAt.isEmpty()
        || !Instant.parse(listedAt)
            .truncatedTo(ChronoUnit.HOURS)
            .equals(now.truncatedTo(ChronoUnit.HOURS));
  }

  /// MySQL's error log is moved into `mysql-error-running.log` every five minutes: reading both
  /// would tell every line twice.
  private static List<LogFile> text(List<LogFile> files) {
    var running =
        files.stream().anyMatch(file -> file.path().startsWith("error/mysql-error-running.log"));
    return files.stream()
        .filter(file -> RdsName.isText(file.path()))
        .filter(file -> !(running && file.path().equals("error/mysql-error.log")))
        .toList();
  }
}
