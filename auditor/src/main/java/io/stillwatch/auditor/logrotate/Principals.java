// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import java.util.Set;

/// The users and groups of a host; an empty set of them is not known.
public record Principals(Set<String> users, Set<String> groups) {
  static final Principals UNKNOWN = new Principals(Set.of(), Set.of());

  public Principals {
    users = Set.copyOf(users);
    groups = Set.copyOf(groups);
  }

  boolean noUser(String name) {
    return missing(name, users);
  }

  boolean noGroup(String name) {
    return missing(name, groups);
  }

  /// Neither a name that is known, nor a number, nor a name that no host can have.
  private static boolean missing(String name, Set<String> known) {
    if (name.matches("\\d+")) return false;
    boolean impossible = name.chars().anyMatch(c -> c == ':' || c == '/' || c == '#');
    return impossible || (!known.isEmpty() && !known.contains(name));
  }
}
