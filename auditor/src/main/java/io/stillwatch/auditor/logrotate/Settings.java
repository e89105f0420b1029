// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What is in force for a stanza: its own directives over the inherited ones.
///
/// The criterion is the last of `daily`, `weekly`, `size` and so on; without any it is a size of 1
/// MiB, logrotate's default.
public record Settings(Map<String, String> values) {
  static final Settings DEFAULTS = new Settings(Map.of());
  private static final String CRITERION = "\0criterion";
  private static final long DEFAULT_SIZE = 1 << 20;

  public Settings {
    values = Collections.unmodifiableMap(values); // one is made per directive: no copy of a copy
  }

  Settings with(Directive directive) {
    var next = new HashMap<>(values);
    var undone = Directives.undone(directive.name());
    if (!undone.isEmpty()) {
      next.remove(undone);
    } else {
      next.put(directive.name(), directive.value());
    }
    if (Directives.criterion(directive.name())) next.put(CRITERION, directive.name());
    return new Settings(next);
  }

  public boolean has(String directive) {
    return values.containsKey(directive);
  }

  public Optional<String> value(String directive) {
    return Optional.ofNullable(values.get(directive));
  }

  /// `daily`, `size`, ..: what decides when to rotate.
  public String criterion() {
    return values.getOrDefault(CRITERION, "size");
  }

  /// How many rotated logs are kept, -1 for all of them; empty if nothing says so.
  public OptionalLong rotations() {
    return value("rotate").map(CNumber::signed).orElse(OptionalLong.empty());
  }

  /// The bytes over which a size criterion rotates.
  public long sizeBytes() {
    return bytes("size").orElse(DEFAULT_SIZE);
  }

  /// The bytes over which the log is rotated before its time: `maxsize`.
  public OptionalLong maxBytes() {
    return criterion().equals("size") ? OptionalLong.empty() : bytes("maxsize");
  }

  /// The bytes below which the log is not rotated even if it is time: `minsize`.
  public OptionalLong minBytes() {
    return criterion().equals("size") ? OptionalLong.empty() : bytes("minsize");
  }

  private OptionalLong bytes(String directive) {
    return value(directive).map(Sizes::parse).orElse(OptionalLong.empty());
  }

  /// What decides when to rotate, with the sizes that have a say in it: `weekly minsize 1M`.
  public String criterionInWords() {
    var words = new ArrayList<String>();
    words.add(
        value(criterion())
            .filter(v -> !v.isEmpty())
            .map(v -> criterion() + " " + v)
            .orElse(criterion()));
    for (var name : List.of("minsize", "maxsize")) {
      value(name).ifPresent(v -> words.add(name + " " + v));
    }
    return String.join(" ", words);
  }

  /// The directives that matter for when a log is rotated, as one line for people.
  public String inWords() {
    var words = new ArrayList<String>();
    words.add(criterionInWords());
    for (var name : List.of("rotate", "maxage")) {
      value(name).ifPresent(v -> words.add(name + " " + v));
    }
    for (var name : List.of("missingok", "notifempty", "copytruncate")) {
      if (has(name)) words.add(name);
    }
    return String.join(" ", words);
  }
}
