// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.job.SizeSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads rotations out of the listings of one host: what changed from one listing to the next.
///
/// A listing shows that a log was rotated since the one before, not when. Where the log itself
/// tells the instant (`FLUSH SLOW LOGS` opens a new slow query log), that is when.
///
/// A moved date in logrotate's status file alone is no rotation: it moves although the rename
/// failed (logrotate issue 422). It counts only where there was nothing to move.
final class Rotations {
  /// What one listing says about one log: how large it is, and when it was rotated since the last.
  record Seen(String family, List<Window> rotated, SizeSample size) {}

  /// Between which instants a log was rotated, and the likeliest one if nobody else knows better:
  /// the last line of the closed file, for as long as the log was written.
  record Window(Instant from, Instant until, Instant likely) {
    static Window exactly(Instant at) {
      return new Window(at, at, at);
    }
  }

  private record State(
      long activeBytes, boolean hasActive, TreeMap<String, LogFile> rotated, Instant status) {}

  private final Map<String, LogFamily> names = new HashMap<>();
  private final Map<String, TreeSet<Instant>> told = new HashMap<>();
  private Map<String, State> before = Map.of();
  private Optional<Instant> listedBefore = Optional.empty();

  /// Takes note of what the text of a log says; the listing after it shows whether it is so.
  void told(String path, Instant at) {
    var family = names.computeIfAbsent(path, LogFamily::of).family();
    told.computeIfAbsent(family, _ -> new TreeSet<>()).add(at);
  }

  List<Seen> read(Listing listing) {
    var now = states(listing);
    var seen = new ArrayList<Seen>();
    now.forEach((family, state) ->
        seen.add(
            new Seen(family, rotations(family, state, listing.at()), sample(state, listing.at()))));
    listedBefore.ifPresent(past -> told.values().forEach(times -> times.headSet(past).clear()));
    before = now;
    listedBefore = Optional.of(listing.at());
    return seen;
  }

  private Map<String, State> states(Listing listing) {
    var states = new HashMap<String, State>();
    for (var file : listing.files()) {
      var name = names.computeIfAbsent(file.path(), LogFamily::of);
      var state =
          states.computeIfAbsent(
              name.family(),
              family ->
                  new State(
                      0,
                      false,
                      new TreeMap<>(),
                      listing.rotatedAt().getOrDefault(family, Instant.MIN)));
      if (name.active()) {
        states.put(
            name.family(), new State(file.sizeBytes(), true, state.rotated(), state.status()));
      } else {
        state.rotated().put(name.rotation(), file);
      }
    }
    return states;
  }

  private List<Window> rotations(String family, State now, Instant at) {
    var dated = datedSince(family, now, at);
    if (!dated.isEmpty()) return dated;
    var then = before.get(family);
    if (then == null || listedBefore.isEmpty()) return List.of();
    if (!moved(then, now)) return List.of();
    var since = listedBefore.get();
    return List.of(
        toldBetween(family, since, at)
            .map(Window::exactly)
            .orElseGet(() -> rotationTime(now, since, at)));
  }

  /// New dated names are rotations even in the first listing: their names and times are a history.
  private List<Window> datedSince(String family, State now, Instant at) {
    var then = before.get(family);
    var times = new ArrayList<Window>();
    now.rotated()
        .forEach((rotation, file) -> {
          if (then != null && then.rotated().containsKey(rotation)) return;
          var named = names.get(file.path());
          if (named == null || named.namedAt().isEmpty()) return;
          var closed =
              now.hasActive() && file.tellsModified() ? file.modified() : named.namedAt().get();
          if (closed.isAfter(at)) return;
          var from = then == null ? closed : later(closed, listedBefore.orElse(closed));
          times.add(
              toldBetween(family, closed, at)
                  .map(Window::exactly)
                  .orElse(new Window(from, at, from)));
        });
    times.sort(Comparator.comparing(Window::likely));
    return times;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// The first instant told after the closed file was written for the last time.
  private Optional<Instant> toldBetween(String family, Instant from, Instant until) {
    return Optional.ofNullable(told.get(family))
        .map(times -> times.ceiling(from))
        .filter(at -> !at.isAfter(until));
  }

  private static boolean moved(State then, State now) {
    if (now.activeBytes() < then.activeBytes()) return true;
    if (now.rotated().keySet().stream().anyMatch(name -> !then.rotated().containsKey(name)))
      return true;
    if (firstChanged(then, now)) return true;
    boolean nothingToMove = then.activeBytes() == 0 && now.activeBytes() == 0;
    return nothingToMove && now.status().isAfter(then.status());
  }

  /// With a full set of numbers no new name appears; then `.1` is another file than it was.
  private static boolean firstChanged(State then, State now) {
    if (now.rotated().isEmpty() || then.rotated().isEmpty()) return false;
    var first = now.rotated().firstEntry().getValue();
    var earlier = then.rotated().firstEntry().getValue();
    return first.path().equals(earlier.path()) && first.sizeBytes() != earlier.sizeBytes();
  }

  private static Window rotationTime(State now, Instant from, Instant until) {
    if (now.status().isAfter(from) && !now.status().isAfter(until))
      return Window.exactly(now.status());
    if (!now.rotated().isEmpty()) {
      var closed = now.rotated().firstEntry().getValue().modified();
      if (closed.isAfter(from) && !closed.isAfter(until)) return new Window(closed, until, closed);
    }
    return new Window(from, until, until);
  }

  private static SizeSample sample(State state, Instant at) {
    long total =
        state.activeBytes() + state.rotated().values().stream().mapToLong(LogFile::sizeBytes).sum();
    int files = state.rotated().size() + (state.hasActive() ? 1 : 0);
    return new SizeSample(at, state.activeBytes(), total, files);
  }
}
