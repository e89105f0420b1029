// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// CPU time and peak memory of a process, from /proc.
record Usage(double cpuSeconds, long peakBytes) {
  private static final double TICKS_PER_SECOND = 100; // USER_HZ of Linux, on every architecture

  static Usage of(long pid) throws IOException {
    var proc = Path.of("/proc", Long.toString(pid));
    var stat = Files.readString(proc.resolve("stat"));
    // the name in brackets may hold blanks: user and system time are the 12th and 13th behind it
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return new Usage(ticks / TICKS_PER_SECOND, peak(proc));
  }

  private static long peak(Path proc) throws IOException {
    for (var line : Files.readAllLines(proc.resolve("status")))
      if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    return 0;
  }

  static Usage own() throws IOException {
    return of(ProcessHandle.current().pid());
  }

  /// Lets the peak of this process begin anew (proc(5), clear_refs).
  static void forgetOwnPeak() throws IOException {
    Files.writeString(Path.of("/proc/self/clear_refs"), "5");
  }

  Usage since(Usage before) {
    return new Usage(cpuSeconds - before.cpuSeconds, peakBytes);
  }
}
