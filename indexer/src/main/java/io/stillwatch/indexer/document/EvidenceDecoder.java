// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decodes documents into the evidence that was encoded.
public final class EvidenceDecoder {
  /// The `event.action` of a gap: records that could not be read.
  public static final String GAP = "gap";

  /// The fields that hold a line as it was written, secrets included: what leaves the index leaves
  /// without them.
  public static final Set<String> UNREDACTED =
      Set.of("event." + EventFields.TEXT, "event." + EventFields.ORIGINAL);

  private static final Logger LOG = LoggerFactory.getLogger(EvidenceDecoder.class);

  private EvidenceDecoder() {}

  /// Empty for a document that this version did not write, because it must not block the documents
  /// after it.
  public static Optional<Evidence> decode(JsonNode hit) {
    var source = hit.path("_source");
    var where = hit.path("_index").asText() + "/" + hit.path("_id").asText();
    try {
      return Optional.of(
          switch (source.path("event").path("action").asText()) {
            case "listing" -> body(source, Listing.class, where);
            case "config" -> body(source, HostConfig.class, where);
            case GAP -> body(source, Gap.class, where);
            default -> line(hit.path("_id").asText(), source);
          });
    } catch (StoreException | IllegalArgumentException | DateTimeException e) {
      LOG.atError()
          .addKeyValue("document", where)
          .setCause(e)
          .log("Document has an unknown format; detection continues without it.");
      return Optional.empty();
    }
  }

  private static <T extends Evidence> T body(JsonNode source, Class<T> type, String where)
      throws StoreException {
    return Json.value(source.path("stillwatch").path("body"), type, where);
  }

  private static LogRecord line(String id, JsonNode source) {
    var own = source.path("stillwatch");
    var host = source.path("host");
    var log = source.path("log");
    var event = EventFields.read(source);
    var fields = LineFields.read(source, EventFields.concernsRun(event));
    return new LogRecord(
        id,
        new SourceId(own.path("source").asText()),
        source.path("event").path("dataset").asText(),
        new Host(host.path("name").asText(), Host.Kind.valueOf(host.path("type").asText())),
        Instant.parse(own.has("at") ? own.path("at").asText() : source.path("@timestamp").asText()),
        new Position(
            log.path("file").path("path").asText(),
            own.path("generation").asText(),
            log.path("offset").asLong()),
        new Line(
            source.path("message").asText(), tags(source), fields, EventFields.original(source)),
        event);
  }

  /// The text of a line as it was written; bytes that are not valid UTF-8 are replaced.
  public static String original(JsonNode source) {
    var bytes = EventFields.original(source);
    if (!bytes.isEmpty()) {
      return new String(Base64.getDecoder().decode(bytes), StandardCharsets.UTF_8);
    }
    var message = source.path("message").asText();
    return source.path("event").path(EventFields.TEXT).asText(message);
  }

  private static List<String> tags(JsonNode source) {
    var tags = new ArrayList<String>();
    source.path("tags").forEach(tag -> tags.add(tag.asText()));
    return tags;
  }
}
