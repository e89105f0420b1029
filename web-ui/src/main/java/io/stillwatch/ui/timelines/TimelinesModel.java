// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import io.stillwatch.core.job.JobKind;
import io.stillwatch.ui.fleet.Fleet;
import io.stillwatch.ui.fleet.JobState;
import io.stillwatch.ui.fleet.JobStatus;
import io.stillwatch.ui.lanes.Lane;
import io.stillwatch.ui.page.Visit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// The lanes that an address asks for, and how many jobs each filter would show.
record TimelinesModel(
    Selection selection, List<Lane.Group> groups, Map<JobState, Integer> counts, int found) {
  static TimelinesModel of(Fleet fleet, Visit visit) {
    var selection = Selection.of(visit);
    var found = selection.found(fleet.jobs());
    var counts = new EnumMap<JobState, Integer>(JobState.class);
    for (var state : JobState.values()) counts.put(state, 0);
    found.forEach(status -> counts.merge(status.state(), 1, Integer::sum));
    Map<String, List<Lane>> lanes = new LinkedHashMap<>();
    for (var status : found) {
      if (!selection.shows(status)) continue;
      var lane = new Lane(status, fleet.verdicts(status.job().id(), visit.interval()));
      lanes.computeIfAbsent(title(status, selection.grouping()), _ -> new ArrayList<>()).add(lane);
    }
    var groups = new ArrayList<Lane.Group>();
    lanes.forEach((title, all) -> groups.add(new Lane.Group(title, note(title, all), all)));
    return new TimelinesModel(selection, groups, counts, found.size());
  }

  int shown() {
    return groups.stream().mapToInt(group -> group.lanes().size()).sum();
  }

  private static String title(JobStatus status, Selection.Grouping grouping) {
    return switch (grouping) {
      case NONE -> "";
      case HOST -> status.job().host().name();
      case KIND -> kind(status.job().kind());
    };
  }

  static String kind(JobKind kind) {
    return switch (kind) {
      case CRON -> "Cron jobs";
      case LOG_ROTATION -> "Log rotations";
      case RDS_LOG -> "RDS logs";
    };
  }

  private static String note(String title, List<Lane> lanes) {
    if (title.isEmpty()) return "";
    var counts = new EnumMap<JobState, Integer>(JobState.class);
    lanes.forEach(lane -> counts.merge(lane.status().state(), 1, Integer::sum));
    var words = new StringJoiner(", ");
    counts.forEach(
        (state, count) -> words.add(count + " " + state.word().toLowerCase(java.util.Locale.ROOT)));
    return words.toString();
  }
}
