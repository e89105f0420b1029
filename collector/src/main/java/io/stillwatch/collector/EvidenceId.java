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
  private static final Base64.Encoder NAMES = Base64.getUrlEncoder().withoutPadding();

  /// Looking one up costs more than a line's hash; each is as new after every use.
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(EvidenceId::sha256);

  private EvidenceId() {}

  public static String of(SourceId source, Position position, byte[] raw) {
    var place = source.value() + '|' + position.generation() + '|' + position.offset() + '|';
    var digest = SHA_256.get();
    var content = digest.digest(raw);
    digest.update(place.getBytes(StandardCharsets.UTF_8));
    return named(digest.digest(content));
  }

  /// The id of something that has no bytes of its own, such as a gap or an answer of an API.
  public static String of(String... parts) {
    return named(SHA_256.get().digest(String.join("|", parts).getBytes(StandardCharsets.UTF_8)));
  }

  /// A short hash of content, for the generations of files.
  public static String fingerprint(byte[] content, int offset, int length) {
    var digest = SHA_256.get();
    digest.update(content, offset, length);
    return HexFormat.of().formatHex(digest.digest(), 0, 12);
  }

  private static String named(byte[] hash) {
    return NAMES.encodeToString(Arrays.copyOf(hash, KEPT_BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
