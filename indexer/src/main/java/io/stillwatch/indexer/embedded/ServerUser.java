// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import java.net.PasswordAuthentication;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// A user of the server.
record ServerUser(String name, String password) {
  private static final int PASSWORD_BYTES = 24;
  private static final int SALT_BYTES = 32;
  private static final int ITERATIONS = 10_000;
  private static final int KEY_BITS = 256;

  static ServerUser generated(String name, SecureRandom random) {
    var bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return new ServerUser(name, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// The line of the server's file `users`: `name:{PBKDF2}iterations$salt$hash`, with HMAC-SHA512
  /// and 256 bits (the setting `pbkdf2` of `xpack.security.authc.password_hashing.algorithm`).
  String line(SecureRandom random) {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    var key = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, KEY_BITS);
    try {
      var hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(key);
      var base64 = Base64.getEncoder();
      return "%s:{PBKDF2}%d$%s$%s\n"
          .formatted(
              name,
              ITERATIONS,
              base64.encodeToString(salt),
              base64.encodeToString(hash.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has PBKDF2WithHmacSHA512", e);
    }
  }

  PasswordAuthentication authentication() {
    return new PasswordAuthentication(name, password.toCharArray());
  }

  /// The header of a request.
  String authorization() {
    var both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  @Override
  public String toString() {
    return "ServerUser[" + name + ", hidden]";
  }
}
