// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.demo;

import io.stillwatch.core.watch.TickReport;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;

/// Tells on standard error what the demo does now, how far it is, and what it has found.
///
/// On a terminal one line is rewritten; elsewhere a line is printed for each tenth of the way.
public final class Progress {
  private static final int WIDTH = 24;

  private final PrintWriter err;
  private final boolean terminal;
  private int lastTenth = -1;

  public Progress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  public void say(String sentence) {
    clear();
    err.println(sentence);
  }

  void day(int day, int of, long lines) {
    var text = String.format(Locale.ROOT, "day %2d of %d  %,9d lines", day, of, lines);
    if (terminal) {
      int filled = Math.min(WIDTH, WIDTH * day / of);
      err.print("\r\033[K  [" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + text);
      err.flush();
    } else if (day * 10 / of > lastTenth) {
      lastTenth = day * 10 / of;
      err.println("  " + text);
    }
  }

  /// What a tick brought that a person wants to know.
  void found(TickReport tick, Instant at) {
    tick.trained()
        .ifPresent(model ->
            say(
                String.format(
                    Locale.ROOT,
                    "  %s  trained on %,d windows in %d epochs",
                    at,
                    model.windows(),
                    model.course().epochs())));
    for (var finding : tick.newFindings()) {
      say(
          "  "
              + at
              + "  finding "
              + finding.rule()
              + " "
              + finding.place()
              + ": "
              + finding.explanation().title());
    }
  }

  private void clear() {
    if (terminal) {
      err.print("\r\033[K");
      err.flush();
    }
  }
}
