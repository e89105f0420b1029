// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import java.util.regex.Pattern;

/// Who asks, as far as a simulated account can tell: whose account it is, from the access key of
/// the signature.
///
/// Only [StsApi] hands out keys that name an account; with any other key, or none, it is the
/// account itself.
record Caller(String account) {
  private static final String KEY = "ASIA";
  private static final Pattern CREDENTIAL =
      Pattern.compile("Credential=" + KEY + "(\\d{12})[^/]*/");

  static Caller of(String authorization) {
    var matcher = CREDENTIAL.matcher(authorization);
    return new Caller(matcher.find() ? matcher.group(1) : AccountApi.ACCOUNT);
  }

  /// The access key by which [#of] knows the account again.
  static String accessKey(String account) {
    return KEY + account + "SIMULATED";
  }
}
