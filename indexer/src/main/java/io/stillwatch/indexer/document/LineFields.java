// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.core.evidence.Fields;
import io.stillwatch.core.evidence.Fields.Session;
import java.io.IOException;
import java.util.LinkedHashMap;

/// The parsed fields of a line as ECS fields, written and read.
///
/// ECS has no field for a database; it is `stillwatch.database`.
final class LineFields {
  private LineFields() {}

  static void write(Fields fields, JsonGenerator json) throws IOException {
    if (fields.equals(Fields.NONE)) return;
    if (!fields.code().isEmpty()) {
      json.writeObjectFieldStart("error");
      text("code", fields.code(), json);
      json.writeEndObject();
    }
    client(fields.session(), json);
    if (fields.labels().isEmpty()) return;
    json.writeObjectFieldStart("labels");
    for (var label : fields.labels().entrySet())
      json.writeStringField(Text.wellFormed(label.getKey()), Text.wellFormed(label.getValue()));
    json.writeEndObject();
  }

  private static void client(Session session, JsonGenerator json) throws IOException {
    if (session.address().isEmpty()) return;
    json.writeObjectFieldStart("client");
    text("address", session.address(), json);
    if (session.port() > 0) json.writeNumberField("port", session.port());
    json.writeEndObject();
  }

  /// Writes `process`: the name of the program, the process id and the thread id.
  static void writeProcess(String name, Fields fields, JsonGenerator json) throws IOException {
    if (name.isEmpty() && fields.pid() == 0 && !fields.hasThread()) return;
    json.writeObjectFieldStart("process");
    if (!name.isEmpty()) text("name", name, json);
    if (fields.pid() != 0) json.writeNumberField("pid", fields.pid());
    if (fields.hasThread()) {
      json.writeObjectFieldStart("thread");
      json.writeNumberField("id", fields.thread());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  static void writeUser(Fields fields, JsonGenerator json) throws IOException {
    if (fields.session().user().isEmpty()) return;
    json.writeObjectFieldStart("user");
    text("name", fields.session().user(), json);
    json.writeEndObject();
  }

  static void writeOwn(Fields fields, JsonGenerator json) throws IOException {
    if (!fields.session().database().isEmpty()) text("database", fields.session().database(), json);
    if (fields.hasRecord()) json.writeNumberField("record_offset", fields.recordOffset());
  }

  private static void text(String name, String value, JsonGenerator json) throws IOException {
    json.writeStringField(name, Text.wellFormed(value));
  }

  /// If the event concerns a job, process and user of the document belong to the job and are
  /// ignored here.
  static Fields read(JsonNode document, boolean aboutJob) {
    var absent = document.path("nothing");
    var process = aboutJob ? absent : document.path("process");
    var client = document.path("client");
    var own = document.path("stillwatch");
    var session =
        new Session(
            (aboutJob ? absent : document.path("user")).path("name").asText(),
            own.path("database").asText(),
            client.path("address").asText(),
            client.path("port").asInt());
    var labels = new LinkedHashMap<String, String>();
    document
        .path("labels")
        .properties()
        .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
    return new Fields(
        document.path("log").path("level").asText(),
        process.path("pid").asLong(),
        process.path("thread").path("id").asLong(-1),
        session,
        document.path("error").path("code").asText(),
        document.path("event").path("duration").asLong(-1),
        own.path("record_offset").asLong(-1),
        labels);
  }
}
