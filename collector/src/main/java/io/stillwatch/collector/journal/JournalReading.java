// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs journalctl once, and reads as much as goes into a batch.
final class JournalReading {
  private static final int MAX_LINES = 5_000;
  private static final int MAX_CHARS = 4 << 20;
  private static final long PATIENCE_SECONDS = 60;

  /// What one run brought.
  sealed interface Portion {
    /// `ended` is false where there is more.
    record Lines(List<String> lines, boolean ended) implements Portion {}

    record LostCursor(String why) implements Portion {}

    record Refused(String why, String remedy) implements Portion {}

    record Failed(String why) implements Portion {}
  }

  private final List<String> command;

  JournalReading(List<String> command) {
    this.command = List.copyOf(command);
  }

  Portion after(String cursor) throws InterruptedException {
    var arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--output=json", "--no-pager"));
    if (!cursor.isEmpty()) arguments.add("--after-cursor=" + cursor);
    Process process;
    try {
      process = new ProcessBuilder(arguments).start();
    } catch (IOException e) {
      return new Portion.Refused(
          command.getFirst() + " does not start: " + e.getMessage(),
          "Install systemd's journalctl, or correct sources.journal in the configuration.");
    }
    try {
      return read(process, cursor);
    } catch (IOException e) {
      return new Portion.Failed(e.toString());
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  private static Portion read(Process process, String cursor)
      throws IOException, InterruptedException {
    var _ =
        process
            .onExit()
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .whenComplete((_, late) -> {
              if (late != null) process.destroyForcibly(); // the read below ends with it
            });
    process.getOutputStream().close();
    var lines = new ArrayList<String>();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      if (!readToEnd(out, lines)) return new Portion.Lines(lines, false);
    }
    var said = said(process);
    int status = process.waitFor();
    if (said.contains("not seeing messages from other users"))
      return new Portion.Refused(
          "only the messages of the collector's own user are shown",
          "Add the collector's user to the group systemd-journal, and restart it.");
    if (status == 0) return new Portion.Lines(lines, true);
    if (!cursor.isEmpty() && said.contains("cursor")) return new Portion.LostCursor(said);
    return new Portion.Failed("status " + status + ": " + said);
  }

  private static boolean readToEnd(BufferedReader out, List<String> lines) throws IOException {
    int chars = 0;
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (line.isBlank()) continue;
      lines.add(line);
      chars += line.length();
      if (lines.size() >= MAX_LINES || chars >= MAX_CHARS) return false;
    }
    return true;
  }

  /// journalctl says little; what is said is for a person.
  private static String said(Process process) throws IOException {
    try (var in = process.getErrorStream()) {
      return new String(in.readNBytes(4_096), StandardCharsets.UTF_8).strip();
    }
  }
}
