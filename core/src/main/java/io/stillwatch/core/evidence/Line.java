// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The text of a record as it was written, what had to be done to it, and what it says.
///
/// Flags are short words that become tags of the document: `truncated`, `lossy`, `clamped`,
/// `no-year`, `continuation`, `unparsed`, `shortened`. `original` is empty where the text tells
/// every byte; otherwise it is the bytes as they came, in base64.
public record Line(String text, List<String> flags, Fields fields, String original) {
  /// The line belongs to the record that an earlier line began.
  public static final String CONTINUATION = "continuation";

  /// Nobody understood the line; it is kept as it is.
  public static final String UNPARSED = "unparsed";

  /// Not all bytes were UTF-8: those that were not are U+FFFD in the text.
  public static final String LOSSY = "lossy";

  /// Part of the line is left out of the text: it follows in the next piece, or is in `original`.
  public static final String TRUNCATED = "truncated";

  /// What the line says of jobs is kept in part; the text has all of it.
  public static final String SHORTENED = "shortened";

  /// The line told a time that cannot be believed.
  public static final String CLAMPED = "clamped";

  private static final char REPLACEMENT = '\ufffd';

  public Line {
    flags = List.copyOf(flags);
  }

  public Line(String text, List<String> flags, Fields fields) {
    this(text, flags, fields, "");
  }

  public Line(String text, List<String> flags) {
    this(text, flags, Fields.NONE, "");
  }

  public static Line of(String text) {
    return new Line(text, List.of());
  }

  /// Bytes that should be UTF-8, and are kept beside the text where they are not.
  public static Line decoded(byte[] bytes, List<String> flags) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    var line = new Line(text, flags);
    return text.indexOf(REPLACEMENT) < 0 || isUtf8(bytes)
        ? line
        : line.withOriginal(Base64.getEncoder().encodeToString(bytes));
  }

  /// The replacement character may have been written by whoever wrote the line.
  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /// The same line, whose bytes were these; an empty `base64` changes nothing.
  public Line withOriginal(String base64) {
    return base64.isEmpty() ? this : new Line(text, flagged(LOSSY).flags, fields, base64);
  }

  /// The same line with one flag more, unless it has it already.
  public Line flagged(String flag) {
    if (flags.contains(flag)) return this;
    var more = new ArrayList<>(flags);
    more.add(flag);
    return withFlags(more);
  }

  public Line withFlags(List<String> others) {
    return new Line(text, others, fields, original);
  }
}
