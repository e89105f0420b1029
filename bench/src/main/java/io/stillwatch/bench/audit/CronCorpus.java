// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A folder of real tables with labels and single edits.
public record CronCorpus(Path folder, JsonNode manifest, JsonNode mutations, JsonNode natural) {
  public static CronCorpus read(Path folder) throws IOException {
    var json = new ObjectMapper();
    return new CronCorpus(
        folder,
        json.readTree(folder.resolve("manifest.json").toFile()),
        json.readTree(folder.resolve("mutations.json").toFile()),
        json.readTree(folder.resolve("natural-findings.json").toFile()));
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  List<JsonNode> all() {
    return stream(mutations.path("mutations")).toList();
  }

  JsonNode facts() {
    return mutations.path("default_facts");
  }

  String text(String file) {
    try {
      return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode base(JsonNode mutation) {
    return mutations.path("bases").path(mutation.path("base").asText());
  }

  String before(JsonNode mutation) {
    var base = base(mutation);
    return base.has("text") ? base.path("text").asText() : text(mutation.path("base").asText());
  }

  String after(JsonNode mutation) {
    var edit = mutation.path("edit");
    var find = edit.path("find").asText();
    var text = before(mutation);
    int at = -1;
    for (int n = 0; n < edit.path("n").asInt(1); n++) at = text.indexOf(find, at + 1);
    if (at < 0) throw new IllegalStateException(mutation.path("id") + ": the edit does not apply");
    return text.substring(0, at)
        + edit.path("replace").asText()
        + text.substring(at + find.length());
  }
}
