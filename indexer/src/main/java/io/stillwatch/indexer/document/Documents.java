// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Job;
import java.time.Instant;

/// The common parts of documents that hold a state: ECS fields at the top, the whole record as
/// `body`.
public final class Documents {
  private Documents() {}

  /// A short id of a document that no record names: the same text gives the same one.
  public static String id(String text) {
    return Hash.of(text);
  }

  public static ObjectNode at(Instant at) {
    var document = Json.object();
    Dates.put(document, "@timestamp", at);
    return document;
  }

  /// Returns the object `event`.
  public static ObjectNode event(ObjectNode document, String kind, String category, String action) {
    return document
        .putObject("event")
        .put("kind", kind)
        .put("category", category)
        .put("action", action)
        .put("dataset", "stillwatch." + action);
  }

  public static void host(ObjectNode document, Host host) {
    document.putObject("host").put("name", host.name()).put("type", host.kind().name());
    if (host.kind() == Host.Kind.RDS) {
      document
          .putObject("cloud")
          .put("provider", "aws")
          .putObject("instance")
          .put("id", host.name());
    }
  }

  /// The host of a stored document.
  public static Host host(JsonNode source) {
    var host = source.path("host");
    return new Host(host.path("name").asText(), Host.Kind.valueOf(host.path("type").asText()));
  }

  public static ObjectNode own(ObjectNode document, String id, Object record) {
    var own = document.putObject("stillwatch").put("id", id);
    own.set("body", Json.tree(record));
    return own;
  }

  /// Returns the object `stillwatch.job`.
  public static ObjectNode job(ObjectNode own, Job job) {
    return own.putObject("job")
        .put("id", job.id())
        .put("kind", job.kind().name())
        .put("name", job.name());
  }
}
