// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.series;

import io.stillwatch.core.series.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a file of lines `time,value`; the first may be a header.
///
/// Lines may be in any order. A line without a value, or with NaN, says that nothing was measured.
public final class CsvSeries {
  private static final int MOST_LINES = 1_000_000;
  private static final int SHOWN = 40;

  private final String name;
  private final List<Sample> samples = new ArrayList<>();
  private int line;

  private CsvSeries(String name) {
    this.name = name;
  }

  public static List<Sample> read(Path file) throws IOException {
    var series = new CsvSeries(file.toString());
    try (var reader = Files.newBufferedReader(file)) {
      series.readAll(reader);
    } catch (CharacterCodingException e) {
      throw new CsvException(
          series.name + ", after line " + series.line + ": not UTF-8. Save the file as UTF-8.", e);
    }
    if (series.samples.isEmpty()) {
      throw new CsvException(
          series.name + ": no sample. Give lines such as 2026-11-30T04:00:00Z,12.5.");
    }
    return series.samples;
  }

  private void readAll(BufferedReader reader) throws IOException {
    for (var text = reader.readLine(); text != null; text = reader.readLine()) {
      line++;
      if (line > MOST_LINES) {
        throw error("more than " + MOST_LINES + " lines", "Score a part of the file, or averages");
      }
      if (line == 1 && text.startsWith("\uFEFF")) text = text.substring(1);
      if (!text.isBlank()) readLine(text);
    }
  }

  private void readLine(String text) throws CsvException {
    var columns = text.split(",", -1);
    if (columns.length != 2) {
      throw error(columns.length + " columns", "Give two: time,value");
    }
    var at = SampleTime.of(unquoted(columns[0]));
    var value = unquoted(columns[1]);
    if (at.isEmpty()) {
      if (line == 1 && number(value).isEmpty()) return; // a header
      throw error(
          "column 1: '" + shown(columns[0]) + "' is not a time",
          "Write 2026-11-30T04:00:00Z, 2026-11-30 04:00:00 (UTC) or seconds since 1970");
    }
    if (value.isEmpty() || value.toLowerCase(Locale.ROOT).equals("nan")) return;
    var number = number(value);
    if (number.isEmpty()) {
      throw error(
          "column 2: '" + shown(columns[1]) + "' is not a number",
          "Write 12.5 or 1.25e1, or nothing if nothing was measured");
    }
    samples.add(new Sample(at.get(), number.get()));
  }

  private static String unquoted(String cell) {
    var text = cell.strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).strip() : text;
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String shown(String cell) {
    return cell.length() > SHOWN ? cell.substring(0, SHOWN) + "..." : cell;
  }

  private CsvException error(String what, String remedy) {
    return new CsvException(name + ", line " + line + ", " + what + ". " + remedy + ".");
  }
}
