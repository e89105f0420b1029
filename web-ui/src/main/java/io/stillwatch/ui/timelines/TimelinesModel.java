// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.JobStatusStore.Page;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.lanes.Lane;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.words.HealthWords;
import io.stillwatch.ui.words.KindWords;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// The lanes that an address asks for, how many jobs each filter would show, and how many there are
/// in all.
record TimelinesModel(
    Selection selection, List<Lane.Group> groups, Map<JobHealth, Long> counts, long all) {
  /// Reads a page of jobs, and the verdicts of these jobs in the range.
  static TimelinesModel read(Outcomes outcomes, Maintenance maintenance, Visit visit)
      throws StoreException {
    var selection = Selection.of(visit);
    var statuses = outcomes.statuses();
    var counts = statuses.counts(selection.found());
    long all = selection.words().isEmpty() ? sum(counts) : sum(statuses.counts(JobFilter.ALL));
    var page = statuses.page(selection.shown(), selection.order(), Page.START, selection.most());
    var lanes = Lane.read(outcomes.verdicts(), maintenance, page.jobs(), visit.interval());
    return new TimelinesModel(selection, groups(lanes, selection.grouping()), counts, all);
  }

  private static long sum(Map<JobHealth, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<Lane.Group> groups(List<Lane> lanes, Selection.Grouping grouping) {
    Map<String, List<Lane>> byTitle = new LinkedHashMap<>();
    for (var lane : lanes) {
      byTitle.computeIfAbsent(title(lane.status(), grouping), _ -> new ArrayList<>()).add(lane);
    }
    var groups = new ArrayList<Lane.Group>();
    byTitle.forEach((title, of) -> groups.add(new Lane.Group(title, note(title, of), of)));
    return groups;
  }

  /// How many jobs match the words.
  long found() {
    return sum(counts);
  }

  /// How many match the words and the state; [#shown] of them have a lane.
  long matching() {
    return selection.health().map(health -> counts.getOrDefault(health, 0L)).orElse(found());
  }

  int shown() {
    return groups.stream().mapToInt(group -> group.lanes().size()).sum();
  }

  Optional<Lane> lane(String job) {
    return groups.stream()
        .flatMap(group -> group.lanes().stream())
        .filter(lane -> lane.status().job().id().equals(job))
        .findFirst();
  }

  private static String title(JobStatus status, Selection.Grouping grouping) {
    return switch (grouping) {
      case NONE -> "";
      case HOST -> status.job().host().name();
      case KIND -> KindWords.group(status.job().kind());
    };
  }

  private static String note(String title, List<Lane> lanes) {
    if (title.isEmpty()) return "";
    var counts = new EnumMap<JobHealth, Integer>(JobHealth.class);
    lanes.forEach(lane -> counts.merge(lane.status().health(), 1, Integer::sum));
    var words = new StringJoiner(", ");
    counts.forEach((health, count) ->
        words.add(count + " " + HealthWords.word(health).toLowerCase(Locale.ROOT)));
    return words.toString();
  }
}
