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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is wrong with our own sight: a headline, what is known of it, and whether jobs are unknown
/// because of it.
record Health(String headline, String detail, boolean jobsUnknown) {
  private static final int NAMED = 3;

  static Optional<Health> read(UiPorts ports, Times times) {
    var collecting = ports.collecting();
    try {
      return of(
          collecting.sources().all(),
          collecting.backlog().read(),
          ports.jobs().judgedUntil(),
          times,
          ports.settings().behindAfter());
    } catch (StoreException e) {
      return Optional.of(
          new Health("The store cannot be read.", String.valueOf(e.getMessage()), false));
    }
  }

  static Optional<Health> of(
      List<SourceState> sources,
      Backlog backlog,
      Instant judgedUntil,
      Times times,
      Duration behindAfter) {
    if (backlog.pressed() || !backlog.unstored().isEmpty()) return Optional.of(stuck(backlog));
    var blind = sources.stream().filter(SourceState::blind).toList();
    if (blind.size() == 1) return Optional.of(one(blind.getFirst(), times));
    if (!blind.isEmpty()) return Optional.of(several(blind));
    if (Times.known(judgedUntil) && judgedUntil.isBefore(times.now().minus(behindAfter))) {
      return Optional.of(
          new Health(
              "Detection is " + times.age(judgedUntil) + " behind.",
              "Runs are judged until "
                  + times.minute(judgedUntil)
                  + "; what was due since is unknown.",
              false));
    }
    return Optional.empty();
  }

  private static Health stuck(Backlog backlog) {
    return backlog.pressed()
        ? new Health(
            "The spool is nearly full.",
            "Sources are paused until the index takes some of the "
                + backlog.waiting()
                + " documents that wait. "
                + backlog.unstored(),
            false)
        : new Health(
            "Nothing can be stored.",
            "What is read waits and is stored later. " + backlog.unstored(),
            false);
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
