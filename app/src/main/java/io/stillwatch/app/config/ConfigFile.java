// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.stillwatch.core.text.EditDistance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads a configuration file over the defaults that ship with the product.
///
/// `${NAME:default}` is replaced by the environment before the YAML is read. Files that the
/// configuration names beside itself are read once, so that a fault in them is found at the start.
public final class ConfigFile {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?\\}");
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private ConfigFile() {}

  /// The defaults alone.
  public static Config defaults(Map<String, String> environment) throws ConfigException {
    var tree = tree(defaultText(), environment, "the default configuration");
    EnvironmentKeys.put(tree, environment);
    return bind(tree, "the default configuration");
  }

  public static Config read(Path file, Map<String, String> environment) throws ConfigException {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException(
          "The configuration " + file + " cannot be read: " + e + ". Give its path with --config.");
    }
    var merged = tree(defaultText(), environment, "the default configuration");
    merge(merged, tree(text, environment, file.toString()));
    EnvironmentKeys.put(merged, environment);
    var config = PlannedFiles.resolved(bind(merged, file.toString()), file);
    PlannedFiles.check(config.detection());
    return config;
  }

  private static String defaultText() {
    try (InputStream in = ConfigFile.class.getResourceAsStream("/stillwatch.yaml")) {
      if (in == null) throw new IllegalStateException("stillwatch.yaml is missing in the jar");
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("stillwatch.yaml in the jar cannot be read", e);
    }
  }

  private static ObjectNode tree(String text, Map<String, String> environment, String name)
      throws ConfigException {
    try {
      var node = YAML.readTree(substitute(text, environment, name));
      if (node == null || node.isMissingNode() || node.isNull()) return YAML.createObjectNode();
      if (node instanceof ObjectNode object) return object;
      throw new ConfigException(
          name + " is not a map of keys. Start from the stillwatch.yaml of the project.");
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new ConfigException(
          name + ":" + at.getLineNr() + ":" + at.getColumnNr() + ": " + e.getOriginalMessage());
    }
  }

  private static String substitute(String text, Map<String, String> environment, String name)
      throws ConfigException {
    var out = new StringBuilder();
    for (var line : text.split("\n", -1)) {
      if (!out.isEmpty()) out.append('\n');
      if (line.stripLeading().startsWith("#")) continue; // an example in a comment is no reference
      var matcher = VARIABLE.matcher(line);
      while (matcher.find()) {
        var value = environment.getOrDefault(matcher.group(1), matcher.group(2));
        if (value == null) {
          throw new ConfigException(
              name
                  + ": the environment has no "
                  + matcher.group(1)
                  + ". Set it, or write ${"
                  + matcher.group(1)
                  + ":default}.");
        }
        matcher.appendReplacement(out, Matcher.quoteReplacement(value));
      }
      matcher.appendTail(out);
    }
    return out.toString();
  }

  private static void merge(ObjectNode base, JsonNode over) {
    over.properties()
        .forEach(entry -> {
          var known = base.get(entry.getKey());
          if (known instanceof ObjectNode object && entry.getValue() instanceof ObjectNode) {
            merge(object, entry.getValue());
          } else {
            base.set(entry.getKey(), entry.getValue());
          }
        });
  }

  private static Config bind(ObjectNode tree, String name) throws ConfigException {
    try {
      var config = YAML.treeToValue(tree, Config.class);
      ConfigRules.check(config, name);
      return config;
    } catch (UnrecognizedPropertyException e) {
      throw new ConfigException(name + ": there is no key '" + path(e) + "'." + nearest(e));
    } catch (JsonMappingException e) {
      throw new ConfigException(
          name + ": the value of '" + path(e) + "' does not fit: " + e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw new ConfigException(name + ": " + e.getOriginalMessage());
    }
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String nearest(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds().stream()
        .map(Object::toString)
        .min(Comparator.comparingInt(known -> EditDistance.between(known, e.getPropertyName())))
        .map(known -> " Did you mean '" + known + "'?")
        .orElse("");
  }
}
