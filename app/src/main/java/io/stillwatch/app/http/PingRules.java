// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import java.util.regex.Pattern;

/// Which addresses of pings are accepted: what becomes of unknown keys, whether only secret
/// addresses count, the key of the project (empty if there is none), and how many pings a sender
/// may send in a minute.
public record PingRules(Unknown unknown, boolean secretOnly, String projectKey, int perMinute) {
  /// Keys are adopted when they are first pinged.
  public static final PingRules ADOPTING = new PingRules(Unknown.ADOPT, false, "", 600);

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{16,100}");

  public enum Unknown {
    /// Known from a ping with `?create=1` on.
    CREATE,
    ADOPT,
    REFUSE
  }

  public PingRules {
    if (!projectKey.isEmpty() && !KEY.matcher(projectKey).matches())
      throw new IllegalArgumentException(
          "push.pings.projectKeyFile must hold 16 to 100 letters, digits, - or _.");
  }
}
