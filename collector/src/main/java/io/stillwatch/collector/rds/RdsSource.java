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
import java.util.Set;
import java.util.stream.Collectors;

/// The log files of one RDS instance: first what is listed, then the text that is new.
///
/// The listing alone shows that rotation stopped; the text explains. So trouble with the text never
/// holds up the listing.
final class RdsSource implements LogSource {
  /// While text is being caught up with, one listing is enough for this long.
  private static final Duration LISTING_HOLDS = Duration.ofSeconds(10);

  /// Discovery leaves it out soon.
  private static final Duration GONE_FOR = Duration.ofMinutes(5);

  private final SourceId id;
  private final Host host;
  private final Instance instance;
  private final RdsApi api;
  private final WholeFiles whole;
  private final PostgresLogging logging;
  private final InstantSource clock;
  private volatile Remembered last = new Remembered(Checkpoint.START, RdsState.EMPTY);

  private volatile Listed lastListing = new Listed(List.of(), Instant.MIN);

  private record Remembered(Checkpoint checkpoint, RdsState state) {}

  private record Listed(List<LogFile> files, Instant at) {}

  RdsSource(
      Instance instance, String name, RdsApi api, PostgresLogging logging, InstantSource clock) {
    this.id = new SourceId("rds:" + name);
    this.host = Host.rds(name);
    this.instance = instance;
    this.api = api;
    this.whole = new WholeFiles(api, instance, clock);
    this.logging = logging;
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

  /// A permission without which some text is lost although the rest is read.
  @Override
  public List<SourceException.Permanent> shortcomings() {
    return whole.denied().stream().toList();
  }

  @Override
  public Batch poll(Checkpoint from) throws SourceException, InterruptedException {
    var now = clock.instant();
    try {
      var state = state(from);
      return state.checking() ? checked(state, now) : read(state, now);
    } catch (SourceException e) {
      // paused: nothing is written, and nothing is known to have happened or not
      if (RdsErrors.isPaused(e)) return new Batch(List.of(), from, true, Instant.MIN);
      if (RdsErrors.isDeleted(e))
        throw new SourceException.Retryable(
            "The instance " + instance.id() + " is not there any more.", GONE_FOR, e);
      throw e;
    }
  }

  private Batch read(RdsState state, Instant now) throws SourceException, InterruptedException {
    var files = api.listing(instance);
    lastListing = new Listed(files, now);
    var told = logging.now();
    var reader = reader(told, now);
    var listed = digest(files);
    var known = listed.equals(state.listed()) && holds(state.listedAt(), now);
    var wanted = text(files, told.csvOnly());
    if (!known) reader.evidence().addFirst(listing(files, now));
    var readings = reader.read(wanted, state.readings(), hourPassed(state.listedAt(), now));
    if (reader.evidence().isEmpty() && reader.failure().isPresent()) throw reader.failure().get();
    var listedAt = known ? state.listedAt() : now.toString();
    var next = new RdsState(readings, listedAt, listed, reader.isChecking());
    var complete = reader.isComplete() ? now : Instant.MIN;
    return new Batch(reader.evidence(), checkpoint(next), reader.caughtUp(), complete);
  }

  /// Mostly that of the last poll: a long one takes milliseconds to read.
  private RdsState state(Checkpoint from) {
    var remembered = last;
    return from.equals(remembered.checkpoint()) ? remembered.state() : RdsState.of(from);
  }

  private Checkpoint checkpoint(RdsState next) {
    var remembered = last;
    if (next.equals(remembered.state())) return remembered.checkpoint();
    last = new Remembered(next.checkpoint(), next);
    return last.checkpoint();
  }

  private TextReader reader(PostgresLogging.Told told, Instant now) {
    var inputs = new TextReader.Inputs(new Portions(api, instance, clock), whole, told.prefix());
    return new TextReader(id, host, inputs, now);
  }

  /// A poll for a closed file alone: whatever its size, no listing and no text wait in this batch.
  private Batch checked(RdsState state, Instant now) throws SourceException, InterruptedException {
    if (!holds(lastListing.at(), now)) lastListing = new Listed(api.listing(instance), now);
    var told = logging.now();
    var reader = reader(told, now);
    var readings = reader.check(text(lastListing.files(), told.csvOnly()), state.readings());
    var next = new RdsState(readings, state.listedAt(), state.listed(), false);
    // the poll that follows at once tells how far all is complete
    return new Batch(reader.evidence(), checkpoint(next), false, Instant.MIN);
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
    return !listedAt.isEmpty() && holds(Instant.parse(listedAt), now);
  }

  private static boolean holds(Instant listedAt, Instant now) {
    return !now.isBefore(listedAt) && now.isBefore(listedAt.plus(LISTING_HOLDS));
  }

  private static boolean hourPassed(String listedAt, Instant now) {
    return listedAt.isEmpty()
        || !Instant.parse(listedAt)
            .truncatedTo(ChronoUnit.HOURS)
            .equals(now.truncatedTo(ChronoUnit.HOURS));
  }

  /// Leaves out what is told twice. MySQL's error log is moved into `mysql-error-running.log` every
  /// five minutes; rows of csvlog repeat the text beside them, unless nothing else is written.
  private static List<LogFile> text(List<LogFile> files, boolean csvOnly) {
    var names = files.stream().map(LogFile::path).collect(Collectors.toSet());
    var running = names.stream().anyMatch(name -> name.startsWith("error/mysql-error-running.log"));
    return files.stream()
        .filter(file -> RdsName.isText(file.path()))
        .filter(file -> !(running && file.path().equals("error/mysql-error.log")))
        .filter(file -> csvOnly || !isTwin(file.path(), names))
        .toList();
  }

  private static boolean isTwin(String name, Set<String> names) {
    return RdsName.isCsv(name) && names.stream().anyMatch(text -> RdsName.csvOf(text).equals(name));
  }
}
