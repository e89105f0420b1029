// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.snapshot;

import io.stillwatch.collector.snapshot.SnapshotCodec.UnreadableSnapshot;
import java.util.Optional;

/// Names of a snapshot, which become part of findings, messages and recommended commands: none has
/// control characters, or is longer than Linux allows.
///
/// What an administrator names (tables, accounts, hosts) makes the snapshot unreadable if it is not
/// so. A file of a listed folder is left out: whoever may create one there must not be able to end
/// the watch of the host.
final class Named {
  private static final int LONGEST_PATH = 4_096;
  private static final int LONGEST_NAME = 255;

  private Named() {}

  /// Whether a path that was found in a folder can be told.
  static boolean tellable(String path) {
    return fault(path, LONGEST_PATH).isEmpty();
  }

  /// A path below `field`.
  static String path(String field, String path) throws UnreadableSnapshot {
    return checked("a path of " + field, path, LONGEST_PATH);
  }

  static String account(String name) throws UnreadableSnapshot {
    return checked("a name of users", name, LONGEST_NAME);
  }

  static String host(String name) throws UnreadableSnapshot {
    return checked("the name of the host", name, LONGEST_NAME);
  }

  private static String checked(String what, String text, int longest) throws UnreadableSnapshot {
    var fault = fault(text, longest);
    if (fault.isPresent()) throw new UnreadableSnapshot(what + fault.get());
    return text;
  }

  private static Optional<String> fault(String text, int longest) {
    if (text.length() > longest) return Optional.of(" is longer than " + longest + " characters");
    boolean control = text.chars().anyMatch(Character::isISOControl);
    return control ? Optional.of(" has control characters") : Optional.empty();
  }
}
