// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector;

import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The deterministic name of a piece of evidence: 27 letters, the same whenever the same bytes are
/// read at the same place.
///
/// The path is not part of it, so a renamed file repeats its ids.
public final class EvidenceId {
  private static final int KEPT_BYTES = 20;

  private EvidenceId() {}

  public static String of(SourceId source, Position position, byte[] raw) {
    var digest = sha256();
    digest.update(source.value().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '|');
    digest.update(position.generation().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '|');
    digest.update(Long.toString(position.offset()).getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '|');
    return named(digest.digest(sha256().digest(raw)));
  }

  /// The id of something that has no bytes of its own, such as a gap or an answer of an API.
  public static String of(String... parts) {
    return named(sha256().digest(String.join("|", parts).getBytes(StandardCharsets.UTF_8)));
  }

  /// A short hash of content, for the generations of files.
  public static String fingerprint(byte[] content, int offset, int length) {
    var digest = sha256();
    digest.update(content, offset, length);
    return HexFormat.of().formatHex(digest.digest(), 0, 12);
  }

  private static String named(byte[] hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, KEPT_BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
