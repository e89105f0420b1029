// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.state.ListingState;
import io.stillwatch.core.state.ListingState.Closed;
import io.stillwatch.core.state.ListingState.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads rotations out of the listings of one host: what changed from one listing to the next.
///
/// A listing shows that a log was rotated since the one before, not when. Where the log itself
/// reports the instant (`FLUSH SLOW LOGS` opens a new slow query log), that is when.
///
/// A moved date in logrotate's status file alone is not a rotation: it moves although the rename
/// failed (logrotate issue 422). It counts only where there was nothing to move.
final class Rotations {
  private Rotations() {}

  /// What one listing shows of one log: how large it is, and when it was rotated since the last.
  record Seen(String family, List<Window> rotated, SizeSample size) {}

  /// Between which instants a log was rotated, and the likeliest one if nothing else is known: the
  /// last line of the closed file, because the log was written until then.
  record Window(Instant from, Instant until, Instant likely) {
    static Window exactly(Instant at) {
      return new Window(at, at, at);
    }

    boolean exact() {
      return from.equals(until);
    }
  }

  /// What follows from a listing, and the state to compare the next one with.
  record Reading(List<Seen> seen, ListingState next) {}

  /// Notes a rotation that the text of a log reports; the listing after it shows whether it is so.
  static ListingState announced(ListingState state, String path, Instant at) {
    var family = LogFamily.of(path).family();
    var announced = new HashMap<>(state.announced());
    var times = new ArrayList<>(announced.getOrDefault(family, List.of()));
    if (times.contains(at)) return state;
    times.add(at);
    times.sort(null);
    announced.put(family, List.copyOf(times));
    return new ListingState(state.listedAt(), state.families(), announced);
  }

  static Reading read(ListingState before, Listing listing) {
    if (!listing.at().isAfter(before.listedAt())) return new Reading(List.of(), before);
    var now = families(listing);
    var seen = new ArrayList<Seen>();
    for (var entry : now.entrySet()) {
      var name = entry.getKey();
      var windows = new Change(before, name, entry.getValue(), listing.at()).windows();
      seen.add(new Seen(name, windows, sample(entry.getValue(), listing.at())));
    }
    seen.sort(Comparator.comparing(Seen::family));
    return new Reading(seen, new ListingState(listing.at(), now, recent(before)));
  }

  /// Announcements older than the listing before this one explain nothing any more.
  private static Map<String, List<Instant>> recent(ListingState before) {
    var kept = new HashMap<String, List<Instant>>();
    before
        .announced()
        .forEach((family, times) -> {
          var rest = times.stream().filter(at -> !at.isBefore(before.listedAt())).toList();
          if (!rest.isEmpty()) kept.put(family, rest);
        });
    return kept;
  }

  private static Map<String, Family> families(Listing listing) {
    var active = new HashMap<String, LogFile>();
    var closed = new HashMap<String, Map<String, Closed>>();
    for (var file : listing.files()) {
      var name = LogFamily.of(file.path());
      var ofFamily = closed.computeIfAbsent(name.family(), _ -> new HashMap<>());
      if (name.active()) active.put(name.family(), file);
      else ofFamily.put(name.rotation(), new Closed(file.sizeBytes(), file.modified()));
    }
    var families = new HashMap<String, Family>();
    closed.forEach((family, files) -> {
      var file = active.get(family);
      var status = listing.rotatedAt().getOrDefault(family, Instant.MIN);
      families.put(
          family, new Family(file == null ? 0 : file.sizeBytes(), file != null, files, status));
    });
    return families;
  }

  private static SizeSample sample(Family family, Instant at) {
    long closed = family.closed().values().stream().mapToLong(Closed::sizeBytes).sum();
    int files = family.closed().size() + (family.hasActive() ? 1 : 0);
    return new SizeSample(at, growing(family), family.activeBytes() + closed, files);
  }

  /// Where each file has a date in its name, the newest one is the active one.
  private static long growing(Family family) {
    if (family.hasActive() || family.closed().isEmpty()) return family.activeBytes();
    return new TreeMap<>(family.closed()).lastEntry().getValue().sizeBytes();
  }

  /// One log in two listings.
  private record Change(ListingState before, String family, Family now, Instant at) {
    Optional<Family> then() {
      return Optional.ofNullable(before.families().get(family));
    }

    List<Window> windows() {
      var dated = dated();
      if (!dated.isEmpty()) return dated;
      if (then().isEmpty() || !moved(then().get())) return List.of();
      var since = before.listedAt();
      return List.of(announcedBetween(since, at).map(Window::exactly).orElseGet(() -> time(since)));
    }

    /// New dated names are rotations even in the first listing: their names and times are a
    /// history.
    private List<Window> dated() {
      var windows = new ArrayList<Window>();
      now.closed()
          .forEach((rotation, file) -> {
            if (then().filter(old -> old.closed().containsKey(rotation)).isPresent()) return;
            var named = LogFamily.namedAt(rotation);
            if (named.isEmpty()) return;
            boolean known = !file.modified().equals(LogFile.UNKNOWN_TIME);
            var closed = now.hasActive() && known ? file.modified() : named.get();
            if (closed.isAfter(at)) return;
            var from = then().isEmpty() ? closed : Instants.later(closed, before.listedAt());
            windows.add(
                announcedBetween(closed, at)
                    .map(Window::exactly)
                    .orElseGet(() ->
                        now.hasActive() ? new Window(from, at, from) : Window.exactly(closed)));
          });
      windows.sort(Comparator.comparing(Window::likely));
      return windows;
    }

    /// The first instant announced after the closed file was written for the last time.
    private Optional<Instant> announcedBetween(Instant from, Instant until) {
      return before.announced().getOrDefault(family, List.of()).stream()
          .filter(time -> !time.isBefore(from) && !time.isAfter(until))
          .findFirst();
    }

    private boolean moved(Family then) {
      if (now.activeBytes() < then.activeBytes()) return true;
      if (!then.closed().keySet().containsAll(now.closed().keySet())) return true;
      if (now.hasActive() && closedAnew(then)) return true;
      boolean nothingToMove = then.activeBytes() == 0 && now.activeBytes() == 0;
      return nothingToMove && now.status().isAfter(then.status());
    }

    /// With a full set of numbers no new name appears; then a name holds another file than it did.
    private boolean closedAnew(Family then) {
      return now.closed().entrySet().stream()
          .anyMatch(entry -> {
            var old = then.closed().get(entry.getKey());
            var file = entry.getValue();
            if (old == null || old.equals(file)) return false;
            boolean dated =
                !file.modified().equals(LogFile.UNKNOWN_TIME)
                    && !old.modified().equals(LogFile.UNKNOWN_TIME);
            return dated
                ? file.modified().isAfter(old.modified())
                : file.sizeBytes() != old.sizeBytes();
          });
    }

    private Window time(Instant from) {
      if (now.status().isAfter(from) && !now.status().isAfter(at))
        return Window.exactly(now.status());
      return now.closed().values().stream()
          .map(Closed::modified)
          .filter(closed -> closed.isAfter(from) && !closed.isAfter(at))
          .max(Comparator.naturalOrder())
          .map(closed -> new Window(closed, at, closed))
          .orElseGet(() -> new Window(from, at, at));
    }
  }
}
