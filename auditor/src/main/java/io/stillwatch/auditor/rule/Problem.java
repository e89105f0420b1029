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
import java.util.Optional;
import java.util.stream.Stream;

/// What a rule found, before it becomes a finding of the core.
public record Problem(
    String rule,
    Spot spot,
    Severity severity,
    Confidence confidence,
    Explanation words,
    Optional<Edit> edit,
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
        Optional.empty(),
        List.of());
  }

  /// The command that repairs it.
  public Problem remedy(String remedy) {
    return withRemedy(remedy, Optional.empty());
  }

  /// The text to replace, from the column of the problem on if it is on the same line.
  public Problem remedy(Edit newEdit) {
    return withRemedy("", Optional.of(newEdit));
  }

  private Problem withRemedy(String remedy, Optional<Edit> newEdit) {
    var text = new Explanation(words.title(), words.evidence(), remedy, words.suggestion());
    return new Problem(rule, spot, severity, confidence, text, newEdit, lost);
  }

  /// What was probably meant.
  public Problem suggest(String suggestion) {
    return words(new Explanation(words.title(), words.evidence(), words.remedy(), suggestion));
  }

  public Problem evidence(String evidence) {
    return words(new Explanation(words.title(), evidence, words.remedy(), words.suggestion()));
  }

  public Problem losing(Stream<Job> jobs) {
    return new Problem(rule, spot, severity, confidence, words, edit, jobs.toList());
  }

  /// As [#losing(Stream)], for a list that many problems share.
  public Problem losing(List<Job> jobs) {
    return new Problem(rule, spot, severity, confidence, words, edit, jobs);
  }

  public Problem sure(Confidence newConfidence) {
    return new Problem(rule, spot, severity, newConfidence, words, edit, lost);
  }

  public Problem weighing(Severity newSeverity) {
    return new Problem(rule, spot, newSeverity, confidence, words, edit, lost);
  }

  /// The same problem under another rule's name.
  public Problem as(String otherRule) {
    return new Problem(otherRule, spot, severity, confidence, words, edit, lost);
  }

  private Problem words(Explanation newWords) {
    return new Problem(rule, spot, severity, confidence, newWords, edit, lost);
  }

  /// The id hashes rule, host, path, the offending line and what is said of it, but not the line's
  /// number: a later audit meets the same document although lines above it came and went.
  public Finding finding(HostView host) {
    var ready =
        edit.map(e -> remedy(e.command(host.lineText(e.path(), e.line()), column(e)))).orElse(this);
    return ready.finding(host.config().host(), host.request().at(), host.withDriven(lost));
  }

  private int column(Edit wanted) {
    boolean here = wanted.path().equals(spot.path()) && wanted.line() == spot.line();
    return here ? spot.column() : 0;
  }

  /// As [#finding(HostView)], for what is no host's configuration.
  public Finding finding(Host where, Instant at, List<String> jobsLost) {
    var text = spot.text().isEmpty() ? String.valueOf(spot.line()) : spot.text().strip();
    var id = StableId.of(rule, where.name(), spot.path(), text, words.title());
    return new Finding(
        id,
        rule,
        severity,
        new Location(where, spot.path(), spot.line(), spot.column()),
        words,
        jobsLost,
        confidence,
        new FindingLifecycle(at, at, FindingLifecycle.Status.OPEN));
  }
}
