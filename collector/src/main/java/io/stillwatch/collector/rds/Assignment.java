// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.source.SourceException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides which content each listed file holds: names move while they are read.
///
/// Size and time name a finished file, its first bytes an unfinished one. They are asked for only
/// where a rotation is suspected, because every request counts against the account.
final class Assignment {
  /// A file to read, and the content that it continues; empty for a new one.
  record Work(LogFile file, Optional<Reading> known) {}

  /// Whether a file holds a content; unknown while the file cannot be looked into.
  enum Same {
    YES,
    NO,
    UNKNOWN
  }

  /// Asks for the first bytes of a file, and compares.
  interface Heads {
    Same compare(LogFile file, Reading reading) throws SourceException, InterruptedException;
  }

  private final List<Reading> kept = new ArrayList<>();
  private final List<Work> work = new ArrayList<>();
  private final List<LogFile> open = new ArrayList<>();
  private final List<Reading> loose = new ArrayList<>();
  private final List<Reading> undecided = new ArrayList<>();
  private final boolean hourPassed;

  /// `hourPassed` says that the clock hour has changed since the last listing: logs rotate then.
  Assignment(List<LogFile> listed, List<Reading> known, boolean hourPassed) {
    this.hourPassed = hourPassed;
    var rest = sameNameUnchanged(listed, known);
    for (var file : rest) if (!sameSizeAndTime(file)) open.add(file);
    open.sort(Comparator.comparing(LogFile::modified).thenComparing(LogFile::path));
  }

  /// Contents that need no reading.
  List<Reading> kept() {
    return kept;
  }

  /// What to read, the oldest first.
  List<Work> work(Heads heads) throws SourceException, InterruptedException {
    // renamed files first: they take their contents with them
    var order = new ArrayList<>(open);
    order.sort(Comparator.comparing((LogFile file) -> RdsName.of(file.path()).isBase()));
    for (var file : order) {
      if (file.sizeBytes() == 0) continue;
      decide(file, heads);
    }
    work.sort(Comparator.comparing((Work one) -> one.file().modified()));
    return work;
  }

  /// Contents that wait for a file to become readable; complete only after [#work].
  List<Reading> undecided() {
    return undecided;
  }

  /// Contents that no listed file holds; complete only after [#work].
  List<Reading> vanished() {
    return loose;
  }

  private List<LogFile> sameNameUnchanged(List<LogFile> listed, List<Reading> known) {
    Map<String, Reading> byName = new HashMap<>();
    known.forEach(reading -> byName.put(reading.name(), reading));
    var rest = new ArrayList<LogFile>();
    for (var file : listed) {
      var reading = byName.get(file.path());
      if (reading == null || !reading.saw(file)) {
        rest.add(file);
        continue;
      }
      byName.remove(file.path());
      if (reading.complete()) kept.add(reading);
      else work.add(new Work(file, Optional.of(reading)));
    }
    loose.addAll(byName.values());
    return rest;
  }

  /// `.1` became `.2`: the same bytes under another name.
  private boolean sameSizeAndTime(LogFile file) {
    var family = RdsName.of(file.path()).family();
    for (var reading : loose) {
      if (reading.family().equals(family) && reading.saw(file) && file.sizeBytes() > 0) {
        loose.remove(reading);
        if (reading.complete()) kept.add(reading.renamed(file.path()));
        else work.add(new Work(file, Optional.of(reading.renamed(file.path()))));
        return true;
      }
    }
    return false;
  }

  /// Adds the file to the work, unless nobody can tell yet what it holds.
  private void decide(LogFile file, Heads heads) throws SourceException, InterruptedException {
    var name = RdsName.of(file.path());
    for (var reading : List.copyOf(loose)) {
      if (!reading.mayBeIn(name)) continue;
      var same = continues(file, name, reading) ? Same.YES : heads.compare(file, reading);
      if (same == Same.UNKNOWN && !reading.givenUp()) {
        loose.remove(reading);
        undecided.add(reading.doubted());
        return;
      }
      if (same == Same.YES) {
        loose.remove(reading);
        work.add(new Work(file, Optional.of(reading.renamed(file.path()))));
        return;
      }
    }
    if (undecided.stream().noneMatch(reading -> reading.family().equals(name.family())))
      work.add(new Work(file, Optional.empty()));
  }

  /// Growth of a file of which nothing says that it was replaced.
  private boolean continues(LogFile file, RdsName name, Reading reading) {
    if (reading.hasMoved() || !reading.name().equals(file.path())) return false;
    if (file.sizeBytes() < reading.place().offset()) return false;
    return name.isDated() || (!hourPassed && quiet(name.family()));
  }

  /// No other file of the log appeared, changed or vanished.
  private boolean quiet(String family) {
    return open.stream().filter(file -> RdsName.of(file.path()).family().equals(family)).count()
            == 1
        && loose.stream().filter(reading -> reading.family().equals(family)).count() == 1;
  }
}
