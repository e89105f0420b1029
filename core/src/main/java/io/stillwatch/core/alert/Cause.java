// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding;
import java.util.stream.Collectors;

/// A finding that explains an alert, and how it is linked to it.
public record Cause(Finding finding, CauseLink link) {
  private static final String ACCOUNT = "user ";
  private static final String BETWEEN = "between ";

  /// What is wrong; of a mere change, what changed: `Line 12 of /etc/crontab changed`.
  public String title() {
    return link == CauseLink.CHANGED_JOB ? changed() : finding.explanation().title();
  }

  private String changed() {
    var place = finding.place();
    if (place.line() > 0) return "Line " + place.line() + " of " + place.path() + " changed";
    if (place.path().startsWith(ACCOUNT))
      return "The account " + place.path().substring(ACCOUNT.length()) + " changed";
    var title = finding.explanation().title();
    var ofFile = title.contains(": the first line ") ? "The first line of " : "Mode or owner of ";
    return ofFile + place.path() + " changed";
  }

  /// The lines that show it; the times of the snapshots that a change lies between are not among
  /// them.
  public String evidence() {
    return finding
        .explanation()
        .evidence()
        .lines()
        .filter(line -> !(line.startsWith(BETWEEN) && line.endsWith(":")))
        .collect(Collectors.joining("\n"));
  }

  /// A guess is never more than likely, and a change never more than possible, however sure the
  /// finding itself is.
  public Confidence confidence() {
    var confidence = finding.confidence();
    return switch (link) {
      case CHANGED_JOB, DOUBTED -> Confidence.POSSIBLE;
      case GUESS -> confidence == Confidence.CERTAIN ? Confidence.LIKELY : confidence;
      case JOB_REMOVED, REMOVES_JOB, SAME_FILE, SAME_LOG, BESIDE -> confidence;
    };
  }
}
