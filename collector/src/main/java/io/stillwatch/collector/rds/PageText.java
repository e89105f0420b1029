// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;

/// Text of a log whose length in bytes is that of the file, although XML carries no byte that is no
/// UTF-8.
///
/// The service puts U+FFFD in its place, three bytes for one. Offsets and with them the ids of
/// lines would be wrong by the difference, and what is read again would be told twice.
final class PageText {
  /// Stands where XML could not carry a byte, or in the log itself.
  static final char LOST_CHARACTER = '\ufffd';

  /// Stands for one lost byte. XML cannot carry this character either, so no page holds it.
  static final char LOST_BYTE = '\uffff';

  /// No byte of UTF-8.
  private static final byte NO_UTF_8 = (byte) 0xff;

  private PageText() {}

  /// The text of a page of so many bytes: where its length proves that each strange character stood
  /// for one byte, they are told as lost bytes.
  static String measured(String text, long size) {
    long strange = text.chars().filter(one -> one == LOST_CHARACTER).count();
    long excess = text.getBytes(UTF_8).length - size;
    return strange > 0 && excess == 2 * strange ? text.replace(LOST_CHARACTER, LOST_BYTE) : text;
  }

  /// Whether characters of unknown length are in a text, which is too long or too short for its
  /// page. At the beginning they belong to a character that an overlap cut, and go with it.
  static boolean isVague(String measured, long size) {
    int cut = 0;
    while (cut < 3 && cut < measured.length() && measured.charAt(cut) == LOST_CHARACTER) cut++;
    return measured.indexOf(LOST_CHARACTER, cut) >= 0 && bytes(measured).length != size;
  }

  /// As many bytes as the text stands for.
  static byte[] bytes(String text) {
    if (text.indexOf(LOST_BYTE) < 0) return text.getBytes(UTF_8);
    var bytes = new ByteArrayOutputStream(text.length());
    int from = 0;
    for (int at; (at = text.indexOf(LOST_BYTE, from)) >= 0; from = at + 1) {
      bytes.writeBytes(text.substring(from, at).getBytes(UTF_8));
      bytes.write(NO_UTF_8);
    }
    bytes.writeBytes(text.substring(from).getBytes(UTF_8));
    return bytes.toByteArray();
  }

  /// The text of bytes of a file, as long as they are.
  static String of(byte[] bytes) {
    var plain = new String(bytes, UTF_8).replace(LOST_BYTE, LOST_CHARACTER);
    if (plain.indexOf(LOST_CHARACTER) < 0) return plain;
    var decoder = UTF_8.newDecoder(); // which reports what is no UTF-8
    var text = new StringBuilder(bytes.length);
    var characters = CharBuffer.allocate(bytes.length);
    for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
      var result = decoder.reset().decode(left, characters.clear(), true);
      text.append(characters.flip().toString().replace(LOST_BYTE, LOST_CHARACTER));
      if (!result.isError()) break;
      for (int i = 0; i < result.length(); i++) text.append(LOST_BYTE);
      left.position(left.position() + result.length());
    }
    return text.toString();
  }

  /// The text as people and indices see it.
  static String shown(String text) {
    return text.replace(LOST_BYTE, LOST_CHARACTER);
  }
}
