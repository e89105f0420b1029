// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/// Ids derived from content alone, so that a repeated decision produces the same ones.
public final class Digest {
  /// Without 0, O, 1 and I, because people read ids aloud.
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int ID_LETTERS = 5;

  private Digest() {}

  /// `INC-` and five letters; drawn again if an open alert already has the same id.
  public static String alertId(String group, Instant startedAt, Set<String> taken) {
    for (int draw = 0; ; draw++) {
      var seed = group + "\n" + startedAt + (draw == 0 ? "" : "\n" + draw);
      var id = "INC-" + letters(hash(seed));
      if (!taken.contains(id)) return id;
    }
  }

  /// Eight hexadecimal digits for the id of a finding or a job.
  public static String fingerprint(String id) {
    return String.format(Locale.ROOT, "%08x", (int) hash(id));
  }

  private static String letters(long hash) {
    var text = new StringBuilder();
    for (int i = 0; i < ID_LETTERS; i++) text.append(LETTERS.charAt((int) (hash >>> (5 * i)) & 31));
    return text.toString();
  }

  private static long hash(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(sha.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
