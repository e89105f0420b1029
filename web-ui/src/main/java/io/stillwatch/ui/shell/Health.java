// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.shell;

import io.stillwatch.core.alert.Ailment;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.stoppage.BlindSources.Blind;
import io.stillwatch.ui.ports.Backlog;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is wrong with our own sight: a headline, what is known of it, whether jobs are unknown
/// because of it, and the page that tells more.
record Health(String headline, String detail, boolean jobsUnknown, Page page) {
  private static final int NAMED = 3;

  /// Where more is told.
  enum Page {
    SOURCES("sources", "Sources"),
    SYSTEM("admin", "Admin");

    private final String path;
    private final String title;

    Page(String path, String title) {
      this.path = path;
      this.title = title;
    }

    String path() {
      return path;
    }

    String title() {
      return title;
    }
  }

  /// What is read to know it.
  record Signs(List<Blind> blind, List<Ailment> ailments, Backlog backlog, Instant judgedUntil) {}

  /// All that is wrong, the gravest first.
  static List<Health> read(UiPorts ports, Times times) {
    var collecting = ports.collecting();
    try {
      var signs =
          new Signs(
              ports.blind(collecting.sources().reported()),
              ports.present().self().ailments(times.now()),
              collecting.backlog().read(),
              ports.detecting().progress().judgedUntil());
      return of(signs, times, ports.settings().behindAfter());
    } catch (StoreException e) {
      return List.of(
          new Health(
              "The store cannot be read.", String.valueOf(e.getMessage()), false, Page.SOURCES));
    }
  }

  static List<Health> of(Signs signs, Times times, Duration behindAfter) {
    var all = new ArrayList<Health>();
    var blind = signs.blind();
    if (blind.size() == 1) all.add(one(blind.getFirst(), times));
    if (blind.size() > 1) all.add(several(blind));
    stuck(signs.backlog()).ifPresent(all::add);
    for (var ailment : signs.ailments())
      if (!ailment.problem().equals(signs.backlog().paused())) all.add(of(ailment));
    var judgedUntil = signs.judgedUntil();
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
              false,
              Page.SYSTEM));
    }
    return all;
  }

  private static Health of(Ailment ailment) {
    return new Health(
        "Stillwatch itself: " + ailment.part() + ": " + ailment.problem() + ".",
        ailment.effect(),
        false,
        Page.SYSTEM);
  }

  private static Optional<Health> stuck(Backlog backlog) {
    if (!backlog.paused().isEmpty())
      return Optional.of(
          new Health(
              backlog.paused(),
              "Sources that go through the spool are paused; nothing is thrown away. "
                  + backlog.unstored(),
              false,
              Page.SOURCES));
    if (!backlog.unstored().isEmpty())
      return Optional.of(
          new Health(
              "Something cannot be stored.",
              "It waits, and is stored later. " + backlog.unstored(),
              false,
              Page.SOURCES));
    return Optional.empty();
  }

  private static Health one(Blind blind, Times times) {
    return new Health(
        "Blind: " + blind.state().source() + " since " + times.minute(blind.since()) + ".",
        blind.problem(),
        true,
        Page.SOURCES);
  }

  private static Health several(List<Blind> blind) {
    var names =
        blind.stream()
            .limit(NAMED)
            .map(each -> each.state().source().value())
            .collect(Collectors.joining(", "));
    var more = blind.size() > NAMED ? " and " + (blind.size() - NAMED) + " more" : "";
    return new Health(
        blind.size() + " sources are blind.",
        names + more + ": their jobs are unknown, not on time.",
        true,
        Page.SOURCES);
  }
}
