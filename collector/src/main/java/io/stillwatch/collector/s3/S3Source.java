// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import io.stillwatch.collector.s3.S3Api.Listed;
import io.stillwatch.collector.s3.S3State.Progress;
import io.stillwatch.collector.syslog.SyslogRecords;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The logs below one prefix of a bucket.
///
/// New and rewritten objects are found by key and ETag among those that were modified lately; older
/// ones are read once and need no memory. What is known is known up to the newest object: lines
/// that were written since have not been put into the bucket yet.
final class S3Source implements LogSource {
  private static final Duration ASK_VERSIONS_AFTER = Duration.ofHours(1);

  /// A listing costs money.
  private static final Duration BETWEEN_LISTINGS = Duration.ofSeconds(60);

  /// CloudWatch leaves this behind to see whether it may write.
  private static final String WRITE_TEST = "aws-logs-write-test";

  private final S3Settings settings;
  private final S3Api api;
  private final SyslogRecords records;
  private final InstantSource clock;
  private final ObjectReader reader;
  private boolean versioned;
  private Instant versionsAskedAt = Instant.EPOCH;
  private Optional<SourceException.Permanent> withoutVersions = Optional.empty();
  private Ended last = new Ended(Checkpoint.START, Instant.MIN, Instant.MIN);

  /// What the last poll that had caught up came to.
  private record Ended(Checkpoint next, Instant at, Instant completeUntil) {}

  S3Source(S3Settings settings, S3Api api, InstantSource clock) {
    this.settings = settings;
    this.api = api;
    this.clock = clock;
    this.records = new SyslogRecords(settings.id(), settings.host(), settings.zone());
    this.reader = new ObjectReader(settings, api, records);
  }

  @Override
  public SourceId id() {
    return settings.id();
  }

  @Override
  public Delivery delivery() {
    return Delivery.DIRECT;
  }

  @Override
  public synchronized Batch poll(Checkpoint from) throws SourceException {
    var now = clock.instant();
    if (from.equals(last.next()) && now.isBefore(last.at().plus(BETWEEN_LISTINGS)))
      return new Batch(List.of(), from, true, last.completeUntil());
    var state = S3State.of(from);
    var listed = list(state.floor(), now).stream().filter(S3Source::isLog).toList();
    var turn = reader.turn(now);
    var after = read(state, listed, turn);
    if (turn.evidence().isEmpty() && turn.caughtUp()) complain(turn, after, now);
    // what could be read is stored first; the next poll says what could not
    var caughtUp = turn.caughtUp() && turn.refusal().isEmpty();
    var next = (caughtUp ? swept(after, listed, now) : after).checkpoint();
    var until = caughtUp ? after.newestTime() : Instant.MIN;
    if (caughtUp) last = new Ended(next, now, until);
    return new Batch(turn.evidence(), next, caughtUp, until);
  }

  /// All versions where the bucket keeps them and they may be listed: then nothing is lost that is
  /// written over between two polls.
  private List<Listed> list(String floor, Instant now) throws SourceException {
    if (!now.isBefore(versionsAskedAt.plus(ASK_VERSIONS_AFTER))) {
      versioned = api.isVersioned(settings);
      versionsAskedAt = now;
    }
    withoutVersions = Optional.empty();
    if (!versioned) return api.list(settings, floor);
    try {
      return api.listVersions(settings, floor);
    } catch (SourceException e) {
      if (!(e instanceof SourceException.Permanent denied)) throw e;
      withoutVersions = Optional.of(denied);
      return api.list(settings, floor);
    }
  }

  /// The newest version of each object is read; what was written over is lost without this.
  @Override
  public synchronized List<SourceException.Permanent> shortcomings() {
    return withoutVersions.stream().toList();
  }

  private static boolean isLog(Listed object) {
    return !object.key().endsWith("/") && !object.key().endsWith(WRITE_TEST);
  }

  private S3State read(S3State state, List<Listed> listed, ObjectReader.Turn turn)
      throws SourceException {
    var known = new HashMap<S3State.Id, Progress>();
    state.objects().forEach(one -> known.put(one.id(), one));
    var after = new ArrayList<Progress>();
    var newest = state.newestTime();
    for (var object : listed) {
      if (object.modified().isBefore(state.cutoffTime())) continue;
      var progress = progress(known, object);
      after.add(progress.done() ? progress : turn.read(object, progress));
      if (object.modified().isAfter(newest)) newest = object.modified();
    }
    known.values().forEach(turn::vanished);
    return new S3State(state.floor(), state.cutoff(), newest.toString(), after);
  }

  /// A new ETag is a new content.
  private static Progress progress(Map<S3State.Id, Progress> known, Listed object) {
    var before = known.remove(S3State.Id.of(object));
    return before != null && before.etag().equals(object.etag()) ? before : Progress.begun(object);
  }

  /// Forgets what is done and older than any rewriting; by whole hours, so that nothing is written
  /// while nothing happens.
  private S3State swept(S3State state, List<Listed> listed, Instant now) {
    if (state.objects().stream().anyMatch(one -> !one.done())) return state;
    var wanted = now.minus(settings.arrival().lookback()).truncatedTo(ChronoUnit.HOURS);
    var cutoff = Instants.later(wanted, state.cutoffTime());
    var kept = new ArrayList<Progress>();
    var floor = state.floor();
    boolean allOlder = settings.arrival().dated();
    var progress = new HashMap<S3State.Id, Progress>();
    state.objects().forEach(one -> progress.put(one.id(), one));
    var passed = floor; // a key is passed only when all its versions are
    for (var object : listed) {
      boolean older = object.modified().isBefore(cutoff);
      if (allOlder && !object.key().equals(passed)) floor = passed;
      allOlder &= older;
      if (allOlder) passed = object.key();
      var one = progress.get(S3State.Id.of(object));
      if (!older && one != null) kept.add(one);
    }
    return new S3State(allOlder ? passed : floor, cutoff.toString(), state.newest(), kept);
  }

  private void complain(ObjectReader.Turn turn, S3State state, Instant now) throws SourceException {
    if (turn.refusal().isPresent()) throw turn.refusal().get();
    var newest = state.newestTime();
    if (newest.equals(Instant.EPOCH)
        || Duration.between(newest, now).compareTo(settings.arrival().quietAfter()) <= 0) return;
    throw new SourceException.Retryable(
        "No object has come to s3://"
            + settings.bucket()
            + "/"
            + settings.prefix()
            + " since "
            + newest
            + ". Look whether whatever writes there still runs.",
        Duration.ofMinutes(5),
        new java.util.concurrent.TimeoutException("quiet"));
  }
}
