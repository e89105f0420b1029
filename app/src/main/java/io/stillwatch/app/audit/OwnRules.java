// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.rule.CustomRules;
import io.stillwatch.auditor.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The rules that a team keeps as YAML in a folder.
public final class OwnRules {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private OwnRules() {}

  public static List<Rule> in(Path folder) throws IOException, CustomRules.Unusable {
    if (!Files.isDirectory(folder)) {
      throw new CustomRules.Unusable(
          folder + " is not a folder: give --rules one that holds the rules as .yaml files.");
    }
    var all = new ArrayList<Rule>();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(f -> f.toString().matches(".*\\.ya?ml")).sorted().toList()) {
        all.addAll(CustomRules.of(tree(file), file.toString()));
      }
    }
    return List.copyOf(all);
  }

  private static Tree tree(Path file) throws IOException, CustomRules.Unusable {
    try {
      return Tree.of(YAML.readValue(Files.readString(file), Object.class));
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      var place = at == null || at.getLineNr() < 1 ? "" : ":" + at.getLineNr() + ":" + column(at);
      throw new CustomRules.Unusable(
          file
              + place
              + ": not valid YAML ("
              + e.getOriginalMessage().lines().findFirst().orElse("").strip()
              + "). Correct this line; single quotes around a value keep YAML from reading it.");
    }
  }

  private static int column(com.fasterxml.jackson.core.JsonLocation at) {
    return Math.max(1, at.getColumnNr());
  }
}
