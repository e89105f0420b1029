// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.shell;

import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.ports.Backlog;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is wrong with our own sight: a headline, what is known of it, and whether jobs are unknown
/// because of it.
record Health(String headline, String detail, boolean jobsUnknown) {
  private static final int NAMED = 3;

  /// All that is wrong, the gravest first.
  static List<Health> read(UiPorts ports, Times times) {
    var collecting = ports.collecting();
    try {
      return of(
          collecting.sources().all(),
          collecting.backlog().read(),
          ports.detecting().progress().judgedUntil(),
          times,
          ports.settings().behindAfter());
    } catch (StoreException e) {
      return List.of(
          new Health("The store cannot be read.", String.valueOf(e.getMessage()), false));
    }
  }

  static List<Health> of(
      List<SourceState> sources,
      Backlog backlog,
      Instant judgedUntil,
      Times times,
      Duration behindAfter) {
    var all = new ArrayList<Health>();
    var blind = sources.stream().filter(SourceState::blind).toList();
    if (blind.size() == 1) all.add(one(blind.getFirst(), times));
    if (blind.size() > 1) all.add(several(blind));
    stuck(backlog).ifPresent(all::add);
    // it lags because of what is told already, or for no reason that we know
    if (all.isEmpty()
        && Times.known(judgedUntil)
        && judgedUntil.isBefore(times.now().minus(behindAfter))) {
      all.add(
          new Health(
              "Detection is " + times.age(judgedUntil) + " behind.",
              "Runs are judged until "
                  + times.minute(judgedUntil)
                  + "; what was due since is unknown.",
              false));
    }
    return all;
  }

  private static Optional<Health> stuck(Backlog backlog) {
    if (!backlog.paused().isEmpty())
      return Optional.of(
          new Health(
              backlog.paused(),
              "Sources that go through the spool are paused; nothing is thrown away. "
                  + backlog.unstored(),
              false));
    if (!backlog.unstored().isEmpty())
      return Optional.of(
          new Health(
              "Something cannot be stored.",
              "It waits, and is stored later. " + backlog.unstored(),
              false));
    return Optional.empty();
  }

  private static Health one(SourceState source, Times times) {
    return new Health(
        "Blind: " + source.source() + " since " + times.minute(source.completeUntil()) + ".",
        source.problem(),
        true);
  }

  private static Health several(List<SourceState> blind) {
    var names =
        blind.stream()
            .limit(NAMED)
            .map(each -> each.source().value())
            .collect(Collectors.joining(", "));
    var more = blind.size() > NAMED ? " and " + (blind.size() - NAMED) + " more" : "";
    return new Health(
        blind.size() + " sources are blind.",
        names + more + ": their jobs are unknown, not on time.",
        true);
  }
}
