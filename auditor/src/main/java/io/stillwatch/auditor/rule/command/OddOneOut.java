// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.Facts;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
              "5 1 * * * root /srv/oldboy.sh a\n6 1 * * * root /srv/oldboy.sh\n7 1 * * * root /srv/oldboy.sh");

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
    Map<String, Folder> folders = new TreeMap<>();
    for (var job : jobs) {
      for (var program : job.shell().programs()) {
        var word = program.program();
        if (!word.literal() || !word.absolute()) continue;
        folders.computeIfAbsent(folder(word.text()), Folder::new).add(new Use(job, word));
      }
    }
    return folders.values().stream()
        .flatMap(
            folder -> folder.alone(host.facts()).flatMap(use -> problem(use, folder).stream()));
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static Optional<Problem> problem(Use use, Folder folder) {
    return folder.sibling(use).map(other -> problem(use, folder.path + other));
  }

  /// What a table runs from one folder, by name. A table may name thousands of programs, each of
  /// which is held against all others, so the letters of a name are compared before its spelling.
  private static final class Folder {
    /// In a folder of more programs only what is run twice is a model for the others.
    private static final int MANY = 300;

    private final String path;
    private final Map<String, List<Use>> uses = new TreeMap<>();
    private final Map<String, Long> models = new HashMap<>(); // made when all uses are known

    Folder(String path) {
      this.path = path;
    }

    private boolean modelled;

    void add(Use use) {
      var name = name(use);
      uses.computeIfAbsent(name, _ -> new ArrayList<>()).add(use);
    }

    private String name(Use use) {
      return use.word().text().substring(path.length());
    }

    /// The programs that are run once and are not known to exist on the host.
    Stream<Use> alone(Facts facts) {
      return uses.values().stream()
          .filter(list -> list.size() == 1)
          .map(List::getFirst)
          .filter(use -> facts.file(use.word().text()) != Presence.PRESENT);
    }

    Optional<String> sibling(Use use) {
      var name = name(use);
      long written = Spelling.letters(name);
      var others = new ArrayList<String>();
      models()
          .forEach((other, theirs) -> {
            boolean near = Spelling.mayBeNear(written, theirs) && !other.equals(name);
            if (near && !numbered(name, other)) others.add(other);
          });
      return Spelling.nearest(name, others)
          .filter(s -> isModel(use, s))
          .map(Spelling.Suggestion::word);
    }

    /// The names that another may be a typo of, with their letters.
    private Map<String, Long> models() {
      if (!modelled) {
        modelled = true;
        boolean many = uses.size() > MANY;
        uses.forEach((name, list) -> {
          if (!many || list.size() > 1) models.put(name, Spelling.letters(name));
        });
      }
      return models;
    }

    /// `t1.sh` beside `t2.sh` is no typo.
    private static boolean numbered(String a, String b) {
      return a.length() == b.length()
          && IntStream.range(0, a.length())
              .allMatch(i ->
                  a.charAt(i) == b.charAt(i)
                      || (Character.isDigit(a.charAt(i)) && Character.isDigit(b.charAt(i))));
    }

    private boolean isModel(Use use, Spelling.Suggestion suggestion) {
      var model = uses.getOrDefault(suggestion.word(), List.of());
      if (model.isEmpty() || model.size() > 2) return !model.isEmpty();
      boolean earlier = use.job().line().number() < model.getFirst().job().line().number();
      return suggestion.distance() == 1 && (model.size() > 1 || earlier);
    }
  }

  private static Problem problem(Use use, String other) {
    var path = use.word().text();
    var job = use.job();
    return CARD.at(Spot.in(job, use.word().column()), path + " stands alone beside " + other)
        .suggest(other)
        .remedy(Remedy.replace(job.table(), job.line().number(), path, other));
  }
}
