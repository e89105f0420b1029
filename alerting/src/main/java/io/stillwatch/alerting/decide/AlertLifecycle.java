// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Closing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides whether an alert is over, and why. Pure: each rule is a row of a table.
///
/// 1. A pending alert is over when nothing of it is predicted any more: the fault was fixed, or
///    nothing is expected of its jobs.
/// 2. A firing alert goes on while a member is silent or was not seen to run.
/// 3. When the scheduler ran again, members that are not silent any more ran again with it.
/// 4. If all members are gone only because nothing is expected of them, it is retired.
/// 5. If at least one ran again, it recovered.
final class AlertLifecycle {
  private AlertLifecycle() {}

  /// How one member of an alert does.
  sealed interface Fate {
    /// Reported, as stopped or as predicted.
    record Silent() implements Fate {}

    /// Neither reported nor seen to run: absence is not recovery.
    record Unseen() implements Fate {}

    /// Seen to run, but not often enough to be believed.
    record RanOnce() implements Fate {}

    record RanAgain(Instant at) implements Fate {}

    record Retired(String why, Instant at) implements Fate {}
  }

  record End(Closing closing, Instant at) {}

  /// `fates` are those of the members in their order; the first may be a scheduler.
  static Optional<End> end(Alert.State state, boolean ofScheduler, List<Fate> fates, Instant now) {
    return switch (state) {
      case RESOLVED -> Optional.empty();
      case PENDING -> ofPending(fates, now);
      case FIRING, RECOVERING -> ofFiring(ofScheduler ? withScheduler(fates) : fates);
    };
  }

  private static Optional<End> ofPending(List<Fate> fates, Instant now) {
    if (fates.stream().anyMatch(Fate.Silent.class::isInstance)) return Optional.empty();
    var retired = retired(fates);
    return Optional.of(retired.orElse(new End(Closing.NONE, now)));
  }

  private static Optional<End> ofFiring(List<Fate> fates) {
    Optional<Instant> ranAt = Optional.empty();
    for (var fate : fates) {
      switch (fate) {
        case Fate.Silent _, Fate.Unseen _, Fate.RanOnce _ -> {
          return Optional.empty();
        }
        case Fate.RanAgain(var at) -> ranAt = Optional.of(later(ranAt, at));
        case Fate.Retired _ -> {}
      }
    }
    return ranAt.map(at -> new End(Closing.NONE, at)).or(() -> retired(fates));
  }

  private static Instant later(Optional<Instant> one, Instant other) {
    return one.filter(other::isBefore).orElse(other);
  }

  private static List<Fate> withScheduler(List<Fate> fates) {
    if (!(fates.getFirst() instanceof Fate.RanAgain ran)) return fates;
    var joined = new ArrayList<Fate>(fates.size());
    for (var fate : fates) joined.add(fate instanceof Fate.Unseen ? ran : fate);
    return joined;
  }

  /// Whether an alert that goes on is recovering: nothing is reported as stopped any more, and each
  /// member that is still expected was seen to run, if not often enough.
  static boolean recovering(List<Fate> fates) {
    boolean seen = false;
    for (var fate : fates) {
      switch (fate) {
        case Fate.Silent _, Fate.Unseen _ -> {
          return false;
        }
        case Fate.RanOnce _, Fate.RanAgain _ -> seen = true;
        case Fate.Retired _ -> {}
      }
    }
    return seen;
  }

  /// Only if that is true of all members.
  private static Optional<End> retired(List<Fate> fates) {
    Optional<End> end = Optional.empty();
    for (var fate : fates) {
      if (!(fate instanceof Fate.Retired(var why, var at))) return Optional.empty();
      if (end.isEmpty() || end.get().at().isBefore(at))
        end = Optional.of(new End(new Closing(Closing.Kind.RETIRED, "", why), at));
    }
    return end;
  }
}
