// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Values of the configuration from the environment: `web.port` is `STILLWATCH_WEB_PORT`,
/// `detection.tickSeconds` is `STILLWATCH_DETECTION_TICK_SECONDS`. They outrank the file.
///
/// Each key with one value has such a name; lists and maps have none. Kubernetes sets
/// `STILLWATCH_WEB_PORT=tcp://..` where a service is named `stillwatch-web`: an address is no
/// number, and is left alone.
final class EnvironmentKeys {
  private static final String PREFIX = "STILLWATCH_";
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private EnvironmentKeys() {}

  /// Puts what the environment says into a tree that holds every key.
  static void put(ObjectNode tree, Map<String, String> environment) {
    put(tree, "", environment);
  }

  private static void put(ObjectNode tree, String prefix, Map<String, String> environment) {
    for (var entry : tree.properties()) {
      var path = prefix + entry.getKey();
      if (entry.getValue() instanceof ObjectNode inner) put(inner, path + ".", environment);
      else if (isOne(entry.getValue()))
        entry.setValue(valueOf(path, environment, entry.getValue()));
    }
  }

  private static boolean isOne(JsonNode node) {
    return node.isValueNode() && !node.isNull();
  }

  private static JsonNode valueOf(String path, Map<String, String> environment, JsonNode usual) {
    var value = environment.get(name(path));
    boolean ofKubernetes = value != null && usual.isNumber() && value.startsWith("tcp://");
    return value == null || ofKubernetes ? usual : TextNode.valueOf(value);
  }

  static String name(String path) {
    var words = HUMP.matcher(path).replaceAll("_").replace('.', '_');
    return PREFIX + words.toUpperCase(Locale.ROOT);
  }
}
