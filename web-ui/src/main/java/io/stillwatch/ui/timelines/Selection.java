// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.JobStatusStore.Order;
import io.stillwatch.ui.page.Visit;
import java.util.Locale;
import java.util.Optional;

/// Which jobs the address asks for, how many of them, and in which order.
record Selection(
    String words, Optional<JobHealth> health, Grouping grouping, Order order, int most) {
  /// Jobs of the first page; each further page adds as many.
  static final int PAGE = 50;

  private static final int LONGEST = 1_000;

  enum Grouping {
    NONE("No groups"),
    HOST("By host"),
    KIND("By kind");

    private final String label;

    Grouping(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    String token() {
      return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }
  }

  static String label(Order order) {
    return switch (order) {
      case WORST -> "Worst first";
      case DUE -> "Next due";
      case NAME -> "Name";
    };
  }

  static Selection of(Visit visit) {
    return new Selection(
        visit.parameter("q").strip(),
        JobHealth.ofToken(visit.parameter("state")),
        pick(Grouping.values(), visit.parameter("group"), Grouping.NONE),
        pick(Order.values(), visit.parameter("sort"), Order.WORST),
        most(visit.parameter("jobs")));
  }

  private static int most(String text) {
    try {
      return Math.clamp(Integer.parseInt(text), 1, LONGEST);
    } catch (NumberFormatException e) {
      return PAGE;
    }
  }

  private static <E extends Enum<E>> E pick(E[] all, String token, E otherwise) {
    for (var each : all) if (each.name().equalsIgnoreCase(token)) return each;
    return otherwise;
  }

  /// The jobs that match the words, of any state.
  JobFilter found() {
    return new JobFilter(Optional.empty(), "", words);
  }

  JobFilter shown() {
    return new JobFilter(health, "", words);
  }

  /// The address of this selection with another state, grouping, order or number.
  String link(Visit visit) {
    return visit.link(
        "timelines",
        "q",
        words,
        "state",
        health.map(JobHealth::token).orElse(""),
        "group",
        grouping.token(),
        "sort",
        order == Order.WORST ? "" : order.name().toLowerCase(Locale.ROOT),
        "jobs",
        most == PAGE ? "" : Integer.toString(most));
  }

  /// Another choice of jobs begins with their first page.
  Selection withWords(String other) {
    return new Selection(other.strip(), health, grouping, order, PAGE);
  }

  Selection withHealth(Optional<JobHealth> other) {
    return new Selection(words, other, grouping, order, PAGE);
  }

  Selection withGrouping(Grouping other) {
    return new Selection(words, health, other, order, most);
  }

  Selection withOrder(Order other) {
    return new Selection(words, health, grouping, other, most);
  }

  /// With one page more; empty where the address shows as many as it may.
  Optional<Selection> longer() {
    if (most >= LONGEST) return Optional.empty();
    return Optional.of(
        new Selection(words, health, grouping, order, Math.min(LONGEST, most + PAGE)));
  }
}
