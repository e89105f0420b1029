// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import java.util.Locale;
import java.util.Set;

/// Which names of variables, options, fields and headers hold secrets.
///
/// A name is read as its parts: `dbPassword`, `DB_PASSWORD` and `db-password` are `db` and
/// `password`.
final class SecretNames {
  /// A secret wherever they stand within a name, also joined to other words (`PGPASSWORD`).
  private static final Set<String> WITHIN =
      Set.of("password", "passwd", "passphrase", "passcode", "secret", "token", "credential");

  /// A secret as a part of its own.
  private static final Set<String> PARTS =
      Set.of(
          "pass",
          "pwd",
          "pw",
          "psw",
          "auth",
          "authorization",
          "cookie",
          "cookies",
          "sig",
          "signature",
          "storepass",
          "keypass",
          "userpass",
          "dbpass",
          "rootpass",
          "adminpass",
          "smtppass",
          "ftppass",
          "passin",
          "passout",
          "apikey",
          "accesskey",
          "secretkey",
          "privatekey",
          "accountkey",
          "sharedaccesskey",
          "authkey",
          "masterkey",
          "signingkey",
          "sshpass",
          "jwt",
          "otp",
          "credentials");

  /// A key is a secret if it is the key to something.
  private static final Set<String> KEY_OF =
      Set.of(
          "api",
          "access",
          "secret",
          "private",
          "signing",
          "encryption",
          "master",
          "account",
          "shared",
          "auth",
          "service",
          "app",
          "application",
          "storage",
          "deploy",
          "license",
          "session",
          "cipher",
          "aes",
          "hmac",
          "webhook",
          "integration",
          "routing",
          "server");

  /// Names about a secret that do not hold it, by their last part.
  private static final Set<String> ABOUT =
      Set.of(
          "file",
          "files",
          "path",
          "dir",
          "directory",
          "url",
          "uri",
          "endpoint",
          "id",
          "ids",
          "name",
          "names",
          "length",
          "size",
          "count",
          "type",
          "types",
          "age",
          "expiry",
          "expires",
          "expired",
          "expiration",
          "ttl",
          "policy",
          "lifetime",
          "min",
          "max",
          "limit",
          "arn",
          "prompt",
          "required",
          "enabled",
          "disabled",
          "changed",
          "reset",
          "hint",
          "version",
          "method",
          "mode",
          "fd",
          "env",
          "command",
          "cmd",
          "timeout",
          "retries",
          "provider",
          "store",
          "manager",
          "issuer",
          "scheme",
          "verification",
          "validation",
          "check",
          "rotation",
          "reuse",
          "encryption",
          "list",
          "stdin",
          "log",
          "plugin",
          "algorithm",
          "owner",
          "date",
          "time",
          "at",
          "in",
          "sock",
          "socket",
          "agent",
          "helper");

  private static final int LONGEST = 128;

  private SecretNames() {}

  /// Whether the value of this name is a secret.
  static boolean isSecret(String name) {
    if (name.isEmpty() || name.length() > LONGEST) return false;
    var parts = parts(name);
    var last = parts[parts.length - 1];
    if (parts.length > 1 && ABOUT.contains(last)) return false;
    for (int i = 0; i < parts.length; i++) {
      if (isSecret(parts[i], i == 0 ? "" : parts[i - 1])) return true;
    }
    return false;
  }

  private static boolean isSecret(String part, String before) {
    var bare = withoutNumber(part);
    if (PARTS.contains(bare) || (bare.equals("key") && KEY_OF.contains(before))) return true;
    for (var word : WITHIN) if (bare.endsWith(word)) return true;
    return false;
  }

  private static String[] parts(String name) {
    var apart = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char one = name.charAt(i);
      boolean begins =
          Character.isUpperCase(one) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
      if (begins) apart.append('_');
      apart.append(one == '-' || one == '.' ? '_' : one);
    }
    var parts = apart.toString().toLowerCase(Locale.ROOT).split("_+");
    return parts.length == 0 ? new String[] {""} : parts;
  }

  private static String withoutNumber(String part) {
    int end = part.length();
    while (end > 0 && Character.isDigit(part.charAt(end - 1))) end--;
    return part.substring(0, end);
  }
}
