// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.database.Carried;
import io.stillwatch.collector.rds.Reading.Head;
import io.stillwatch.collector.rds.Reading.Place;
import io.stillwatch.collector.rds.Reading.Seen;
import io.stillwatch.collector.syslog.LineCutter;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.LogFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Turns the text of one file into records, from where its reading stands.
final class FileText {
  private static final int HEAD_BYTES = 1024;

  private final RdsLines lines;
  private final Instant fallback;
  private final List<Evidence> records = new ArrayList<>();

  /// `fallback` is the time of lines before the first dated one.
  FileText(RdsLines lines, Instant fallback) {
    this.lines = lines;
    this.fallback = fallback;
  }

  List<Evidence> records() {
    return records;
  }

  /// The reading of a content that nobody has met before, from its first page on.
  ///
  /// A content without a dated line is named by the time of its file too: it may not be the only
  /// one that holds nothing but a header. `context` is what its first line inherits.
  static Reading begun(LogFile file, String firstPage, Set<String> generations, Carried context) {
    var family = RdsName.of(file.path()).family();
    var head = head(PageText.shown(firstPage));
    var generation = named(family, head.hash());
    if (!head.undated().isEmpty()) generation = named(generation, file.modified().toString());
    while (generations.contains(generation)) generation = named(generation, head.hash());
    return new Reading(
        file.path(),
        family,
        generation,
        head,
        new Place(Markers.START, 0, ""),
        new Seen(0, 0, 0),
        context,
        Reconciliation.NOTHING);
  }

  static boolean begins(String text, Head head) {
    var bytes = PageText.shown(text).getBytes(StandardCharsets.UTF_8);
    return bytes.length >= head.length()
        && EvidenceId.fingerprint(bytes, 0, head.length()).equals(head.hash());
  }

  private static String named(String before, String hash) {
    var bytes = (before + "|" + hash).getBytes(StandardCharsets.UTF_8);
    return EvidenceId.fingerprint(bytes, 0, bytes.length);
  }

  /// Every generation of a slow log begins with the same three lines, so a head reaches to the
  /// first line with a time.
  private static Head head(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    int dated = headLength(text);
    int length = Math.min(dated, Math.min(HEAD_BYTES, bytes.length));
    boolean whole = dated <= HEAD_BYTES || bytes.length >= HEAD_BYTES;
    return new Head(length, EvidenceId.fingerprint(bytes, 0, length), whole ? "" : text, 0);
  }

  private static int headLength(String text) {
    int bytes = 0;
    for (int from = 0; from < text.length() && bytes < HEAD_BYTES; ) {
      int end = text.indexOf('\n', from);
      var line = text.substring(from, end < 0 ? text.length() : end + 1);
      bytes += line.getBytes(StandardCharsets.UTF_8).length;
      if (RdsLines.time(line).isPresent()) return bytes;
      from += line.length();
    }
    return Integer.MAX_VALUE;
  }

  /// Takes the text of a page; the last line waits for its end.
  Reading add(Reading reading, Answer.Text page) {
    var text = page.text();
    var known = reading.head().undated();
    var after =
        known.isEmpty() || reading.place().offset() == 0
            ? reading
            : reading.with(reading.head().longer(head(known + PageText.shown(text))));
    var summed =
        reading.reconciliation().and(reading.place().offset(), page.end(), text, page.vague());
    var carried = reading.place().carry() + text;
    return cut(after.with(summed), carried, new Place(page.marker(), page.end(), ""), false);
  }

  /// Nobody will finish the last line any more.
  Reading finish(Reading reading) {
    var place = reading.place();
    if (place.carry().isEmpty()) return reading;
    return cut(reading, place.carry(), new Place(place.marker(), place.offset(), ""), true);
  }

  private Reading cut(Reading before, String text, Place after, boolean closed) {
    var reading = before.with(before.head().since(fallback));
    var undated = reading.head().timeOr(fallback);
    var bytes = PageText.bytes(text);
    var cutter =
        new LineCutter(reading.name(), reading.generation(), Integer.MAX_VALUE, RawLine.MAX_BYTES);
    var cut = cutter.cut(bytes, Math.max(0, after.offset() - bytes.length), closed);
    var context = reading.context();
    var database = lines.of(reading.family());
    boolean lossy = text.indexOf(PageText.LOST_BYTE) >= 0;
    for (var line : cut.lines()) {
      var read = database.read(lossy ? shown(line) : line, context, undated);
      context = read.after();
      records.add(read.record());
    }
    var carry = PageText.of(Arrays.copyOfRange(bytes, cut.consumed(), bytes.length));
    return reading.at(new Place(after.marker(), after.offset(), carry), context);
  }

  /// Which bytes were lost nobody knows.
  private static RawLine shown(RawLine line) {
    var text = PageText.of(line.raw());
    if (text.indexOf(PageText.LOST_BYTE) < 0) return line;
    var raw = PageText.shown(text).getBytes(StandardCharsets.UTF_8);
    return new RawLine(line.position(), raw, line.flags());
  }
}
