// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor;

import io.stillwatch.core.evidence.LogEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A host from an example that tells facts, one a line, and whole files, each below `# /its/path`.
///
/// `fact NAME = VALUE`, `stat PATH TYPE MODE OWNER`, `expired USER`, `absent PATH`, `link PATH
/// OWNER`, `ran COMMAND = FIRST LAST RUNS`, `cronie`.
final class Furnishing {
  private static final Pattern FILE = Pattern.compile("# (/\\S+)(?: (0\\d+) (\\w+))?");
  private static final Pattern FACT = Pattern.compile("fact (\\S+) = (.*)");
  private static final Pattern STAT =
      Pattern.compile("stat (\\S+) (\\w) ([0-7]{4}) (\\w+)(?: (.+))?");
  private static final Pattern EXPIRED = Pattern.compile("expired (\\w+)");
  private static final Pattern ABSENT = Pattern.compile("absent (\\S+)");
  private static final Pattern RAN = Pattern.compile("ran (.*) = (\\S+) (\\S+) (\\d+)");

  private static final Pattern ZONE = Pattern.compile("zone (\\S+)");
  private static final Pattern SAID = Pattern.compile("said (\\S+) = (.*)");
  private static final Pattern REPEAT = Pattern.compile("repeat (\\d+) (.*)");
  private static final Pattern LONG = Pattern.compile("long (\\d+) (.*)");

  private Furnishing() {}

  static boolean describes(String example) {
    var first = example.lines().findFirst().orElse("");
    if (first.equals("before")) return true;
    return Stream.of(FILE, FACT, STAT, EXPIRED, ABSENT, RAN, ZONE, SAID)
        .anyMatch(p -> p.matcher(first).matches());
  }

  static HostFixture of(String example) {
    if (!example.startsWith("before\n")) return host(example);
    var parts = example.substring("before\n".length()).split("after\n", 2);
    return host(parts[1]).before(host(parts[0]));
  }

  private static HostFixture host(String example) {
    var host = HostFixture.debian().furnished();
    Map<String, StringBuilder> files = new LinkedHashMap<>();
    var open = new StringBuilder();
    for (var line : example.split("\n", -1)) {
      var file = FILE.matcher(line);
      if (file.matches()) open = files.computeIfAbsent(line, _ -> new StringBuilder());
      else if (!fact(line, host)) open.append(written(line)).append('\n');
    }
    files.forEach((heading, text) -> {
      var file = FILE.matcher(heading);
      if (!file.matches()) throw new AssertionError(heading);
      var owner = file.group(3);
      if (owner == null) host.file(file.group(1), text.toString());
      else host.file(file.group(1), text.toString(), file.group(2), uid(owner));
    });
    return host;
  }

  private static String written(String line) {
    var repeat = REPEAT.matcher(line);
    if (repeat.matches()) {
      return (repeat.group(2) + "\n").repeat(Integer.parseInt(repeat.group(1))).stripTrailing();
    }
    var longer = LONG.matcher(line);
    if (longer.matches()) return longer.group(2) + "x".repeat(Integer.parseInt(longer.group(1)));
    return line;
  }

  private static boolean fact(String line, HostFixture host) {
    var fact = FACT.matcher(line);
    if (fact.matches()) host.fact(fact.group(1), fact.group(2));
    var stat = STAT.matcher(line);
    if (stat.matches()) stat(stat, host);
    var expired = EXPIRED.matcher(line);
    if (expired.matches()) host.expired(expired.group(1));
    var absent = ABSENT.matcher(line);
    if (absent.matches()) host.absent(absent.group(1));
    var ran = RAN.matcher(line);
    if (ran.matches()) {
      host.ran(
          "root",
          ran.group(1),
          Instant.parse(ran.group(2)),
          Instant.parse(ran.group(3)),
          Integer.parseInt(ran.group(4)));
    }
    var zone = ZONE.matcher(line);
    if (zone.matches()) host.zone(zone.group(1));
    var said = SAID.matcher(line);
    if (said.matches()) {
      var event = new LogEvent.ConfigRejected(said.group(1), said.group(2));
      host.said(event, HostFixture.NOW, line);
    }
    if (zone.matches() || said.matches() || expired.matches()) return true;
    return fact.matches() || stat.matches() || absent.matches() || ran.matches();
  }

  private static void stat(java.util.regex.Matcher stat, HostFixture host) {
    int uid = uid(stat.group(4));
    var shebang = stat.group(5) == null ? "" : stat.group(5);
    host.stat(
        stat.group(1),
        new io.stillwatch.core.evidence.FileStat(
            stat.group(2), stat.group(3), uid, uid, false, shebang));
  }

  private static int uid(String owner) {
    return switch (owner) {
      case "root" -> 0;
      case "ops" -> 1000;
      case "dba" -> 1001;
      case "app" -> 1002;
      default -> 4711;
    };
  }
}
