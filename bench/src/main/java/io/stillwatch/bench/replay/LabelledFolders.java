// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The folders below a folder that have a label, of their own or in a file of labels.
///
/// A file of labels names folders by the end of their path, so it holds wherever they are. A
/// label.json in the folder itself comes first.
final class LabelledFolders {
  private static final String LABEL = "label.json";
  private static final String DEFAULT_LABELS = "/io/stillwatch/bench/judgement-cases.json";

  private final Map<String, JsonNode> labels;

  private LabelledFolders(Map<String, JsonNode> labels) {
    this.labels = labels;
  }

  static LabelledFolders withDefaultLabels() throws IOException {
    try (var in = LabelledFolders.class.getResourceAsStream(DEFAULT_LABELS)) {
      return new LabelledFolders(labels(new ObjectMapper().readTree(Objects.requireNonNull(in))));
    }
  }

  static LabelledFolders withLabels(Path file) throws IOException {
    return new LabelledFolders(labels(new ObjectMapper().readTree(file.toFile())));
  }

  private static Map<String, JsonNode> labels(JsonNode json) {
    var labels = new TreeMap<String, JsonNode>();
    json.properties().forEach(entry -> labels.put(entry.getKey(), entry.getValue()));
    return labels;
  }

  /// The paths that the file of labels names.
  Set<String> paths() {
    return Collections.unmodifiableSet(labels.keySet());
  }

  List<LabelledEvidence> below(Path root) throws IOException {
    var found = new ArrayList<LabelledEvidence>();
    for (var folder : folders(root)) {
      var json = label(folder);
      if (json.isEmpty()) continue;
      var name = name(root, folder);
      var label = LabelCodec.read(name, json.get());
      found.add(new LabelledEvidence(name, evidence(folder, label), label));
    }
    return found;
  }

  private static List<Path> folders(Path root) throws IOException {
    try (var tree = Files.walk(root.toAbsolutePath().normalize())) {
      return tree.filter(Files::isDirectory).sorted().toList();
    }
  }

  private Optional<JsonNode> label(Path folder) throws IOException {
    var own = folder.resolve(LABEL);
    if (Files.exists(own)) return Optional.of(new ObjectMapper().readTree(own.toFile()));
    return labels.keySet().stream()
        .filter(folder::endsWith)
        .max(Comparator.comparingInt(String::length))
        .map(labels::get);
  }

  private static List<Path> evidence(Path folder, Label label) {
    return switch (label) {
      case Label.EventDay _ -> List.of(folder);
      case Label.Expectation(_, _, _, var names) when names.isEmpty() -> List.of(folder);
      case Label.Expectation(_, _, _, var names) -> names.stream().map(folder::resolve).toList();
    };
  }

  private static String name(Path root, Path folder) {
    var below = root.toAbsolutePath().normalize().relativize(folder).toString();
    return below.isEmpty() ? String.valueOf(folder.getFileName()) : below;
  }
}
