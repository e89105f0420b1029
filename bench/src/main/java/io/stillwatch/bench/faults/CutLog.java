// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import io.stillwatch.bench.faults.StoredLines.Found;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A log that is copied and cut, of which one copy is kept; it knows where each line once stood.
///
/// Between the copy and the cut a line is nobody's to read. A copy that is deleted before it was
/// read, because the index was too slow, takes its lines along as well; but the product knows where
/// it stopped, and must have told a gap that begins there.
final class CutLog {
  /// More lines than can have been stored without an answer when a gap begins.
  private static final int TOO_FAR = 1_000;

  private final Stage stage;

  /// The numbers of all lines in the order in which they were written.
  private final List<Integer> order = new ArrayList<>();

  private final Set<Integer> deleted = new HashSet<>();
  private List<Integer> copied = List.of();

  private CutLog(Stage stage) {
    this.stage = stage;
  }

  /// From here on the product knows the log, and can tell what it misses of it.
  static CutLog begun(Stage stage) throws IOException, InterruptedException {
    stage.start();
    stage.traffic().write(1);
    stage.await();
    stage.traffic().start();
    return new CutLog(stage);
  }

  /// Copies, waits, and cuts what has been written meanwhile.
  void rotate(long pause) throws IOException, InterruptedException {
    var copy = stage.rotated(".1");
    Files.deleteIfExists(copy);
    deleted.addAll(copied);
    Files.copy(stage.log(), copy);
    copied = numbers(Files.readString(copy));
    long size = Files.size(copy);
    stage.pause(pause);
    synchronized (stage.traffic()) {
      var lost = rest(size).lines().filter(line -> line.contains("#")).toList();
      stage.oracle().destroy(lost);
      order.addAll(copied);
      order.addAll(numbers(String.join("\n", lost)));
      Files.writeString(stage.log(), "", StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  private String rest(long from) throws IOException {
    try (var file = Files.newByteChannel(stage.log(), StandardOpenOption.READ)) {
      var rest = ByteBuffer.allocate((int) (file.size() - from));
      file.position(from).read(rest);
      return new String(rest.array(), StandardCharsets.UTF_8);
    }
  }

  private static List<Integer> numbers(String text) {
    return text.lines().map(Oracle::numberOf).filter(number -> number > 0).toList();
  }

  /// Lines that went with a deleted copy, where the product has told a gap that begins behind a
  /// line before them, are destroyed; others stay missing. Lines whose storing was not answered
  /// stand behind the beginning of their gap although they are stored.
  int settle() throws IOException, InterruptedException {
    stage.until(() -> unread(stage.stored()).stream().allMatch(run -> run.told));
    int told = 0;
    for (var run : unread(stage.stored())) {
      if (!run.told) continue;
      stage.oracle().destroyNumbers(run.lines);
      told += run.lines.size();
    }
    return told;
  }

  /// Lines of deleted copies that are not stored, one after the other.
  private record Run(List<Integer> lines, boolean told) {}

  private List<Run> unread(Found found) throws IOException, InterruptedException {
    var gaps = stage.gapPlaces();
    var runs = new ArrayList<Run>();
    var run = new ArrayList<Integer>();
    int since = TOO_FAR;
    for (var number : order) {
      if (!found.times().containsKey(number)) {
        if (deleted.contains(number)) run.add(number);
        continue;
      }
      if (!run.isEmpty()) {
        runs.add(new Run(List.copyOf(run), since < TOO_FAR));
        run.clear();
        since = TOO_FAR;
      }
      since = gaps.contains(found.ends().get(number)) ? 0 : Math.min(TOO_FAR, since + 1);
    }
    if (!run.isEmpty()) runs.add(new Run(List.copyOf(run), since < TOO_FAR));
    return runs;
  }
}
