// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.core.secret.Secrets;
import io.stillwatch.ui.ports.Administration.Setting;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The configuration in force as names and values for people, without what is secret.
///
/// Credentials are in files, of which only the names are shown; of an address its host, because a
/// path or a user can be a secret.
public final class EffectiveSettings {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String HIDDEN = "•••";
  private static final Pattern SECRET =
      Pattern.compile("(?i)(password|secret|token|apikey|externalid)");

  /// A list under this name is a program with its arguments.
  private static final String COMMAND = "command";

  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private EffectiveSettings() {}

  public static List<Setting> of(Config config) {
    var settings = new ArrayList<Setting>();
    collect("", MAPPER.valueToTree(config), settings);
    return List.copyOf(settings);
  }

  private static void collect(String name, JsonNode node, List<Setting> settings) {
    if (node.isObject() && !node.isEmpty()) {
      var prefix = name.isEmpty() ? "" : name + ".";
      node.properties().forEach(each -> collect(prefix + each.getKey(), each.getValue(), settings));
      return;
    }
    if (node.isArray() && !node.isEmpty() && !node.get(0).isValueNode()) {
      for (int i = 0; i < node.size(); i++) collect(name + "[" + i + "]", node.get(i), settings);
      return;
    }
    settings.add(new Setting(name, value(name, node)));
  }

  private static String value(String name, JsonNode node) {
    if (node.isEmpty() && node.isContainerNode()) return "";
    if (!node.isArray()) return masked(name, node.isNull() ? "" : node.asText());
    var texts = new ArrayList<String>();
    node.forEach(each -> texts.add(each.asText()));
    if (last(name).equals(COMMAND)) return commandLine(texts);
    return texts.stream().map(text -> masked(name, text)).collect(Collectors.joining(", "));
  }

  /// As one line of a shell: which argument is a secret shows only by the others.
  static String commandLine(List<String> words) {
    var line = words.stream().map(EffectiveSettings::word).collect(Collectors.joining(" "));
    return Secrets.redacted(line);
  }

  private static String word(String text) {
    if (PLAIN.matcher(text).matches()) return text;
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  static String masked(String name, String value) {
    var last = last(name);
    boolean isFile = last.toLowerCase(Locale.ROOT).endsWith("file");
    if (value.isEmpty()) return value;
    if (!isFile && SECRET.matcher(last).find()) return HIDDEN;
    return value.contains("://") ? address(value) : Secrets.redacted(value);
  }

  private static String address(String url) {
    try {
      var uri = URI.create(url);
      if (uri.getHost() == null) return HIDDEN;
      var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      var path = uri.getPath() == null ? "" : uri.getPath();
      var rest = path.length() > 1 || uri.getQuery() != null ? "/" + HIDDEN : "";
      return uri.getScheme() + "://" + uri.getHost() + port + rest;
    } catch (IllegalArgumentException e) {
      return HIDDEN;
    }
  }
}
