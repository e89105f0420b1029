// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.alert.Surroundings.Peer;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The sections of an e-mail with the lines of the host about the first miss, and with the hosts on
/// which the same job still runs.
final class SurroundingsText {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private static final int MAX_LINE = 200;

  private final Wording wording;

  SurroundingsText(Wording wording) {
    this.wording = wording;
  }

  void write(Lines lines) {
    var around = wording.alert().assessment().around();
    if (!around.lines().isEmpty()) {
      lines.heading("LOG AROUND THE FIRST MISS");
      for (var line : around.lines()) {
        var time = CLOCK.format(line.at().atZone(wording.zone()));
        lines.hanging(
            "  " + time + " ",
            " ".repeat(11),
            TextSanitizer.cut(TextSanitizer.oneLine(line.text()), MAX_LINE));
      }
    }
    if (around.peers().isEmpty()) return;
    lines.heading("STILL RUNS ON");
    for (var peer : around.peers()) lines.hanging("  - ", "    ", words(peer));
  }

  private String words(Peer peer) {
    var same = "; nothing known differs there";
    var differences = String.join("; ", peer.differences());
    return TextSanitizer.sentence(
        peer.host()
            + ", last good run "
            + wording.when(peer.lastGoodRun())
            + (differences.isEmpty() ? same : "; " + differences));
  }
}
