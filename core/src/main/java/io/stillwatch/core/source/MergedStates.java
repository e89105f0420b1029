// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.source;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What may be claimed of each source, given what every collector reported of it.
///
/// A collector that is gone holds nothing back and blinds nothing. Which one is gone is decided by
/// the reports of the others, never by the time at which this is read: if all of them stop, the
/// last claims remain.
public final class MergedStates {
  private static final Comparator<CollectorState> BY_REPORT =
      Comparator.comparing(one -> one.reporter().at());
  private static final Comparator<SourceState> BY_COMPLETE =
      Comparator.comparing(SourceState::completeUntil);
  private static final Duration OBSOLETE_AFTER = Duration.ofDays(1);

  private MergedStates() {}

  /// One state for each source.
  public static List<SourceState> of(Collection<CollectorState> reported) {
    return bySource(reported).map(MergedStates::merged).toList();
  }

  /// States of collectors that reported nothing for a day in which another one did, and that claim
  /// no more than that one: they change no merged state.
  public static List<CollectorState> obsolete(Collection<CollectorState> reported) {
    return bySource(reported)
        .flatMap(states -> states.stream().filter(one -> isObsolete(one, states)))
        .toList();
  }

  private static Stream<List<CollectorState>> bySource(Collection<CollectorState> reported) {
    return reported.stream()
        .collect(groupingBy(one -> one.state().source(), LinkedHashMap::new, toList()))
        .values()
        .stream();
  }

  private static boolean isObsolete(CollectorState one, List<CollectorState> states) {
    return states.stream()
        .anyMatch(other ->
            one.reporter().at().plus(OBSOLETE_AFTER).isBefore(other.reporter().at())
                && !one.state().completeUntil().isAfter(other.state().completeUntil())
                && !one.state().newestRecord().isAfter(other.state().newestRecord()));
  }

  private static SourceState merged(List<CollectorState> states) {
    var latest = states.stream().max(BY_REPORT).orElseThrow();
    var all = states.stream().map(CollectorState::state).toList();
    var live =
        states.stream()
            .filter(one ->
                states.stream().noneMatch(other -> one.reporter().isGoneBy(other.reporter())))
            .map(CollectorState::state)
            .toList();
    return switch (latest.mode()) {
      case PUSHED -> pushed(latest.state(), all, live);
      case PULLED -> pulled(latest.state(), all, live);
      case EXCLUSIVE -> latest.state();
    };
  }

  /// Complete up to the newest line that any collector stored, but not past the last poll of a live
  /// one after which all that it had received was stored: its spool may hold a newer line. Blind
  /// only if the host is quiet for all of them.
  private static SourceState pushed(
      SourceState latest, List<SourceState> all, List<SourceState> live) {
    var newest = all.stream().map(SourceState::completeUntil).max(Comparator.naturalOrder());
    var polledAt = slowestPoll(live);
    var completeUntil = newest.filter(polledAt::isAfter).orElse(polledAt);
    boolean blind = live.stream().allMatch(SourceState::blind);
    var heardLast = live.stream().max(BY_COMPLETE);
    return merged(latest, all, completeUntil, polledAt, blind ? heardLast : Optional.empty());
  }

  /// Complete up to where the slowest live collector is; blind if any of them is.
  private static SourceState pulled(
      SourceState latest, List<SourceState> all, List<SourceState> live) {
    var slowest = live.stream().min(BY_COMPLETE).orElse(latest);
    var blind = live.stream().filter(SourceState::blind).min(BY_COMPLETE);
    return merged(latest, all, slowest.completeUntil(), slowestPoll(live), blind);
  }

  private static SourceState merged(
      SourceState latest,
      List<SourceState> all,
      Instant completeUntil,
      Instant polledAt,
      Optional<SourceState> blind) {
    var newest = all.stream().map(SourceState::newestRecord).max(Comparator.naturalOrder());
    return new SourceState(
        latest.source(),
        latest.host(),
        latest.reports(),
        completeUntil,
        newest.orElse(Instant.MIN),
        polledAt,
        blind.map(SourceState::problem).orElse(""));
  }

  private static Instant slowestPoll(List<SourceState> live) {
    return live.stream()
        .map(SourceState::polledAt)
        .min(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }
}
