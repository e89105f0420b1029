// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import io.stillwatch.app.config.JobsFile.Entry;
import io.stillwatch.app.config.JobsFile.Said;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.DeclaredPing;
import io.stillwatch.core.job.JobNote.Importance;
import io.stillwatch.core.plan.JobMatch;
import io.stillwatch.core.text.EditDistance;
import io.stillwatch.core.text.Glob;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads the entries of a file of jobs node by node, so that each fault is named with its line.
final class JobsFileReader {
  private static final List<String> NOTES =
      List.of("name", "owner", "runbook", "importance", "grace", "maxRuntime");
  private static final List<String> OF_PINGS = List.of("ping", "schedule", "zone");
  private static final List<String> KEYS =
      Stream.of(List.of("match"), NOTES, OF_PINGS).flatMap(List::stream).toList();
  private static final List<String> MATCH_KEYS = List.of("host", "job", "kind");
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final int MOST_CHARACTERS = 2_000;
  private static final int MOST_ENTRIES = 10_000;
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final String file;

  private JobsFileReader(String file) {
    this.file = file;
  }

  /// `file` is the name of the text, for the message.
  static List<Entry> read(String text, String file) throws ConfigException {
    var reader = new JobsFileReader(file);
    try {
      var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      return root == null ? List.of() : reader.entries(root);
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      int line = mark == null ? 1 : mark.getLine() + 1;
      throw new ConfigException(file + ":" + line + ": it is not valid YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new ConfigException(file + ": it is not valid YAML: " + e.getMessage());
    }
  }

  private List<Entry> entries(Node root) throws ConfigException {
    if (!(root instanceof SequenceNode list))
      throw fault(root, "it is not a list. Begin each entry with '- match:'.");
    if (list.getValue().size() > MOST_ENTRIES)
      throw fault(root, "there are more than " + MOST_ENTRIES + " entries. Use patterns.");
    var entries = new ArrayList<Entry>();
    var pings = new HashSet<String>();
    for (var node : list.getValue()) {
      var entry = entry(node);
      if (entry.ping().isPresent() && !pings.add(entry.ping().get().key()))
        throw fault(
            node, "ping " + entry.ping().get().key() + " is declared already. Remove one of them.");
      entries.add(entry);
    }
    return entries;
  }

  private Entry entry(Node node) throws ConfigException {
    var values = values(node, KEYS);
    var said =
        new Said(
            text(values, "name"),
            text(values, "owner"),
            runbook(values),
            importance(values),
            duration(values, "grace"),
            duration(values, "maxRuntime"));
    if (values.containsKey("ping")) return ping(values, said);
    for (var key : OF_PINGS) {
      var value = values.get(key);
      if (value != null) throw fault(value, key + " is for an entry of a ping. Write ping: KEY.");
    }
    var match = values.get("match");
    if (match == null)
      throw fault(node, "the entry has no match and no ping. Write which jobs it is about.");
    if (values.size() == 1)
      throw fault(node, "the entry says nothing of its jobs. Add one of " + listed(NOTES));
    return new Entry(match(match), Optional.empty(), said);
  }

  private Entry ping(Map<String, Node> values, Said said) throws ConfigException {
    var at = Objects.requireNonNull(values.get("ping"));
    var match = values.get("match");
    if (match != null) throw fault(match, "match and ping are both there. Write one of them.");
    try {
      var key = text(values, "ping").orElseThrow();
      var timing =
          PingSchedule.timing(
              text(values, "schedule").orElse(""), text(values, "zone").orElse("UTC"));
      var declared = new DeclaredPing(key, timing, said.note(), "", Instant.EPOCH);
      return new Entry(ofKey(key), Optional.of(declared), said);
    } catch (IllegalArgumentException e) {
      throw fault(at, "ping: " + e.getMessage());
    }
  }

  /// No character of a key is one of a pattern.
  private static JobMatch ofKey(String key) {
    return new JobMatch(new Glob(Host.HEARTBEATS.name()), new Glob(key), Optional.empty());
  }

  private JobMatch match(Node node) throws ConfigException {
    var values = values(node, MATCH_KEYS);
    if (values.isEmpty()) throw fault(node, "match is empty. Write at least host: \"*\".");
    try {
      return Matches.of(
          text(values, "host").orElse("*"),
          text(values, "job").orElse("*"),
          text(values, "kind").orElse(""));
    } catch (IllegalArgumentException e) {
      throw fault(node, "match: " + e.getMessage());
    }
  }

  private Map<String, Node> values(Node node, List<String> allowed) throws ConfigException {
    if (!(node instanceof MappingNode map))
      throw fault(node, "these are not keys with values. Allowed are " + listed(allowed));
    var values = new LinkedHashMap<String, Node>();
    for (var entry : map.getValue()) {
      var key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!allowed.contains(key))
        throw fault(
            entry.getKeyNode(),
            "there is no key '"
                + key
                + "'. Did you mean '"
                + nearest(key, allowed)
                + "'? Allowed are "
                + listed(allowed));
      if (values.put(key, entry.getValueNode()) != null)
        throw fault(entry.getKeyNode(), "the key '" + key + "' is there twice. Remove one.");
    }
    return values;
  }

  /// A value as a text, and where it is.
  private record Value(String text, Node at) {}

  private Optional<Value> said(Map<String, Node> values, String key) throws ConfigException {
    var node = values.get(key);
    if (node == null) return Optional.empty();
    var text = node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
    if (text.isEmpty()) throw fault(node, key + " is not a text. Write one, or leave it out.");
    if (text.length() > MOST_CHARACTERS)
      throw fault(node, key + " is longer than " + MOST_CHARACTERS + " characters. Shorten it.");
    return Optional.of(new Value(text, node));
  }

  private Optional<String> text(Map<String, Node> values, String key) throws ConfigException {
    return said(values, key).map(Value::text);
  }

  private Optional<String> runbook(Map<String, Node> values) throws ConfigException {
    var said = said(values, "runbook");
    if (said.isPresent() && !isAddress(said.get().text()))
      throw fault(
          said.get().at(),
          "runbook is '" + said.get().text() + "'. Write an address that begins with https://.");
    return said.map(Value::text);
  }

  /// Only what a browser opens as a page: a link must not run anything.
  private static boolean isAddress(String text) {
    try {
      var address = new URI(text);
      return address.getScheme() != null
          && SCHEMES.contains(address.getScheme())
          && address.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private Optional<Importance> importance(Map<String, Node> values) throws ConfigException {
    var said = said(values, "importance");
    if (said.isEmpty()) return Optional.empty();
    var importance = Importance.ofToken(said.get().text());
    if (importance.isEmpty())
      throw fault(
          said.get().at(),
          "importance is '" + said.get().text() + "'. Write low, normal, high or critical.");
    return importance;
  }

  private Optional<Duration> duration(Map<String, Node> values, String key) throws ConfigException {
    var said = said(values, key);
    if (said.isEmpty()) return Optional.empty();
    var text = said.get().text();
    try {
      var duration = Duration.parse(text);
      if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) return Optional.of(duration);
    } catch (DateTimeParseException e) {
      throw fault(said.get().at(), key + " is '" + text + "'. Write one such as PT30M or P2D.");
    }
    throw fault(said.get().at(), key + " is " + text + ". Write more than 0, up to P31D.");
  }

  private static String nearest(String key, List<String> allowed) {
    return allowed.stream()
        .min(Comparator.comparingInt(known -> EditDistance.between(known, key)))
        .orElseThrow();
  }

  private static String listed(List<String> keys) {
    return String.join(", ", keys) + ".";
  }

  private ConfigException fault(Node at, String what) {
    return new ConfigException(file + ":" + (at.getStartMark().getLine() + 1) + ": " + what);
  }
}
