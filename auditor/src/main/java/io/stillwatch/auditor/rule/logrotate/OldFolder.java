// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import static io.stillwatch.auditor.rule.logrotate.PathRules.folder;
import static io.stillwatch.auditor.rule.logrotate.StanzaRules.add;
import static io.stillwatch.auditor.rule.logrotate.StanzaRules.jobs;
import static io.stillwatch.auditor.rule.logrotate.StanzaRules.spot;

import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.logrotate.Stanza;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.rule.command.NearPath;
import io.stillwatch.core.finding.Confidence;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// What logrotate asks of the folders of a stanza with `olddir`, and only of such a stanza: that of
/// the log must be there (unless `missingok`), then the one for rotated logs, on the same file
/// system (unless `copy`, `copytruncate` or `renamecopy`). If not, it skips the whole stanza
/// (config.c, 3.21.0).
final class OldFolder {
  private OldFolder() {}

  static Stream<Problem> check(Card card, Stanza stanza, HostView host) {
    var olddir = stanza.settings().value("olddir");
    if (olddir.isEmpty()) return Stream.empty();
    return stanza.patterns().stream()
        .flatMap(p -> check(card, stanza, p, olddir.get(), host).stream())
        .limit(1);
  }

  private static Optional<Problem> check(
      Card card, Stanza stanza, Stanza.Pattern pattern, String olddir, HostView host) {
    var folder = folder(pattern.text());
    var settings = stanza.settings();
    if (!settings.has("missingok")) {
      var lost = missing(card, Spot.of(stanza, pattern), folder, "The folder %s of the log", host);
      if (lost.isPresent()) return lost.map(p -> p.losing(jobs(stanza, host)));
    }
    var old = olddir.startsWith("/") ? olddir : folder + "/" + olddir;
    if (!settings.has("createolddir")) {
      var lost = missing(card, spot(stanza, "olddir"), old, "The folder %s for rotated logs", host);
      if (lost.isPresent()) return lost.map(p -> p.losing(jobs(stanza, host)));
    }
    boolean copied = Stream.of("copy", "copytruncate", "renamecopy").anyMatch(settings::has);
    if (copied || mount(folder, host).equals(mount(old, host))) return Optional.empty();
    var title = old + " is on another file system than the log, and logrotate renames";
    return Optional.of(
        card.at(spot(stanza, "olddir"), title)
            .suggest("renamecopy")
            .remedy(add(stanza, "olddir", "renamecopy", host))
            .losing(jobs(stanza, host)));
  }

  /// Certain where the snapshot says so; likely where it tells of the neighbours only.
  private static Optional<Problem> missing(
      Card card, Spot spot, String folder, String what, HostView host) {
    if (folder.isEmpty() || folder.matches(".*[*?\\[{].*")) return Optional.empty();
    var presence = host.facts().file(folder);
    boolean neighbours = !host.facts().entries(folder(folder)).isEmpty();
    if (presence == Presence.PRESENT || (presence == Presence.UNKNOWN && !neighbours)) {
      return Optional.empty();
    }
    if (presence == Presence.UNKNOWN && !host.facts().entries(folder).isEmpty()) {
      return Optional.empty(); // something stands in it
    }
    var problem =
        card.at(spot, what.formatted(folder) + " does not exist")
            .sure(presence == Presence.ABSENT ? Confidence.CERTAIN : Confidence.LIKELY)
            .remedy(Remedy.run("mkdir", folder));
    return Optional.of(new NearPath(host.facts()).of(folder).map(problem::suggest).orElse(problem));
  }

  /// The mount point below which a path lies, as far as the snapshot tells of mounts.
  private static String mount(String path, HostView host) {
    return host.config().platform().facts().keySet().stream()
        .filter(k -> k.startsWith("fs:"))
        .map(k -> k.substring("fs:".length()))
        .filter(m -> m.equals("/") || path.equals(m) || path.startsWith(m + "/"))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }
}
