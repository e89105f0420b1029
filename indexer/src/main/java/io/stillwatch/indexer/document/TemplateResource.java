// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Reads a template of the module elastic-templates from the class path.
public final class TemplateResource {
  private TemplateResource() {}

  /// `folder` is `component` or `index`.
  public static JsonNode read(String folder, String name) {
    var path = "/elastic-templates/" + folder + "/" + name + ".json";
    try (var in = TemplateResource.class.getResourceAsStream(path)) {
      if (in == null) throw new IllegalStateException(path + " is not on the class path.");
      return Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
