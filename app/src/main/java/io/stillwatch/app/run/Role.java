// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a process does; one process may do all of it.
public enum Role {
  /// Reads sources and takes in what is pushed.
  COLLECT,
  /// Judges jobs; one process at a time.
  WATCH,
  /// Decides on alerts and sends their messages; one process at a time.
  ALERT,
  /// Serves the web UI and the API.
  WEB;

  public static final Set<Role> ALL = Set.of(values());

  /// The roles of a list such as `collect,web`; throws [IllegalArgumentException] with the words
  /// that are allowed.
  public static Set<Role> parse(String list) {
    var roles = EnumSet.noneOf(Role.class);
    for (var word : list.split(",", -1)) {
      roles.add(
          Stream.of(values())
              .filter(role -> role.word().equals(word.strip().toLowerCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "'" + word.strip() + "' is not a role; choose from " + words() + ".")));
    }
    return roles;
  }

  private static String words() {
    return Stream.of(values()).map(Role::word).collect(Collectors.joining(", "));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
