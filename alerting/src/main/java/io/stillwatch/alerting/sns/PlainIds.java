// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Subjects and ids in the characters that SNS accepts.
final class PlainIds {
  private static final int MAX_SUBJECT = 99;

  /// API reference of Publish: ASCII that begins with a letter, number or punctuation mark, without
  /// line breaks or control characters, of less than 100 characters.
  private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7E][\\x20-\\x7E]{0,98}");

  /// Up to 128 alphanumeric characters and punctuation.
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,128}");

  private PlainIds() {}

  static String subject(String text) {
    if (SUBJECT.matcher(text).matches()) return text;
    var plain = text.replaceAll("\\p{Cntrl}+", " ").replaceAll("[^\\x20-\\x7E]+", "?").strip();
    if (plain.isEmpty()) return "[Stillwatch]";
    return plain.substring(0, Math.min(MAX_SUBJECT, plain.length()));
  }

  /// The id itself, or its hash if SNS would reject it: the same for each repeat.
  static String id(String id) {
    if (ID.matcher(id).matches()) return id;
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
