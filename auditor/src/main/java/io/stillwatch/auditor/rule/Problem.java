// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.StableId;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Finding.Severity;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.job.Job;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What a rule found, before it becomes a finding of the core.
public record Problem(
    String rule,
    Spot spot,
    Severity severity,
    Confidence confidence,
    Explanation words,
    Remedy remedy,
    List<Job> lost) {
  private static final int LONG = 200;

  public Problem {
    lost = List.copyOf(lost);
  }

  /// The first line of a text, cut to a length that fits into a title.
  public static String shortened(String text) {
    var line = text.lines().findFirst().orElse("");
    return line.length() <= LONG ? line : line.substring(0, LONG) + "…";
  }

  static Problem of(Card card, Spot spot, String title) {
    return new Problem(
        card.id(),
        spot,
        card.severity(),
        Confidence.CERTAIN,
        new Explanation(title, spot.text(), "", ""),
        Remedy.NONE,
        List.of());
  }

  /// What repairs it.
  public Problem remedy(Remedy newRemedy) {
    return new Problem(rule, spot, severity, confidence, words, newRemedy, lost);
  }

  /// What was probably meant.
  public Problem suggest(String suggestion) {
    return words(new Explanation(words.title(), words.evidence(), "", suggestion));
  }

  public Problem evidence(String evidence) {
    return words(new Explanation(words.title(), evidence, "", words.suggestion()));
  }

  public Problem losing(Stream<Job> jobs) {
    return new Problem(rule, spot, severity, confidence, words, remedy, jobs.toList());
  }

  /// As [#losing(Stream)], for a list that many problems share.
  public Problem losing(List<Job> jobs) {
    return new Problem(rule, spot, severity, confidence, words, remedy, jobs);
  }

  public Problem sure(Confidence newConfidence) {
    return new Problem(rule, spot, severity, newConfidence, words, remedy, lost);
  }

  public Problem weighing(Severity newSeverity) {
    return new Problem(rule, spot, newSeverity, confidence, words, remedy, lost);
  }

  /// The same problem under another rule's name.
  public Problem as(String otherRule) {
    return new Problem(otherRule, spot, severity, confidence, words, remedy, lost);
  }

  private Problem words(Explanation newWords) {
    return new Problem(rule, spot, severity, confidence, newWords, remedy, lost);
  }

  /// The id hashes rule, host, path, the offending line and what is said of it, but not the line's
  /// number: a later audit meets the same document although lines above it came and went.
  ///
  /// `shown` gives the name under which people know a file; a remedy for it names it so.
  public Finding finding(HostView host, UnaryOperator<String> shown) {
    return remedy(remedy.at(spot, host::lineText).shownAs(spot.path(), shown))
        .finding(host.config().host(), host.request().at(), host.withDriven(lost));
  }

  /// As [#finding(HostView, UnaryOperator)], for what is no host's configuration.
  public Finding finding(Host where, Instant at, List<String> jobsLost) {
    var text = spot.text().isEmpty() ? String.valueOf(spot.line()) : spot.text().strip();
    var id = StableId.of(rule, where.name(), spot.path(), text, words.title());
    return new Finding(
        id,
        rule,
        severity,
        new Location(where, spot.path(), spot.line(), spot.column()),
        new Explanation(words.title(), words.evidence(), remedy.text(), words.suggestion()),
        jobsLost,
        confidence,
        new FindingLifecycle(at, at, FindingLifecycle.Status.OPEN));
  }
}
