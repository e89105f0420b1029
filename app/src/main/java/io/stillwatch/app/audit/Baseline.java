// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stillwatch.core.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The findings that a team has decided to live with, by their ids.
///
/// An id does not depend on the number of the line, so lines above may come and go.
public record Baseline(Set<String> ids) {
  public static final Baseline NONE = new Baseline(Set.of());
  private static final ObjectMapper JSON = new ObjectMapper();

  public Baseline {
    ids = Set.copyOf(ids);
  }

  /// Reads a file that [#write] made.
  public static Baseline read(Path file) throws IOException {
    try {
      var ids = new HashSet<String>();
      for (var finding : JSON.readTree(file.toFile()).path("findings")) {
        ids.add(finding.path("id").asText());
      }
      return new Baseline(ids);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is not a baseline: it is not valid JSON.", e);
    }
  }

  /// Writes these findings, one on a line, in an order that makes small differences.
  public static void write(Path file, List<Finding> findings) throws IOException {
    var json = JsonNodeFactory.instance.objectNode();
    var list = json.putArray("findings");
    for (var f : findings) {
      list.addObject()
          .put("id", f.id())
          .put("rule", f.rule())
          .put("path", f.place().path())
          .put("title", f.explanation().title());
    }
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
  }

  boolean has(Finding finding) {
    return ids.contains(finding.id());
  }
}
