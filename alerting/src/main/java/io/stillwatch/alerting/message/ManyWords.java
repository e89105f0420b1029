// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.evidence.Host;
import java.util.HashMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one sentence about what stands for many: a scheduler, a host, a source, a part of ours.
final class ManyWords {
  private static final Pattern AFFECTED =
      Pattern.compile("(\\d{1,9} jobs? (?:missed|unknown|cannot be judged)).*");
  private static final Pattern UNKNOWN = Pattern.compile("(\\d{1,9}) jobs? unknown since then");

  private final Wording wording;

  ManyWords(Wording wording) {
    this.wording = wording;
  }

  /// `cron on web-1 starts nothing since 02:00: 3 jobs missed`; `place` and `since` as short as the
  /// channel needs them.
  String sentence(String place, String since) {
    if (!wording.alert().open()) return manyAgain(place);
    return switch (wording.reason()) {
      case SCHEDULER_STOPPED ->
          "cron on " + place + " starts nothing since " + since + affected(": ", " missed");
      case SOURCE_BLIND ->
          "cannot read "
              + place
              + (wording.others().isEmpty() ? "" : " and " + wording.others().size() + " more")
              + " since "
              + since
              + unknown().map(words -> "; " + words).orElse("");
      case UNWELL -> "Stillwatch: " + place + " does not work since " + since;
      default -> "no data from " + place + " since " + since + affected("; ", " unknown");
    };
  }

  private String manyAgain(String place) {
    return switch (wording.reason()) {
      case SCHEDULER_STOPPED ->
          "cron on " + place + (wording.retired() ? ": " + wording.over() : " starts jobs again");
      case SOURCE_BLIND ->
          place + (wording.retired() ? ": " + wording.over() : " can be read again");
      case UNWELL -> "Stillwatch: " + place + " works again";
      default ->
          wording.retired()
              ? "host " + place + ": " + wording.over()
              : "data from " + place + " arrives again";
    };
  }

  /// `14 jobs unknown`: of each host once, however many of its sources are blind.
  private Optional<String> unknown() {
    var byHost = new HashMap<Host, Integer>();
    for (var member : wording.alert().stoppages())
      for (var reason : member.reasons()) {
        var found = UNKNOWN.matcher(reason);
        if (found.matches())
          byHost.merge(member.job().host(), Integer.parseInt(found.group(1)), Math::max);
      }
    int jobs = byHost.values().stream().mapToInt(Integer::intValue).sum();
    return jobs == 0 ? Optional.empty() : Optional.of(Wording.jobs(jobs) + " unknown");
  }

  /// As many jobs as are in the alert, or as detection counted.
  private String affected(String before, String what) {
    int others = wording.alert().stoppages().size() - 1;
    if (others > 0) return before + Wording.jobs(others) + what;
    return wording.first().reasons().stream()
        .map(AFFECTED::matcher)
        .filter(Matcher::matches)
        .map(match -> before + TextSanitizer.name(match.group(1)))
        .findFirst()
        .orElse("");
  }
}
