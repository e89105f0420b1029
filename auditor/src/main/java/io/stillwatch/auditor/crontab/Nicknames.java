// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import io.stillwatch.core.evidence.Platform.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The `@` words that both daemons know; they are case-sensitive.
public final class Nicknames {
  private static final Map<String, String> EXPRESSIONS =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");
  private static final String REBOOT = "@reboot";

  private Nicknames() {}

  public static List<String> all() {
    return List.of(
        "@daily", "@hourly", "@weekly", "@monthly", "@yearly", "@annually", "@midnight", REBOOT);
  }

  static Optional<Timing> timing(String name, int column) {
    var parts = List.of(new Timing.Part(name, column));
    if (name.equals(REBOOT)) {
      var never = parse("0 0 1 1 *");
      return Optional.of(new Timing(REBOOT, never.fields(), parts, true, false));
    }
    var expression = EXPRESSIONS.get(name);
    if (expression == null) return Optional.empty();
    return Optional.of(new Timing(expression, parse(expression).fields(), parts, false, false));
  }

  private static Timing parse(String expression) {
    return EntryParser.accept(expression + " x", TablePlace.Format.USER, Dialect.DEBIAN)
        .orElseThrow()
        .timing();
  }
}
