// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.webhook;

import io.stillwatch.alerting.webhook.WebhookNotifier.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The keys of a webhook and what they sign: HMAC-SHA256 over id, timestamp and body, joined by
/// full stops (Standard Webhooks 1.0.0, "Signature scheme", symmetric).
final class SigningKeys {
  private static final String PREFIX = "whsec_";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;
  private static final int MAX_KEYS = 2;
  private static final int MAX_FILE = 4_096;

  private final List<SecretKeySpec> keys;

  private SigningKeys(List<SecretKeySpec> keys) {
    this.keys = keys;
  }

  /// Fails with an `IllegalArgumentException` that does not contain the keys.
  static SigningKeys of(Secret secret) throws IOException {
    return switch (secret) {
      case Secret.Text(String keys) -> parsed(keys);
      case Secret.InFile(var file) -> {
        try (var in = Files.newInputStream(file)) {
          yield parsed(new String(in.readNBytes(MAX_FILE), StandardCharsets.UTF_8));
        }
      }
    };
  }

  private static SigningKeys parsed(String text) {
    var words = text.strip().split("\\s+", -1);
    if (words.length > MAX_KEYS) {
      throw new IllegalArgumentException("A webhook has one key, or two during a change.");
    }
    var keys = new ArrayList<SecretKeySpec>();
    for (var word : words) keys.add(key(word));
    return new SigningKeys(keys);
  }

  private static SecretKeySpec key(String word) {
    var bytes = word.startsWith(PREFIX) ? decoded(word.substring(PREFIX.length())) : new byte[0];
    if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "A key of a webhook is whsec_ and 24 to 64 bytes in Base64. Make one with:"
              + " echo whsec_$(openssl rand -base64 32)");
    }
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /// One signature for each key, separated by blanks: a receiver accepts the message if one of them
  /// is right.
  String signature(String id, long timestamp, byte[] body) {
    return keys.stream()
        .map(key -> "v1," + Base64.getEncoder().encodeToString(hmac(key, id, timestamp, body)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] hmac(SecretKeySpec key, String id, long timestamp, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
    }
  }
}
