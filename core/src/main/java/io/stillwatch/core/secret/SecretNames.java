// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which names of variables, options, fields and headers hold secrets.
///
/// A name is read as its parts: `dbPassword`, `DB_PASSWORD` and `db-password` are `db` and
/// `password`.
final class SecretNames {
  /// A secret wherever they stand within a name, also joined to other words (`PGPASSWORD`).
  private static final Set<String> WITHIN =
      Set.of(
          "password",
          "passwd",
          "passphrase",
          "passcode",
          "passwort",
          "kennwort",
          "secret",
          "token",
          "credential");

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
          "requirepass",
          "masterauth",
          "bindpw",
          "rootpw",
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
    if (parts.size() > 1 && ABOUT.contains(parts.getLast())) return false;
    var before = "";
    for (var part : parts) {
      if (isSecret(part, before)) return true;
      before = part;
    }
    return false;
  }

  /// Whether it is the last part of the name that says so: `auth.token` and not `auth.service`.
  static boolean endsSecret(String name) {
    var parts = parts(name);
    if (parts.isEmpty()) return false;
    return isSecret(parts.getLast(), parts.size() > 1 ? parts.get(parts.size() - 2) : "");
  }

  private static boolean isSecret(String part, String before) {
    var bare = withoutNumber(part);
    if (PARTS.contains(bare) || (bare.equals("key") && KEY_OF.contains(before))) return true;
    for (var word : WITHIN) if (bare.endsWith(word)) return true;
    return false;
  }

  /// In lower case; a capital after a small letter begins a part.
  private static List<String> parts(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (lower.length() != name.length()) return List.of(lower); // as of a Turkish capital
    var parts = new ArrayList<String>(4);
    int start = 0;
    for (int i = 0; i < lower.length(); i++) {
      char one = name.charAt(i);
      boolean joint = one == '_' || one == '-' || one == '.';
      boolean begins =
          i > 0 && Character.isUpperCase(one) && Character.isLowerCase(name.charAt(i - 1));
      if (!joint && !begins) continue;
      if (i > start) parts.add(lower.substring(start, i));
      start = joint ? i + 1 : i;
    }
    if (start < lower.length()) parts.add(lower.substring(start));
    return parts;
  }

  private static String withoutNumber(String part) {
    int end = part.length();
    while (end > 0 && Character.isDigit(part.charAt(end - 1))) end--;
    return part.substring(0, end);
  }
}
