// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.journal;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.journal.JournalReading.Portion;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.collector.syslog.SyslogRecords;
import io.stillwatch.collector.syslog.Timeline;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The journal by its cursors: the checkpoint is the cursor of the last entry that was stored.
///
/// Each poll runs journalctl to the end of the journal instead of leaving it with `--follow`: only
/// an end of output tells that there was nothing more, and without that a quiet journal would look
/// like a slow one.
public final class JournalSource implements LogSource {
  /// A word that no message can hold: there its quotes are escaped.
  private static final Pattern CURSOR = Pattern.compile("\"__CURSOR\"\\s*:\\s*\"([^\"]+)\"");

  private static final String PATH = "journal";
  private static final Duration RETRY = Duration.ofSeconds(15);

  private final SourceId id;
  private final Host host;
  private final SyslogRecords records;
  private final JournalReading reading;
  private final InstantSource clock;

  /// `command` is journalctl, perhaps with arguments such as `--directory`.
  public JournalSource(Host host, ZoneId zone, List<String> command, InstantSource clock) {
    this.id = new SourceId("journal:" + host.name());
    this.host = host;
    this.records = new SyslogRecords(id, host, zone);
    this.reading = new JournalReading(command);
    this.clock = clock;
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
  public Batch poll(Checkpoint from) throws SourceException, InterruptedException {
    var before = clock.instant();
    return switch (reading.after(from.value())) {
      case Portion.Lines(var lines, var ended) -> {
        var batch = read(lines, from, before);
        yield new Batch(batch.evidence, batch.next(), ended, ended ? before : Instant.MIN);
      }
      case Portion.LostCursor(var why) -> lost(from, before, why);
      case Portion.Refused(var why, var remedy) ->
          throw new SourceException.Permanent(
              "The journal of " + host.name() + " cannot be read: " + why,
              "CO01",
              remedy,
              new IOException(why));
      case Portion.Failed(var why) ->
          throw new SourceException.Retryable(
              "journalctl failed: " + why, RETRY, new IOException(why));
    };
  }

  private record Entries(List<Evidence> evidence, Checkpoint next) {}

  private Entries read(List<String> lines, Checkpoint from, Instant now) {
    var evidence = new ArrayList<Evidence>();
    var cursor = from.value();
    long since = 0;
    for (var line : lines) {
      var named = CURSOR.matcher(line);
      since++;
      if (named.find()) {
        cursor = named.group(1);
        since = 0;
      }
      var position = new Position(PATH, cursor, since);
      var raw = new RawLine(position, line.getBytes(StandardCharsets.UTF_8), List.of());
      evidence.add(records.record(raw, Timeline.live(now, now)));
    }
    return new Entries(evidence, new Checkpoint(cursor));
  }

  /// The journal was replaced: what was in it is gone, and the new one is read from its start.
  private Batch lost(Checkpoint from, Instant now, String why) {
    var gap =
        new Gap(
            EvidenceId.of(id.value(), from.value(), "gap"),
            id,
            host,
            now,
            new Position(PATH, from.value(), 0),
            0,
            "The journal does not know the cursor any more: " + why);
    return new Batch(List.of(gap), Checkpoint.START, false, Instant.MIN);
  }
}
