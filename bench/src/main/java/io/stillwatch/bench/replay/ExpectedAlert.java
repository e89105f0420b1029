// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One alert that a label expects, or allows if it is `optional`.
///
/// What is empty is not compared.
record ExpectedAlert(
    Subject subject,
    Times times,
    Optional<String> closedAs,
    CauseRule cause,
    boolean predicted,
    boolean optional) {
  /// Words of which one must be part of the name, the kind, the reason.
  record Subject(List<String> job, List<String> kind, List<String> reason) {
    Subject {
      job = List.copyOf(job);
      kind = List.copyOf(kind);
      reason = List.copyOf(reason);
    }
  }

  record Times(
      Optional<TimeRange> started,
      Optional<TimeRange> detected,
      Optional<TimeRange> resolved,
      boolean openAtEnd) {}

  /// `rules` are ids of which one must be the cause; an empty list means that there must be none,
  /// no list that any will do. None of `excluded` may be the cause.
  record CauseRule(Optional<List<String>> rules, List<String> excluded) {
    CauseRule {
      rules = rules.map(List::copyOf);
      excluded = List.copyOf(excluded);
    }
  }

  boolean isAbout(RaisedAlert alert) {
    return subject.job().isEmpty()
        || alert.subject().jobs().stream().anyMatch(name -> containsOne(name, subject.job()));
  }

  /// Everything in which the alert is not as expected; empty if it is the one.
  List<String> differences(RaisedAlert alert) {
    var found = new ArrayList<String>();
    if (!isAbout(alert)) found.add("job is not " + subject.job());
    word("kind", subject.kind(), alert.subject().kind(), found);
    word("reason", subject.reason(), alert.reason(), found);
    time("started_at", times.started(), alert.times().startedAt(), found);
    time("detected_at", times.detected(), alert.times().detectedAt(), found);
    end(alert, found);
    closedAs
        .filter(expected -> !expected.equals(alert.closedAs()))
        .ifPresent(expected -> found.add("closed as '" + alert.closedAs() + "', not " + expected));
    cause(alert.cause(), found);
    if (predicted && !alert.predicted()) found.add("was not predicted");
    return found;
  }

  private void end(RaisedAlert alert, List<String> found) {
    if (times.openAtEnd() && !alert.open())
      found.add("is not open at the end: resolved " + alert.times().resolvedAt().orElseThrow());
    if (times.resolved().isEmpty()) return;
    alert
        .times()
        .resolvedAt()
        .ifPresentOrElse(
            at -> time("resolved_at", times.resolved(), at, found),
            () -> found.add("is not resolved between " + times.resolved().get()));
  }

  private void cause(String actual, List<String> found) {
    cause
        .rules()
        .filter(rules -> rules.isEmpty() ? !actual.isEmpty() : !rules.contains(actual))
        .ifPresent(rules -> found.add("cause '" + actual + "' is not " + rules));
    if (cause.excluded().contains(actual)) found.add("cause is " + actual);
  }

  private static void word(String what, List<String> words, String actual, List<String> found) {
    if (!words.isEmpty() && !containsOne(actual, words))
      found.add(what + " '" + actual + "' is not " + words);
  }

  private static void time(
      String what, Optional<TimeRange> range, Instant actual, List<String> found) {
    range
        .filter(expected -> !expected.contains(actual))
        .ifPresent(expected -> found.add(what + " " + actual + " is not in " + expected));
  }

  private static boolean containsOne(String text, List<String> words) {
    var lower = text.toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)));
  }

  String inWords() {
    return subject.job().isEmpty() ? "any job" : String.join(" or ", subject.job());
  }
}
