// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import java.time.Instant;
import java.util.regex.Pattern;

/// A search of Discover that a person kept under a name.
///
/// `parameters` are those of its address, `q=..&cols=..`; they have the range only if it was kept
/// too. Only its owner sees one that is not shared.
public record SavedView(
    String id, String name, String parameters, String owner, boolean shared, Instant savedAt) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_PARAMETERS = 4_000;

  public SavedView {
    name = name.strip();
    if (!ID.matcher(id).matches())
      throw new IllegalArgumentException("id must be 1 to 64 letters, digits, - or _.");
    if (name.isEmpty() || name.length() > LONGEST_NAME)
      throw new IllegalArgumentException("name must have 1 to " + LONGEST_NAME + " characters.");
    if (parameters.length() > LONGEST_PARAMETERS)
      throw new IllegalArgumentException(
          "parameters must have at most " + LONGEST_PARAMETERS + " characters.");
    if (owner.isBlank() || owner.length() > LONGEST_NAME)
      throw new IllegalArgumentException("owner must have 1 to " + LONGEST_NAME + " characters.");
  }

  public boolean visibleTo(String person) {
    return shared || owner.equals(person);
  }
}
