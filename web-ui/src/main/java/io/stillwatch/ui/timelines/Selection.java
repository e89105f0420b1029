// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import io.stillwatch.ui.fleet.JobState;
import io.stillwatch.ui.fleet.JobStatus;
import io.stillwatch.ui.page.Visit;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which jobs the address asks for, and in which order.
record Selection(String words, Optional<JobState> state, Grouping grouping, Order order) {
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

  enum Order {
    WORST("Worst first"),
    DUE("Next due"),
    NAME("Name");

    private final String label;

    Order(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    String token() {
      return this == WORST ? "" : name().toLowerCase(Locale.ROOT);
    }
  }

  static Selection of(Visit visit) {
    return new Selection(
        visit.parameter("q"),
        JobState.ofToken(visit.parameter("state")),
        pick(Grouping.values(), visit.parameter("group"), Grouping.NONE),
        pick(Order.values(), visit.parameter("sort"), Order.WORST));
  }

  private static <E extends Enum<E>> E pick(E[] all, String token, E otherwise) {
    for (var each : all) if (each.name().equalsIgnoreCase(token)) return each;
    return otherwise;
  }

  /// The jobs that match the words, of any state, in order.
  List<JobStatus> found(List<JobStatus> worstFirst) {
    var found = worstFirst.stream().filter(this::matches);
    return switch (order) {
      case WORST -> found.toList();
      case DUE ->
          found.sorted(Comparator.comparing(each -> each.nextDue().orElse(Instant.MAX))).toList();
      case NAME ->
          found
              .sorted(Comparator.comparing(each -> each.job().name().toLowerCase(Locale.ROOT)))
              .toList();
    };
  }

  boolean shows(JobStatus status) {
    return state.isEmpty() || state.get() == status.state();
  }

  /// Every word must be somewhere in the job.
  private boolean matches(JobStatus status) {
    var job = status.job();
    var text =
        String.join(
                " ",
                job.name(),
                job.host().name(),
                job.subject(),
                job.schedule().inWords(),
                job.definition().path(),
                status.state().word())
            .toLowerCase(Locale.ROOT);
    for (var word : words.toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      if (!text.contains(word)) return false;
    }
    return true;
  }

  /// The address of this selection with another state, grouping or order.
  String link(Visit visit) {
    return visit.link(
        "timelines",
        "q",
        words,
        "state",
        state.map(JobState::token).orElse(""),
        "group",
        grouping.token(),
        "sort",
        order.token());
  }

  Selection withWords(String other) {
    return new Selection(other.strip(), state, grouping, order);
  }

  Selection withState(Optional<JobState> other) {
    return new Selection(words, other, grouping, order);
  }

  Selection withGrouping(Grouping other) {
    return new Selection(words, state, other, order);
  }

  Selection withOrder(Order other) {
    return new Selection(words, state, grouping, other);
  }
}
