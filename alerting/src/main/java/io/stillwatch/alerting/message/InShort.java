// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

/// What, since when, why, where and the fix, on one line each: the beginning of an e-mail that is
/// too long to be seen at once.
final class InShort {
  /// How many lines a mail program shows at once.
  static final int SEEN_AT_ONCE = 25;

  private static final int HOST = 30;

  private final Wording wording;

  InShort(Wording wording) {
    this.wording = wording;
  }

  Lines lines() {
    var alert = wording.alert();
    var lines = new Lines();
    lines.verbatim("", "");
    lines.shortField("What", wording.title());
    lines.shortField(alert.predicted() ? "Due" : "Since", wording.when(alert.times().startedAt()));
    lines.shortField("Why", wording.retired() ? wording.why() : why());
    lines.shortField("Where", where());
    lines.shortField("Fix", fix());
    return lines;
  }

  private String why() {
    return wording
        .alert()
        .cause()
        .map(cause -> TextSanitizer.oneLine(cause.title()) + " (" + cause.confidence().word() + ")")
        .orElse("no configuration cause found");
  }

  private String where() {
    var definition = wording.job().definition();
    var file =
        wording
            .alert()
            .cause()
            .map(wording::place)
            .orElse(definition.configured() ? TextSanitizer.name(definition.path()) : "");
    return (TextSanitizer.cut(wording.host(), HOST) + " " + file).strip();
  }

  private String fix() {
    return wording.alert().open()
        ? StepsText.steps(wording).getFirst()
        : "nothing: this alert is resolved";
  }
}
