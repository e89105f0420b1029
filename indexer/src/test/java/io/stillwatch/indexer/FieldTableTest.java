// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.indexer.document.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The README of the templates lists every field of theirs.
class FieldTableTest {
  private static final Path MODULE = Path.of("..", "elastic-templates");

  @Test
  void every_field_is_in_the_table() throws IOException {
    var readme = Files.readString(MODULE.resolve("README.md"));
    var missing = new ArrayList<String>();
    for (var folder : List.of("component", "index")) {
      try (var files = Files.list(MODULE.resolve(folder))) {
        for (var file : files.toList()) {
          var mappings = Json.MAPPER.readTree(file.toFile()).path("template").path("mappings");
          missing.addAll(missing(mappings.path("properties"), "", readme));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static List<String> missing(JsonNode properties, String prefix, String readme) {
    var missing = new ArrayList<String>();
    for (var property : properties.properties()) {
      var name = prefix + property.getKey();
      var inner = property.getValue().path("properties");
      if (!inner.isMissingNode()) missing.addAll(missing(inner, name + ".", readme));
      else if (!readme.contains("`" + name + "`")) missing.add(name);
    }
    return missing;
  }

  @Test
  void every_template_is_installed() throws IOException {
    for (var folder : List.of("component", "index")) {
      try (var files = Files.list(MODULE.resolve(folder))) {
        var names = files.map(file -> file.getFileName().toString().replace(".json", "")).toList();
        assertThat(Templates.names()).containsAll(names);
      }
    }
  }
}
