// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.anomalies;

import io.stillwatch.ui.page.Visit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the address asks of the lanes: what a lane stands for, how many there are, and which lane
/// and which stretch of time are chosen.
record LaneChoice(Group group, int rows, int least, String lane, Optional<Instant> cell) {
  static final List<Integer> ROWS = List.of(10, 20, 50);
  static final List<Integer> LEAST = List.of(3, 25, 50, 75);
  private static final int USUAL = 25;

  enum Group {
    JOB,
    HOST,
    SIGNAL;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static LaneChoice of(Visit visit) {
    var group = Group.JOB;
    for (var each : Group.values()) if (each.word().equals(visit.parameter("by"))) group = each;
    return new LaneChoice(
        group,
        one(ROWS, visit.parameter("rows"), ROWS.getFirst()),
        one(LEAST, visit.parameter("score"), USUAL),
        visit.parameter("lane"),
        instant(visit.parameter("cell")));
  }

  private static int one(List<Integer> known, String text, int usual) {
    return known.stream().filter(each -> text.equals("" + each)).findFirst().orElse(usual);
  }

  private static Optional<Instant> instant(String text) {
    boolean digits =
        !text.isEmpty() && text.length() < 12 && text.chars().allMatch(Character::isDigit);
    return digits ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text))) : Optional.empty();
  }

  LaneChoice by(Group other) {
    return new LaneChoice(other, rows, least, "", cell);
  }

  LaneChoice rows(int other) {
    return new LaneChoice(group, other, least, lane, cell);
  }

  LaneChoice least(int other) {
    return new LaneChoice(group, rows, other, lane, cell);
  }

  LaneChoice choosing(String newLane, Optional<Instant> newCell) {
    return new LaneChoice(group, rows, least, newLane, newCell);
  }

  boolean any() {
    return !lane.isEmpty() || cell.isPresent();
  }

  /// The address of this choice; `after` is where a page of scores begins.
  String link(Visit visit, String after) {
    return visit.link(
        AnomaliesView.PATH,
        "score",
        "" + least,
        "by",
        group.word(),
        "rows",
        "" + rows,
        "lane",
        lane,
        "cell",
        cell.map(at -> "" + at.getEpochSecond()).orElse(""),
        "after",
        after);
  }
}
