// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.json.ForeignJson;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one snapshot line: a listing of log files, or the configuration of a host.
public final class SnapshotCodec {
  private static final Logger log = LoggerFactory.getLogger(SnapshotCodec.class);

  private final Host unnamed;
  private final ZoneId zone;

  /// `unnamed` is the host of lines that name none; `zone` the one of status files whose host tells
  /// none.
  public SnapshotCodec(Host unnamed, ZoneId zone) {
    this.unnamed = unnamed;
    this.zone = zone;
  }

  /// The host that a line is about; the unnamed one if it cannot be read.
  public Host hostOf(byte[] raw) {
    try {
      return ForeignJson.SNAPSHOT.read(raw, this::host);
    } catch (JsonProcessingException | UnreadableSnapshot e) {
      return unnamed;
    }
  }

  /// `fallback` is the time of a line that cannot be read at all.
  public Evidence read(SourceId source, Position position, byte[] raw, Instant fallback) {
    var id = EvidenceId.of(source, position, raw);
    try {
      return ForeignJson.SNAPSHOT.read(raw, line -> read(id, source, line));
    } catch (JsonProcessingException | UnreadableSnapshot | DateTimeException e) {
      var why = "Not a snapshot line: " + firstLine(e);
      log.atWarn()
          .addKeyValue("source", source)
          .addKeyValue("path", position.path())
          .addKeyValue("offset", position.offset())
          .addKeyValue("why", why)
          .log("A snapshot line was not understood; it is kept as a gap.");
      return new Gap(id, source, unnamed, fallback, position, raw.length, why);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private Evidence read(String id, SourceId source, JsonNode line) throws UnreadableSnapshot {
    if (!line.isObject()) throw new UnreadableSnapshot("the line is not a JSON object");
    return switch (line.path("kind").asText(line.has("tables") ? "config" : "")) {
      case "listing" -> listing(id, source, line);
      case "config" ->
          ConfigSnapshot.read(
              new ConfigSnapshot.Origin(id, source, host(line), instant(line)), line, zone);
      case String kind ->
          throw new UnreadableSnapshot("kind is neither listing nor config: " + kind);
    };
  }

  private Listing listing(String id, SourceId source, JsonNode line) throws UnreadableSnapshot {
    if (!line.path("files").isArray()) throw new UnreadableSnapshot("files is missing");
    var files = new ArrayList<LogFile>();
    for (var file : line.path("files")) {
      var path = file.path("path").asText();
      var size = file.path("size").asLong(-1);
      if (path.isEmpty() || size < 0 || !Named.tellable(path)) continue;
      files.add(new LogFile(path, size, modified(file)));
    }
    return new Listing(id, source, host(line), instant(line), files, rotatedAt(line));
  }

  private static Instant modified(JsonNode file) {
    var time = file.path("mtime");
    if (time.isMissingNode() || time.isNull()) return LogFile.UNKNOWN_TIME;
    return time.isNumber() ? fromNumber(time.asDouble()) : parse(time.asText());
  }

  /// Seconds or milliseconds: nobody lists files of the year 5138.
  private static Instant fromNumber(double time) {
    return Instant.ofEpochMilli((long) (time > 1e11 ? time : time * 1000));
  }

  private Map<String, Instant> rotatedAt(JsonNode line) {
    var local =
        line.path("timezone").isTextual() ? ZoneId.of(line.path("timezone").asText()) : zone;
    var status = line.path("logrotate_status");
    return status.isTextual() ? LogrotateStatus.read(status.asText(), local) : Map.of();
  }

  private Host host(JsonNode line) throws UnreadableSnapshot {
    var instance = Named.host(line.path("cloud").path("instance").path("id").asText(""));
    if (!instance.isBlank()) return Host.rds(instance);
    var host = line.path("host");
    var name = host.isTextual() ? host.asText() : host.path("name").asText("");
    return name.isBlank() ? unnamed : Host.told(Named.host(name));
  }

  private static Instant instant(JsonNode line) throws UnreadableSnapshot {
    for (var field : List.of("@timestamp", "taken_at")) {
      var time = line.path(field).asText("");
      if (!time.isEmpty()) return parse(time);
    }
    throw new UnreadableSnapshot("@timestamp is missing");
  }

  private static Instant parse(String time) {
    return OffsetDateTime.parse(time).toInstant();
  }

  /// The line is JSON, but not a snapshot.
  static final class UnreadableSnapshot extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableSnapshot(String message) {
      super(message);
    }
  }
}
