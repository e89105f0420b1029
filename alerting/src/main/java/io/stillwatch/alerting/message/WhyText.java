// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.text.Graphemes;
import java.util.List;

/// The part of an e-mail that explains why: file and line, the line itself, a mark below the fault.
final class WhyText {
  private static final int MAX_CAUSES = 3;
  private static final int MAX_EVIDENCE = 5;
  private static final String INDENT = "    ";
  private static final int ROOM = Lines.WIDTH - INDENT.length();

  private final Wording wording;
  private final Lines lines;

  WhyText(Wording wording, Lines lines) {
    this.wording = wording;
    this.lines = lines;
  }

  /// The strongest cause.
  void write() {
    var cause = wording.alert().cause();
    cause.ifPresent(strongest -> section("WHY", strongest));
    if (cause.isPresent()) return;
    lines.heading("WHY");
    lines.hanging("  ", "  ", wording.searched());
  }

  /// The other causes, and changes that are none; they follow what to do, which they must not push
  /// out of sight.
  void writeOthers() {
    var strongest = wording.alert().cause();
    var causes =
        wording.alert().causes().stream()
            .filter(cause -> !strongest.filter(cause::equals).isPresent())
            .toList();
    int whole = Math.min(MAX_CAUSES - strongest.map(_ -> 1).orElse(0), causes.size());
    for (var cause : causes.subList(0, whole)) section("ALSO", cause);
    for (var cause : causes.subList(whole, causes.size())) {
      lines.hanging("ALSO ", "     ", TextSanitizer.sentence(cause.title()));
    }
  }

  private void section(String heading, Cause cause) {
    lines.heading(
        (cause.link().explains() ? heading : "CHANGED BEFORE")
            + " ("
            + cause.confidence().word()
            + ", finding "
            + TextSanitizer.name(cause.finding().rule())
            + ")");
    write(cause);
  }

  private void write(Cause cause) {
    lines.hanging("  ", "  ", TextSanitizer.sentence(cause.title()));
    lines.verbatim("  ", wording.place(cause));
    evidence(cause);
    lines.hanging("  ", "  ", TextSanitizer.capital(cause.link().words()) + known(cause));
  }

  private String known(Cause cause) {
    var finding = cause.finding();
    if (cause.link() == CauseLink.CHANGED_JOB) return ranUntil(finding);
    var since = "; known since " + wording.when(finding.life().firstSeen()) + ".";
    return finding.life().status() == FindingLifecycle.Status.FIXED
        ? since + " It has been fixed since."
        : since;
  }

  /// Of a change, the times say more than that it is known.
  private String ranUntil(Finding change) {
    return ": last good run "
        + wording.lastSeen()
        + ", change seen "
        + wording.when(change.life().firstSeen())
        + ", first miss "
        + wording.when(wording.alert().times().startedAt())
        + ". No rule finds a fault in it.";
  }

  private void evidence(Cause cause) {
    var finding = cause.finding();
    var explanation = finding.explanation();
    var evidence = TextSanitizer.lines(cause.evidence(), MAX_EVIDENCE);
    var suggestion = TextSanitizer.oneLine(explanation.suggestion());
    var hint = suggestion.isEmpty() ? "" : "did you mean '" + suggestion + "'?";
    if (evidence.isEmpty() || finding.place().column() <= 0) {
      evidence.forEach(line -> lines.verbatim(INDENT, line));
      if (!hint.isEmpty()) lines.hanging(INDENT, INDENT, TextSanitizer.capital(hint));
      return;
    }
    marked(finding, evidence, hint);
  }

  private void marked(Finding finding, List<String> evidence, String hint) {
    var line = evidence.getFirst();
    var raw = finding.explanation().evidence().lines().findFirst().orElse("");
    int at = columnAfterRedaction(raw, line, finding.place().column() - 1);
    if (at < 0) {
      evidence.forEach(other -> lines.verbatim(INDENT, other));
      if (!hint.isEmpty()) lines.hanging(INDENT, INDENT, TextSanitizer.capital(hint));
      return;
    }
    int column = line.codePointCount(0, at);
    int hidden =
        Math.max(0, Math.min(column - ROOM / 2, line.codePointCount(0, line.length()) - ROOM));
    int from = Graphemes.boundary(line, line.offsetByCodePoints(0, hidden));
    lines.verbatim(INDENT, Graphemes.start(line.substring(from), ROOM));
    int before = line.codePointCount(from, at);
    int width = Math.min(wordLength(line.substring(at)), ROOM - before);
    var caret = " ".repeat(before) + "^".repeat(Math.max(1, width));
    boolean beside = caret.length() + 1 + hint.length() <= ROOM;
    lines.verbatim(INDENT, beside ? (caret + " " + hint).stripTrailing() : caret);
    if (!beside) lines.hanging(INDENT, INDENT, TextSanitizer.capital(hint));
    evidence.subList(1, evidence.size()).forEach(other -> lines.verbatim(INDENT, other));
  }

  /// The column after secrets before it were redacted; -1 if it was redacted itself.
  private static int columnAfterRedaction(String raw, String shown, int column) {
    if (column >= raw.length()) return -1;
    var ahead = raw.substring(0, Graphemes.boundary(raw, column));
    var before = TextSanitizer.visible(TextSanitizer.redacted(ahead));
    return shown.startsWith(before) && before.length() < shown.length() ? before.length() : -1;
  }

  private static int wordLength(String line) {
    int end = line.indexOf(' ');
    return line.codePointCount(0, end < 0 ? line.length() : end);
  }
}
