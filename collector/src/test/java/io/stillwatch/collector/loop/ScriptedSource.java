// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.Watched;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceState.Reports;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A source that holds numbered records and fails when it is told to.
final class ScriptedSource implements LogSource {
  private static final int BATCH = 40;

  final Host host;
  private final SourceId id;
  private final Delivery delivery;
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  volatile SourceException trouble;
  volatile List<SourceException.Permanent> shortcomings = List.of();
  volatile RuntimeException bug;
  volatile Instant now = Instant.parse("2026-01-15T10:00:00Z");

  ScriptedSource(String name, Delivery delivery) {
    this.host = Host.server(name);
    this.id = new SourceId("scripted:" + name);
    this.delivery = delivery;
  }

  Watched watched() {
    return new Watched(this, host, Reports.LOG_LINES);
  }

  Discovery discovery() {
    return Discovery.of(List.of(watched()));
  }

  void add(int count) {
    for (int i = 0; i < count; i++) add(host);
  }

  void add(Host of) {
    int number = records.size();
    var position = new Position("/log", "generation", number);
    var recordId = EvidenceId.of(id, position, ("line " + number).getBytes(StandardCharsets.UTF_8));
    records.add(
        new LogRecord(
            recordId,
            id,
            "cron.syslog",
            of,
            now,
            position,
            Line.of("line " + number),
            new LogEvent.RunStarted("root", "true", number)));
  }

  List<String> ids() {
    return records.stream().map(LogRecord::id).toList();
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public Delivery delivery() {
    return delivery;
  }

  @Override
  public List<SourceException.Permanent> shortcomings() {
    return shortcomings;
  }

  @Override
  public Batch poll(Checkpoint from) throws SourceException {
    if (bug != null) throw bug;
    if (trouble != null) throw trouble;
    int start = from.equals(Checkpoint.START) ? 0 : Integer.parseInt(from.value());
    int end = Math.min(start + BATCH, records.size());
    var batch = new ArrayList<Evidence>(records.subList(start, end));
    var caughtUp = end == records.size();
    return new Batch(
        batch, new Checkpoint(String.valueOf(end)), caughtUp, caughtUp ? now : Instant.MIN);
  }
}
