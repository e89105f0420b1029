// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.shell;

import java.util.ArrayList;
import java.util.List;

/// The here-documents of a line, whose bodies start at the next one.
final class HereDocuments {
  /// `tabs` may stand in front of the end; a quoted end keeps the body from being expanded.
  private record Document(String end, boolean tabs, boolean quoted) {}

  /// Reads a body that the shell expands.
  interface Body {
    void read(String body) throws Refused;
  }

  private final List<Document> waiting = new ArrayList<>();

  void expect(ShellToken operator, ShellToken end) {
    if (operator.text().equals("<<<")) return;
    var name = end.text().replaceAll("[\\\\'\"]", "");
    waiting.add(new Document(name, operator.text().endsWith("-"), !end.plain()));
  }

  /// Where the bodies that start here end.
  int skip(String text, int from, Body body) throws Refused {
    int at = from;
    for (var document : waiting) at = skip(document, text, at, body);
    waiting.clear();
    return at;
  }

  private static int skip(Document document, String text, int from, Body body) throws Refused {
    int at = from;
    int end = text.length();
    while (at < text.length()) {
      int newline = text.indexOf('\n', at);
      var line = text.substring(at, newline < 0 ? text.length() : newline);
      if (document.tabs()) line = line.replaceFirst("^\t+", "");
      int before = at;
      at = newline < 0 ? text.length() : newline + 1;
      if (!line.equals(document.end())) continue;
      end = before;
      break;
    }
    if (document.quoted()) return at;
    try {
      body.read(text.substring(from, end));
    } catch (Refused e) {
      throw e.from(from);
    }
    return at;
  }
}
