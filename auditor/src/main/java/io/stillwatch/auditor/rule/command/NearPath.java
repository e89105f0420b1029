// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.Facts;
import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.spelling.Spelling;
import java.util.Optional;
import java.util.Set;

/// The existing path that a missing one was probably meant to be.
///
/// First the same folder, then each segment of the path repaired (`/user/sbin`), then a file of the
/// same name anywhere.
public final class NearPath {
  private final Facts facts;

  public NearPath(Facts facts) {
    this.facts = facts;
  }

  public Optional<String> of(String path) {
    return of(path, Set.of());
  }

  /// As [#of(String)]; of names that are equally near in the folder, a preferred path wins.
  Optional<String> of(String path, Set<String> preferred) {
    if (!path.startsWith("/") || path.length() == 1) return Optional.empty();
    return sibling(path, preferred).or(() -> repaired(path)).or(() -> elsewhere(path));
  }

  private Optional<String> sibling(String path, Set<String> preferred) {
    int slash = path.lastIndexOf('/');
    var folder = path.substring(0, slash + 1);
    var name = path.substring(slash + 1);
    var entries = facts.entries(path.substring(0, slash));
    var first = entries.stream().filter(e -> preferred.contains(folder + e)).toList();
    return Spelling.nearest(name, entries)
        .map(best ->
            Spelling.nearest(name, first).filter(s -> s.distance() <= best.distance()).orElse(best))
        .map(s -> folder + s.word());
  }

  private Optional<String> repaired(String path) {
    var segments = path.substring(1).split("/", -1);
    var built = "";
    boolean changed = false;
    for (var segment : segments) {
      var next = built + "/" + segment;
      var entries = facts.entries(built.isEmpty() ? "/" : built);
      if (!entries.contains(segment) && facts.file(next) != Presence.PRESENT) {
        var near = Spelling.nearest(segment, entries);
        if (near.isEmpty()) return Optional.empty();
        next = built + "/" + near.get().word();
        changed = true;
      }
      built = next;
    }
    return changed && facts.file(built) == Presence.PRESENT ? Optional.of(built) : Optional.empty();
  }

  private Optional<String> elsewhere(String path) {
    var same = facts.pathsNamed(path.substring(path.lastIndexOf('/') + 1));
    return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
  }
}
