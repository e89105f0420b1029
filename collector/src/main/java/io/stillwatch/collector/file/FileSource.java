// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import io.stillwatch.collector.database.DatabaseLog;
import io.stillwatch.collector.syslog.Believable;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.collector.syslog.SyslogRecords;
import io.stillwatch.collector.syslog.Timeline;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The logs of one host, read from files: those of the system, and those of databases.
public final class FileSource implements LogSource {
  private final SourceId id;
  private final FileSettings settings;
  private final SyslogRecords records;
  private final FollowedSource files;
  private final InstantSource clock;

  public FileSource(FileSettings settings, InstantSource clock) {
    this.id = settings.id();
    this.settings = settings;
    this.records = new SyslogRecords(settings.id(), settings.host(), settings.zone());
    this.clock = clock;
    this.files = new FollowedSource(settings, this::reader, RawLine.MAX_BYTES);
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public Delivery delivery() {
    return Delivery.DIRECT;
  }

  @Override
  public Batch poll(Checkpoint from) throws SourceException {
    var now = clock.instant();
    var state = FollowState.of(from);
    var portion = files.poll(state, now);
    var next = new FollowState(portion.files(), "").checkpoint();
    return new Batch(
        portion.evidence(), next, portion.caughtUp(), portion.caughtUp() ? now : Instant.MIN);
  }

  private Follower.Reader reader(Followed content) {
    var now = clock.instant();
    var database = DatabaseLog.ofPath(content.path());
    if (database.isPresent())
      return new DatabaseReader(settings, database.get(), content.lastLine(), now);
    return new Lines(content.lastLine(), now);
  }

  /// The lines of one file, each read against the time of the one before.
  private final class Lines implements Follower.Reader {
    private final Believable believable;
    private final Timeline live;
    private Timeline timeline;
    private Optional<Instant> last;

    Lines(String lastLine, Instant now) {
      this.believable = Believable.at(now);
      this.live = Timeline.live(now);
      this.last = Optional.of(lastLine).filter(text -> !text.isEmpty()).map(Instant::parse);
      this.timeline = last.map(live::at).orElse(live);
    }

    @Override
    public Optional<Evidence> read(RawLine line) {
      var record = records.record(line, timeline);
      if (!SyslogRecords.dated(record)) return Optional.of(record);
      if (!believable.holds(record.at()))
        return Optional.of(SyslogRecords.clamped(record, timeline.last()));
      timeline = live.at(record.at());
      last = Optional.of(record.at());
      return Optional.of(record);
    }

    @Override
    public String lastLine() {
      return last.map(Instant::toString).orElse("");
    }
  }
}
