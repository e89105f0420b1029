// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.core.text.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Log lines as CSV (RFC 4180), the time first. A value that a spreadsheet would take for a formula
/// gets an apostrophe in front; what a terminal would obey is escaped.
final class CsvLines {
  private static final String TIME = "@timestamp";
  private static final String FORMULA = "=+-@\t\r";

  private final List<String> columns;
  private final OutputStream out;

  CsvLines(Collection<String> columns, OutputStream out) {
    var all = new LinkedHashSet<String>();
    all.add(TIME);
    all.addAll(columns);
    this.columns = List.copyOf(all);
    this.out = out;
  }

  void head() throws IOException {
    write(columns);
  }

  void write(Hit line) throws IOException {
    var values = new ArrayList<String>();
    for (var column : columns) {
      values.add(column.equals(TIME) ? line.at().toString() : text(line.fields().get(column)));
    }
    write(values);
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Number number -> number.toString();
      case List<?> list -> plain(String.join(", ", list.stream().map(String::valueOf).toList()));
      default -> plain(value.toString());
    };
  }

  private static String plain(String text) {
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return Printable.lines(formula ? "'" + text : text);
  }

  private void write(List<String> values) throws IOException {
    var row = String.join(",", values.stream().map(CsvLines::quoted).toList()) + "\r\n";
    out.write(row.getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
  }
}
