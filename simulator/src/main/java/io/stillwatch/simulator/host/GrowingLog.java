// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.chance.Rhythm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A log of which only the size is simulated: listings show it, nobody reads it.
final class GrowingLog implements HostLog {
  private final String path;
  private final int bytesPerHour;
  private final List<Entry> closed = new ArrayList<>();
  private Entry current;

  GrowingLog(String path, int bytesPerHour, Instant start) {
    this.path = path;
    this.bytesPerHour = bytesPerHour;
    this.current = new Entry(path, bytesPerHour * 9L, start);
  }

  @Override
  public String path() {
    return path;
  }

  /// Grows by what an hour brings.
  void grow(Dice dice, Instant hourEnd) {
    var bytes = (long) dice.skewed(bytesPerHour * Rhythm.at(hourEnd));
    var written = hourEnd.minusSeconds(1 + dice.below(240));
    current = new Entry(path, current.sizeBytes() + bytes, written);
  }

  @Override
  public List<Entry> files() {
    var files = new ArrayList<Entry>();
    files.add(current);
    for (var n = 1; n <= closed.size(); n++) {
      var old = closed.get(n - 1);
      files.add(new Entry(path + "." + n + (n > 1 ? ".gz" : ""), old.sizeBytes(), old.modified()));
    }
    return files;
  }

  @Override
  public boolean rotate(int keep, Instant at) {
    if (current.sizeBytes() == 0) return false;
    if (!closed.isEmpty()) {
      var older = closed.getFirst();
      closed.set(0, new Entry(path, older.sizeBytes() / 9 + 40, older.modified()));
    }
    closed.addFirst(current);
    if (closed.size() > keep) closed.removeLast();
    current = new Entry(path, 0, at);
    return true;
  }
}
