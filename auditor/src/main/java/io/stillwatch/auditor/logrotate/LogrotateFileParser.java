// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import io.stillwatch.auditor.logrotate.LogrotateFault.Kind;
import io.stillwatch.auditor.logrotate.LogrotateFault.Loss;
import io.stillwatch.auditor.logrotate.LogrotateFault.Spot;
import java.util.Optional;

/// Reads one file with the states of logrotate's `readConfigFile` (config.c of 3.21), character by
/// character, since what an error costs depends on where logrotate goes on.
///
/// After a fault that makes logrotate stop reading the file, the rest is read all the same, and its
/// stanzas are kept as lost.
final class LogrotateFileParser {
  private static final int LONGEST_GLOB = 2048;

  private enum State {
    BETWEEN,
    /// Until the end of the line.
    SKIP_LINE,
    /// Behind the brace of a stanza.
    STANZA_END,
    SCRIPT,
    /// A fault in a stanza: the next character is taken without a look.
    FAULT
  }

  private final String path;
  private final Cursor cursor;
  private final LogrotateReader reader;
  private final StanzaUnderWay stanza;

  private State state = State.BETWEEN;
  private State afterLine = State.BETWEEN;

  /// Until the brace that ends the stanza nothing counts.
  private boolean skipping;

  private Optional<LogrotateFault> fatal = Optional.empty();
  private Optional<Script> script = Optional.empty();

  /// A script that is being read.
  private record Script(String name, int start, int body) {}

  LogrotateFileParser(String path, String text, LogrotateReader reader) {
    this.path = path;
    this.cursor = new Cursor(text);
    this.reader = reader;
    this.stanza = new StanzaUnderWay(path, reader);
  }

  void parse() {
    for (; !cursor.atEnd(); cursor.moveTo(cursor.at() + 1)) step();
    script.ifPresent(s -> {
      var message = "prerotate, postrotate or preremove without endscript";
      fault(Kind.MISSING_ENDSCRIPT, Loss.REST_OF_FILE, s.start, s.name, message);
      skipping = false;
      stanza.lose(fatal);
      swallowedBy(s);
    });
    if (skipping || state == State.FAULT)
      stanza.keep(); // without a brace logrotate keeps what it read up to the fault
    stanza.close(fatal);
  }

  /// What looks like a stanza in a script that nothing ends.
  private void swallowedBy(Script unended) {
    for (cursor.moveTo(unended.body); !cursor.atEnd(); cursor.moveTo(cursor.lineEnd() + 1)) {
      stanza.swallow(cursor);
    }
  }

  private void step() {
    switch (state) {
      case BETWEEN -> {
        if (skipping) skip();
        else read();
      }
      case SKIP_LINE -> {
        if (cursor.here() == '\n') state = afterLine;
      }
      case STANZA_END -> stanzaEnd();
      case SCRIPT -> script();
      case FAULT -> {
        state = State.BETWEEN;
        skipping = true;
      }
    }
  }

  private void read() {
    char c = cursor.here();
    if (Cursor.isBlank(c) || c == '\n') return;
    if (c == '#') {
      skipLine(State.BETWEEN);
    } else if (Cursor.isLetter(c)) {
      directive();
    } else if (c == '/' || c == '"' || c == '\'' || c == '~') {
      header();
    } else if (c == '}') {
      closingBrace();
    } else {
      int at = cursor.at();
      var message = "lines must begin with a keyword or a filename (possibly in double quotes)";
      raise(Kind.SYNTAX, at, cursor.lineText(at).strip(), message);
    }
  }

  private void skipLine(State then) {
    state = State.SKIP_LINE;
    afterLine = then;
  }

  /// What is left of a stanza in which a fault was found, up to a brace at the start of a line:
  /// logrotate does not see one behind blanks.
  private void skip() {
    int start = cursor.at();
    if (cursor.here() == '}') {
      skipping = false;
      stanza.close(Optional.empty());
      return;
    }
    stanza.swallow(cursor);
    var word = cursor.word();
    if (Directives.script(word)) {
      state = State.SCRIPT;
    } else if (!cursor.atEnd() && cursor.here() != '\n') {
      skipLine(State.BETWEEN);
    } else if (cursor.atEnd()) {
      cursor.moveTo(Math.max(start, cursor.at()));
    }
  }

  private void header() {
    int start = cursor.at();
    if (stanza.open()) {
      var text = cursor.lineText(start).strip();
      stanza.fail(fault(Kind.BRACES, Loss.STANZA, start, text, "unexpected log filename"));
      state = State.FAULT;
      return;
    }
    var list = PathList.read(cursor);
    stanza.open(cursor, start, list, reader.global());
    if (!list.problem().isEmpty()) {
      fault(Kind.BRACES, Loss.REST_OF_FILE, list.at(), "", list.problem());
      return; // read on as if the brace were there, to name what is lost
    }
    for (var pattern : list.patterns()) {
      boolean tooLong = pattern.text().length() > LONGEST_GLOB;
      if (tooLong) fault(Kind.SYNTAX, Loss.LINE, start, pattern.text(), "glob too long");
      if (tooLong || !reader.claim(pattern.text(), stanza.claims())) continue;
      fault(
          Kind.DUPLICATE,
          Loss.LINE,
          list.positionOf(pattern),
          pattern.text(),
          "duplicate log entry for " + pattern.text());
    }
  }

  private void closingBrace() {
    if (!stanza.open()) {
      fault(Kind.BRACES, Loss.REST_OF_FILE, cursor.at(), "}", "unexpected }");
      return;
    }
    stanza.close(fatal);
    state = State.STANZA_END;
  }

  private void stanzaEnd() {
    char c = cursor.here();
    if (Cursor.isBlank(c)) return;
    if (c == '\n') {
      state = State.BETWEEN;
      return;
    }
    int at = cursor.at();
    var text = cursor.between(at, cursor.lineEnd()).strip();
    fault(Kind.TEXT_AFTER_BRACE, Loss.LINE, at, text, "unexpected text after }");
    skipLine(State.BETWEEN);
  }

  private void directive() {
    int start = cursor.at();
    var word = cursor.word();
    char c = cursor.here();
    if (!cursor.atEnd() && !Cursor.isSpace(c) && c != '=') {
      var text = cursor.between(start, cursor.lineEnd()).strip();
      raise(Kind.SYNTAX, start, text, "keyword '" + word + "' not properly separated");
      return;
    }
    if (!Directives.known(word) || word.equals(Directives.END_OF_SCRIPT)) {
      var message = "unknown option '" + word + "' -- ignoring line";
      fault(Kind.UNKNOWN_DIRECTIVE, Loss.LINE, start, word, message);
      if (!cursor.atEnd() && c != '\n') skipLine(State.BETWEEN);
      return;
    }
    switch (Directives.takes(word)) {
      case NOTHING -> set(word, "", start); // logrotate takes the character behind it unseen
      case LINE -> value(word, start, cursor.line());
      case VALUE -> {
        if (cursor.skipToValue()) value(word, start, cursor.line());
        else missing(word, start);
      }
      case VALUE_OR_LINE_LOST -> {
        if (cursor.skipToValue()) {
          value(word, start, cursor.line());
          return;
        }
        var message = "argument expected after " + Directives.argument(word);
        fault(Kind.BAD_VALUE, Loss.LINE, start, word, message);
      }
      case SCRIPT -> {
        script = Optional.of(new Script(word, start, cursor.at()));
        state = State.SCRIPT;
      }
    }
  }

  private void missing(String word, int start) {
    raise(Kind.BAD_VALUE, start, word, "argument expected after " + Directives.argument(word));
  }

  private void value(String word, int start, String value) {
    if (word.startsWith("taboo") && stanza.open()) {
      fault(
          Kind.BAD_VALUE,
          Loss.STANZA,
          start,
          word,
          word + " may not appear inside of log file definition");
      state = State.FAULT;
      return;
    }
    var complaint = Directives.complaint(word, value.stripLeading(), reader.principals());
    if (complaint.isEmpty()) {
      set(word, value.stripLeading(), start);
      return;
    }
    var text = cursor.lineText(start).substring(cursor.columnOf(start) - 1).strip();
    if (word.equals("weekly")) { // a bad weekday stops the whole file even inside a stanza
      fault(Kind.BAD_VALUE, Loss.REST_OF_FILE, start, text, complaint);
      stanza.lose(fatal);
      return;
    }
    raise(Kind.BAD_VALUE, start, text, complaint);
  }

  private void set(String name, String value, int start) {
    var directive = new Directive(name, value, path, cursor.lineOf(start), cursor.columnOf(start));
    if (name.equals("include")) {
      if (fatal.isEmpty()) reader.include(directive);
    } else if (stanza.open()) {
      stanza.set(directive);
    } else if (fatal.isEmpty()) {
      reader.global(directive);
    }
  }

  /// One line of a script; it ends at a line whose first word is `endscript`.
  private void script() {
    int line = cursor.at();
    var word = cursor.word();
    if (!word.equals(Directives.END_OF_SCRIPT)) {
      if (!cursor.atEnd() && cursor.here() != '\n') skipLine(State.SCRIPT);
      return;
    }
    state = State.BETWEEN;
    script.ifPresent(s -> {
      int position = cursor.at();
      var body = cursor.between(s.body, line);
      int newline = body.indexOf('\n');
      var first = newline < 0 ? body : body.substring(0, newline);
      var rest = newline < 0 ? "" : body.substring(newline + 1);
      if (rest.endsWith("\n")) rest = rest.substring(0, rest.length() - 1);
      set(s.name, first.isBlank() ? rest : first.strip() + "\n" + rest, s.start);
      cursor.moveTo(position);
    });
    script = Optional.empty();
  }

  /// What config.c calls RAISE_ERROR: it skips the stanza, or the rest of the file outside of one.
  private void raise(Kind kind, int at, String word, String message) {
    boolean inside = stanza.open();
    var raised = fault(kind, inside ? Loss.STANZA : Loss.REST_OF_FILE, at, word, message);
    if (inside) {
      stanza.fail(raised);
      state = State.FAULT;
    } else {
      cursor.moveTo(Math.max(cursor.at(), cursor.lineEnd()));
    }
  }

  private LogrotateFault fault(Kind kind, Loss loss, int at, String word, String message) {
    var spot = new Spot(path, cursor.lineOf(at), cursor.columnOf(at), cursor.lineText(at), word);
    var fault = new LogrotateFault(kind, loss, spot, message);
    if (fatal.isPresent()) return fatal.get(); // logrotate is not reading any more
    reader.add(fault);
    if (loss == Loss.REST_OF_FILE) fatal = Optional.of(fault);
    return fault;
  }
}
