// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.shell.ShellWord;
import io.stillwatch.auditor.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A path that differs by a typo from one that the same table uses more often.
///
/// Numbered siblings (`t1.sh`, `t2.sh`) are no typos; of two that are used once each the earlier is
/// named, at one letter only, since nobody can tell which is right.
final class OddOneOut implements Rule {
  private static final Card CARD =
      Card.warning("CC22", "A path differs by a typo from its siblings in the same table.")
          .example(
              "5 1 * * * root /srv/oldbiy.sh a\n6 1 * * * root /srv/oldboy.sh\n7 1 * * * root /srv/oldboy.sh",
              "5 1 * * * root /srv/oldboy.sh a\n6 1 * * * root /srv/oldboy.sh");

  @Override
  public Card card() {
    return CARD;
  }

  private record Use(TableJob job, ShellWord word) {}

  @Override
  public Stream<Problem> check(HostView host) {
    return host.tables().stream()
        .flatMap(t -> check(host.jobs().stream().filter(j -> j.table().equals(t)).toList(), host));
  }

  private static Stream<Problem> check(List<TableJob> jobs, HostView host) {
    Map<String, List<Use>> uses = new TreeMap<>();
    for (var job : jobs) {
      for (var program : job.shell().programs()) {
        var word = program.program();
        if (!word.literal() || !word.absolute()) continue;
        uses.computeIfAbsent(word.text(), _ -> new ArrayList<>()).add(new Use(job, word));
      }
    }
    return uses.values().stream()
        .filter(list -> list.size() == 1)
        .map(List::getFirst)
        .filter(use -> host.facts().file(use.word().text()) != Presence.PRESENT)
        .flatMap(use -> sibling(use, uses).stream().map(other -> problem(use, other)));
  }

  private static Optional<String> sibling(Use use, Map<String, List<Use>> uses) {
    var path = use.word().text();
    int slash = path.lastIndexOf('/') + 1;
    var folder = path.substring(0, slash);
    var others =
        uses.keySet().stream()
            .filter(o -> !o.equals(path) && o.startsWith(folder) && o.lastIndexOf('/') + 1 == slash)
            .map(o -> o.substring(slash))
            .toList();
    return Spelling.nearest(path.substring(slash), others)
        .filter(s -> {
          var other = uses.getOrDefault(folder + s.word(), List.of());
          if (other.isEmpty() || other.size() > 2) return !other.isEmpty();
          boolean earlier = use.job().line().number() < other.getFirst().job().line().number();
          return s.distance() == 1 && (other.size() > 1 || earlier);
        })
        .map(s -> folder + s.word());
  }

  private static Problem problem(Use use, String other) {
    var path = use.word().text();
    var job = use.job();
    return CARD.at(Spot.in(job, use.word().column()), path + " stands alone beside " + other)
        .suggest(other)
        .remedy(Remedy.replace(job.table(), job.line().number(), path, other));
  }
}
