// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.pattern.LinePattern;
import io.stillwatch.core.secret.Secrets;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes documents of evidence one after the other, generating the JSON that they share only once.
///
/// A line is stored in `message` without its secrets; the line as it was written is in
/// `event.original` where that differs. If it is not valid UTF-8, or does not fit as JSON, its
/// bytes are stored in `event.original_b64`. No search returns these two.
final class EvidenceJson implements AutoCloseable {
  private static final SerializableString EVENT = new SerializedString("event");
  private static final SerializableString TIMESTAMP = new SerializedString("@timestamp");
  private static final SerializableString HOST = new SerializedString("host");
  private static final SerializableString CLOUD = new SerializedString("cloud");
  private static final SerializableString MESSAGE = new SerializedString("message");
  private static final SerializableString LOG = new SerializedString("log");
  private static final SerializableString FILE = new SerializedString("file");
  private static final SerializableString OFFSET = new SerializedString("offset");
  private static final SerializableString PATTERN = new SerializedString("pattern");
  private static final SerializableString TAGS = new SerializedString("tags");
  private static final SerializableString OWN = new SerializedString("stillwatch");
  private static final SerializableString SOURCE = new SerializedString("source");
  private static final SerializableString GENERATION = new SerializedString("generation");

  private final Instant now;
  private final DocumentSink documents;
  private final IndexNamer indices;
  private final JsonGenerator json;
  private final Repeats<String> families =
      new Repeats<>(dataset -> IndexNames.LOGS + "-" + dataset);
  private final Map<Class<?>, SerializableString> heads = new HashMap<>();
  private String dataset = "";
  private final Repeats<Instant> times = new Repeats<>(Instant::toString);
  private final Repeats<Host> hosts = new Repeats<>(EvidenceJson::host);
  private final Repeats<Host> clouds = new Repeats<>(EvidenceJson::cloud);
  private final Repeats<String> files = new Repeats<>(EvidenceJson::file);
  private final Repeats<String> sources = new Repeats<>(source -> source);
  private final Repeats<String> generations = new Repeats<>(generation -> generation);
  private final Repeats<List<String>> tags = new Repeats<>(EvidenceJson::list);

  EvidenceJson(DocumentSink documents, IndexNamer indices, Instant now) throws IOException {
    this.documents = documents;
    this.indices = indices;
    this.now = now;
    this.json = Json.generator(documents);
  }

  /// Begins a document and writes it completely, without ending it.
  void write(Evidence evidence) throws IOException {
    var at = IndexNames.plausible(evidence.at(), now);
    documents.begin(indices.name(family(evidence), at), evidence.id());
    json.writeStartObject();
    switch (evidence) {
      case LogRecord line -> line(line, at);
      case Listing listing -> listing(listing, at);
      case HostConfig config -> config(config, at);
      case Gap gap -> gap(gap, at);
    }
    json.writeEndObject();
    json.flush();
  }

  private String family(Evidence evidence) {
    return evidence instanceof LogRecord line
        ? families.of(line.dataset()).getValue()
        : IndexNames.SNAPSHOTS;
  }

  private void line(LogRecord line, Instant at) throws IOException {
    var message = Secrets.redacted(line.line().text());
    event(line, !message.equals(line.line().text()));
    common(at, line.host());
    text(MESSAGE, message);
    position(line.position());
    var level = line.line().fields().level();
    if (!level.isEmpty()) json.writeStringField("level", Text.wellFormed(level));
    var pattern = LinePattern.of(line);
    if (pattern.isPresent()) text(PATTERN, pattern.get());
    json.writeEndObject();
    tags(line, at);
    start(OWN);
    shared(SOURCE, sources.of(line.source().value()));
    shared(GENERATION, generations.of(line.position().generation()));
    EventFields.writeText(line.event(), json);
    LineFields.writeOwn(line.line().fields(), json);
    if (!at.equals(line.at())) json.writeStringField("at", line.at().toString());
    json.writeEndObject();
  }

  private void event(LogRecord line, boolean holdsSecrets) throws IOException {
    json.writeFieldName(EVENT);
    if (holdsSecrets) EventFields.writeWithText(line, json);
    else if (EventFields.isMore(line)) EventFields.write(line, json);
    else json.writeRawValue(head(line));
    EventFields.writeSubjects(line, json);
  }

  /// The same for all lines of a dataset with the same kind of event.
  private SerializableString head(LogRecord line) {
    if (!line.dataset().equals(dataset)) heads.clear();
    dataset = line.dataset();
    return heads.computeIfAbsent(
        line.event().getClass(), _ -> new SerializedString(EventFields.whole(line)));
  }

  private void tags(LogRecord line, Instant at) throws IOException {
    var flagged = at.equals(line.at()) ? line.line() : line.line().flagged(Line.CLAMPED);
    var flags = flagged.flags();
    if (!flags.isEmpty()) raw(TAGS, tags.of(flags));
  }

  private void listing(Listing listing, Instant at) throws IOException {
    snapshot("metric", "file", "listing");
    common(at, listing.host());
    start(OWN);
    shared(SOURCE, sources.of(listing.source().value()));
    json.writeNumberField("files", listing.files().size());
    json.writeNumberField("bytes", listing.files().stream().mapToLong(LogFile::sizeBytes).sum());
    body(listing);
    json.writeEndObject();
  }

  private void config(HostConfig config, Instant at) throws IOException {
    snapshot("state", "configuration", "config");
    common(at, config.host());
    start(OWN);
    shared(SOURCE, sources.of(config.source().value()));
    json.writeNumberField("files", config.files().size());
    body(config);
    json.writeEndObject();
  }

  private void gap(Gap gap, Instant at) throws IOException {
    snapshot("pipeline_error", "file", EvidenceDecoder.GAP);
    common(at, gap.host());
    text(MESSAGE, gap.why());
    position(gap.position());
    json.writeEndObject();
    start(OWN);
    shared(SOURCE, sources.of(gap.source().value()));
    json.writeNumberField("bytes", gap.bytes());
    body(gap);
    json.writeEndObject();
  }

  private void snapshot(String kind, String category, String action) throws IOException {
    raw(EVENT, new SerializedString(EventFields.snapshot(kind, category, action)));
  }

  private void common(Instant at, Host host) throws IOException {
    shared(TIMESTAMP, times.of(at));
    raw(HOST, hosts.of(host));
    if (host.kind() == Host.Kind.RDS) raw(CLOUD, clouds.of(host));
  }

  private static String host(Host host) {
    return Json.object()
        .put("name", Text.wellFormed(host.name()))
        .put("type", host.kind().name())
        .toString();
  }

  private static String cloud(Host host) {
    var cloud = Json.object().put("provider", "aws");
    cloud.putObject("instance").put("id", Text.wellFormed(host.name()));
    return cloud.toString();
  }

  /// Leaves the object open.
  private void position(Position position) throws IOException {
    start(LOG);
    raw(FILE, files.of(position.path()));
    json.writeFieldName(OFFSET);
    json.writeNumber(position.offset());
  }

  private static String file(String path) {
    return Json.object().put("path", Text.wellFormed(path)).toString();
  }

  private static String list(List<String> values) {
    var list = Json.MAPPER.createArrayNode();
    values.forEach(list::add);
    return list.toString();
  }

  private void body(Evidence evidence) throws IOException {
    json.writeFieldName("body");
    Json.MAPPER.writeTree(json, Text.wellFormed(Json.tree(evidence)));
  }

  private void start(SerializableString object) throws IOException {
    json.writeFieldName(object);
    json.writeStartObject();
  }

  private void text(SerializableString field, String value) throws IOException {
    json.writeFieldName(field);
    Text.write(value, json);
  }

  private void shared(SerializableString field, SerializableString value) throws IOException {
    json.writeFieldName(field);
    json.writeString(value);
  }

  private void raw(SerializableString field, SerializableString value) throws IOException {
    json.writeFieldName(field);
    json.writeRawValue(value);
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
