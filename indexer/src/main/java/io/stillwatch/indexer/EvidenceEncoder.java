// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.store.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;

/// Evidence as ECS documents that [EvidenceDecoder] turns back into the same evidence.
///
/// A line stands in `message` as it was written; `event.original` would only repeat it.
final class EvidenceEncoder {
  private static final String CLAMPED = "clamped";
  private static final String TRUNCATED = "truncated";

  private final InstantSource clock;
  private final IndexPeriod period;

  EvidenceEncoder(InstantSource clock, IndexPeriod period) {
    this.clock = clock;
    this.period = period;
  }

  /// A line that makes too large a document is cut until it fits, and says so.
  Document encode(Evidence evidence) {
    var document = whole(evidence);
    while (evidence instanceof LogRecord line
        && document.json().length > BulkWriter.LARGEST_DOCUMENT
        && !line.line().text().isEmpty()) {
      evidence = shortened(line);
      document = whole(evidence);
    }
    return document;
  }

  private static LogRecord shortened(LogRecord line) {
    var text = line.line().text();
    var flags = new ArrayList<>(line.line().flags());
    if (!flags.contains(TRUNCATED)) flags.add(TRUNCATED);
    return new LogRecord(
        line.id(),
        line.source(),
        line.dataset(),
        line.host(),
        line.at(),
        line.position(),
        new Line(text.substring(0, text.length() * 3 / 4), flags, line.line().fields()),
        line.event());
  }

  private Document whole(Evidence evidence) {
    var at = IndexNames.believable(evidence.at(), clock.instant());
    try (var bytes = new ByteArrayBuilder(768);
        var json = Json.MAPPER.getFactory().createGenerator(bytes)) {
      json.writeStartObject();
      var family =
          switch (evidence) {
            case LogRecord line -> line(line, at, json);
            case Listing listing -> listing(listing, at, json);
            case HostConfig config -> config(config, at, json);
            case Gap gap -> gap(gap, at, json);
          };
      json.writeEndObject();
      json.flush();
      return new Document(IndexNames.of(period, family, at), evidence.id(), bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
  }

  private static String line(LogRecord line, Instant at, JsonGenerator json) throws IOException {
    EventFields.write(line, json);
    common(at, line.host(), json);
    json.writeStringField("message", Text.wellFormed(line.line().text()));
    position(line.position(), line.line().fields().level(), json);
    tags(line, at, json);
    json.writeObjectFieldStart("stillwatch");
    json.writeStringField("source", line.source().value());
    json.writeStringField("generation", line.position().generation());
    EventFields.writeText(line.event(), json);
    LineFields.writeOwn(line.line().fields(), json);
    if (!at.equals(line.at())) json.writeStringField("at", line.at().toString());
    json.writeEndObject();
    return IndexNames.LOGS + "-" + line.dataset();
  }

  private static void tags(LogRecord line, Instant at, JsonGenerator json) throws IOException {
    var flags = new ArrayList<>(line.line().flags());
    if (!at.equals(line.at()) && !flags.contains(CLAMPED)) flags.add(CLAMPED);
    if (flags.isEmpty()) return;
    json.writeArrayFieldStart("tags");
    for (var flag : flags) json.writeString(flag);
    json.writeEndArray();
  }

  private static String listing(Listing listing, Instant at, JsonGenerator json)
      throws IOException {
    EventFields.writeSnapshot("metric", "file", "listing", json);
    common(at, listing.host(), json);
    json.writeObjectFieldStart("stillwatch");
    json.writeStringField("source", listing.source().value());
    json.writeNumberField("files", listing.files().size());
    json.writeNumberField("bytes", listing.files().stream().mapToLong(LogFile::sizeBytes).sum());
    body(listing, json);
    json.writeEndObject();
    return IndexNames.SNAPSHOTS;
  }

  private static String config(HostConfig config, Instant at, JsonGenerator json)
      throws IOException {
    EventFields.writeSnapshot("state", "configuration", "config", json);
    common(at, config.host(), json);
    json.writeObjectFieldStart("stillwatch");
    json.writeStringField("source", config.source().value());
    json.writeNumberField("files", config.files().size());
    body(config, json);
    json.writeEndObject();
    return IndexNames.SNAPSHOTS;
  }

  private static String gap(Gap gap, Instant at, JsonGenerator json) throws IOException {
    EventFields.writeSnapshot("pipeline_error", "file", "gap", json);
    common(at, gap.host(), json);
    json.writeStringField("message", Text.wellFormed(gap.why()));
    position(gap.position(), "", json);
    json.writeObjectFieldStart("stillwatch");
    json.writeStringField("source", gap.source().value());
    json.writeNumberField("bytes", gap.bytes());
    body(gap, json);
    json.writeEndObject();
    return IndexNames.SNAPSHOTS;
  }

  private static void common(Instant at, Host host, JsonGenerator json) throws IOException {
    json.writeStringField("@timestamp", Dates.text(at));
    json.writeObjectFieldStart("host");
    json.writeStringField("name", Text.wellFormed(host.name()));
    json.writeStringField("type", host.kind().name());
    json.writeEndObject();
    if (host.kind() != Host.Kind.RDS) return;
    json.writeObjectFieldStart("cloud");
    json.writeStringField("provider", "aws");
    json.writeObjectFieldStart("instance");
    json.writeStringField("id", Text.wellFormed(host.name()));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void position(Position position, String level, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart("log");
    if (!level.isEmpty()) json.writeStringField("level", Text.wellFormed(level));
    json.writeObjectFieldStart("file");
    json.writeStringField("path", Text.wellFormed(position.path()));
    json.writeEndObject();
    json.writeNumberField("offset", position.offset());
    json.writeEndObject();
  }

  private static void body(Evidence evidence, JsonGenerator json) throws IOException {
    json.writeFieldName("body");
    Json.MAPPER.writeTree(json, Text.wellFormed(Json.tree(evidence)));
  }
}
