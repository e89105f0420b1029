// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import io.stillwatch.auditor.logrotate.LogrotateFault.Kind;
import io.stillwatch.auditor.logrotate.LogrotateFault.Loss;
import io.stillwatch.auditor.logrotate.LogrotateFault.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one file line by line with logrotate's states: global part, stanza, script.
///
/// After a fault that makes logrotate stop reading the file, the rest is read all the same, and its
/// stanzas are kept as lost.
final class LogrotateFileParser {
  private final String path;
  private final List<String> lines;
  private final LogrotateReader reader;
  private final List<Stanza.Pattern> header = new ArrayList<>();
  private int at;

  private Optional<Open> open = Optional.empty();
  private Optional<LogrotateFault> fatal = Optional.empty();

  /// A stanza that is being read.
  private static final class Open {
    final int line;
    final List<Stanza.Pattern> patterns;
    final List<Directive> directives = new ArrayList<>();
    Settings settings;
    Optional<LogrotateFault> fault = Optional.empty();

    Open(int line, List<Stanza.Pattern> patterns, Settings settings) {
      this.line = line;
      this.patterns = patterns;
      this.settings = settings;
    }
  }

  LogrotateFileParser(String path, String text, LogrotateReader reader) {
    this.path = path;
    this.lines = lines(text);
    this.reader = reader;
  }

  void parse() {
    for (at = 0; at < lines.size(); at++) line(lines.get(at));
    if (!header.isEmpty()) headerWithoutBrace();
    close(); // logrotate takes a last stanza without its brace
  }

  /// Lines end with a newline only: logrotate takes a carriage return for a character.
  private static List<String> lines(String text) {
    var lines = List.of(text.split("\n", -1));
    return lines.getLast().isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
  }

  private void line(String line) {
    int start = indent(line);
    if (start == line.length() || line.charAt(start) == '#') return;
    char c = line.charAt(start);
    if (!header.isEmpty() && !startsPath(c) && c != '{') {
      headerWithoutBrace();
    }
    if (startsPath(c) || (c == '{' && !header.isEmpty())) {
      paths(line, start);
    } else if (c == '}') {
      closingBrace(line, start);
    } else if (isLetter(c)) {
      directive(line, start);
    } else {
      var message = "lines must begin with a keyword or a filename";
      fault(
          Kind.SYNTAX,
          open.isPresent() ? Loss.STANZA : Loss.LINE,
          start + 1,
          line.strip(),
          message);
    }
  }

  private void paths(String line, int start) {
    if (open.isPresent()) {
      fault(Kind.BRACES, Loss.STANZA, start + 1, line.strip(), "unexpected log filename");
      return;
    }
    int brace = new PathList(line, start, at + 1).readInto(header);
    if (brace < 0) return;
    open =
        Optional.of(
            new Open(
                header.isEmpty() ? at + 1 : header.getFirst().line(),
                List.copyOf(header),
                reader.global()));
    header.clear();
    var rest = line.substring(brace + 1);
    int next = brace + 1 + indent(rest);
    if (next >= line.length() || line.charAt(next) == '#') return;
    if (line.charAt(next) == '}') {
      close();
    } else {
      line(" ".repeat(next) + line.substring(next));
    }
  }

  private void headerWithoutBrace() {
    int here = at;
    at = header.getLast().line() - 1; // where logrotate says it is
    fault(Kind.BRACES, Loss.REST_OF_FILE, 1, "", "missing '{' after log files definition");
    at = here;
    open = Optional.of(new Open(header.getFirst().line(), List.copyOf(header), reader.global()));
    header.clear();
  }

  private void closingBrace(String line, int start) {
    if (open.isEmpty()) {
      fault(Kind.BRACES, Loss.REST_OF_FILE, start + 1, "}", "unexpected }");
    }
    close();
    var rest = line.substring(start + 1);
    int next = start + 1 + indent(rest);
    if (next < line.length() && line.charAt(next) == '}') closingBrace(line, next);
  }

  private void close() {
    open.ifPresent(o -> {
      var lostBy = fatal.isPresent() ? fatal : o.fault;
      reader.add(new Stanza(path, o.line, o.patterns, o.directives, o.settings, lostBy));
    });
    open = Optional.empty();
  }

  private void directive(String line, int start) {
    int end = start;
    while (end < line.length() && isLetter(line.charAt(end))) end++;
    var word = line.substring(start, end);
    boolean separated =
        end == line.length() || Character.isWhitespace(line.charAt(end)) || line.charAt(end) == '=';
    if (!separated) {
      var message = "keyword '" + word + "' not properly separated";
      var rest = line.substring(start).strip();
      fault(
          Kind.SYNTAX,
          open.isPresent() ? Loss.STANZA : Loss.REST_OF_FILE,
          start + 1,
          rest,
          message);
      return;
    }
    if (!Directives.known(word)) {
      var message = "unknown option '" + word + "' -- ignoring line";
      fault(Kind.UNKNOWN_DIRECTIVE, Loss.LINE, start + 1, word, message);
      return;
    }
    var value = line.substring(end).replaceFirst("^[\\s=]+", "").strip();
    if (Directives.script(word)) {
      script(word, start);
      return;
    }
    var complaint = Directives.complaint(word, value);
    if (!complaint.isEmpty()) {
      // a bad weekday stops the whole file even inside a stanza
      boolean stanza = open.isPresent() && !word.equals("weekly");
      var loss = stanza ? Loss.STANZA : Loss.REST_OF_FILE;
      fault(Kind.BAD_VALUE, loss, start + 1, line.strip(), complaint);
      return;
    }
    set(new Directive(word, value, path, at + 1, start + 1));
  }

  private void set(Directive directive) {
    if (directive.name().equals("include")) {
      if (open.isEmpty() && fatal.isEmpty()) reader.include(directive);
      return;
    }
    if (open.isPresent()) {
      open.get().directives.add(directive);
      open.get().settings = open.get().settings.with(directive);
    } else if (fatal.isEmpty()) {
      reader.global(directive);
    }
  }

  /// Skips to the line that is `endscript`; whatever stands before it is the script's.
  private void script(String word, int start) {
    int first = at;
    for (int i = at + 1; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(Directives.END_OF_SCRIPT)) {
        at = i;
        var body = String.join("\n", lines.subList(first + 1, i));
        set(new Directive(word, body, path, first + 1, start + 1));
        return;
      }
    }
    var message = "prerotate, postrotate or preremove without endscript";
    fault(Kind.MISSING_ENDSCRIPT, Loss.REST_OF_FILE, start + 1, word, message);
  }

  private void fault(Kind kind, Loss loss, int column, String word, String message) {
    var text = at < lines.size() ? lines.get(at) : "";
    var spot = new Spot(path, Math.min(at + 1, lines.size()), column, text, word);
    var fault = new LogrotateFault(kind, loss, spot, message);
    if (fatal.isPresent()) return; // logrotate is not reading any more
    reader.add(fault);
    if (loss == Loss.REST_OF_FILE) fatal = Optional.of(fault);
    if (loss != Loss.LINE) {
      open.filter(o -> o.fault.isEmpty()).ifPresent(o -> o.fault = Optional.of(fault));
    }
  }

  private static boolean startsPath(char c) {
    return c == '/' || c == '"' || c == '\'' || c == '~';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static int indent(String line) {
    int i = 0;
    while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) i++;
    return i;
  }
}
