// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether systemd can read the value of a setting, by the kind of value that it takes (checked
/// against `systemd-analyze verify` of systemd 252).
final class SettingValue {
  private static final Set<String> BOOLEANS =
      Set.of("1", "yes", "y", "true", "t", "on", "0", "no", "n", "false", "f", "off");
  private static final Pattern SIGNAL =
      Pattern.compile(
          "(?:SIG)?(?:HUP|INT|QUIT|ILL|TRAP|ABRT|BUS|FPE|KILL|USR1|SEGV|USR2|PIPE|ALRM|TERM|STKFLT|CHLD"
              + "|CONT|STOP|TSTP|TTIN|TTOU|URG|XCPU|XFSZ|VTALRM|PROF|WINCH|IO|PWR|SYS|RTMIN(?:\\+\\d+)?"
              + "|RTMAX(?:-\\d+)?)|[1-9]|[1-5]\\d|6[0-4]");
  private static final Pattern EXIT_NAME = Pattern.compile("[A-Z][A-Z_]+");
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:[abfnrtvs\\\\\"']|[0-3][0-7]{2}"
              + "|x\\p{XDigit}{2}|u\\p{XDigit}{4}|U\\p{XDigit}{8})");
  private static final Pattern NAMESPACES =
      Pattern.compile("~?\\s*(?:(?:cgroup|ipc|net|mnt|pid|user|uts|time)(?:\\s++|$))*+");
  private static final Pattern NUMBER = Pattern.compile("\\+?\\d{1,10}");
  private static final Pattern SIGNED = Pattern.compile("[+-]?\\d{1,4}");
  private static final Pattern UNIT_NAME =
      Pattern.compile(
          "(?:[\\w:.\\\\@-]++|%[A-Za-z])++(?<=.\\.(?:service|socket|target|device|mount|automount|swap|timer|path|slice|scope))");
  private static final Pattern URL = Pattern.compile("(?:https?://|file:/|info:|man:).+");
  private static final Set<String> PIPES =
      Set.of(
          "",
          "inherit",
          "null",
          "tty",
          "journal",
          "kmsg",
          "syslog",
          "journal+console",
          "kmsg+console",
          "syslog+console",
          "socket");
  private static final Set<String> SOURCES =
      Set.of("", "null", "tty", "tty-force", "tty-fail", "socket", "fd", "data");
  private static final Set<String> FACILITIES =
      Set.of(
          "kern",
          "user",
          "mail",
          "daemon",
          "auth",
          "syslog",
          "lpr",
          "news",
          "uucp",
          "cron",
          "authpriv",
          "ftp",
          "local0",
          "local1",
          "local2",
          "local3",
          "local4",
          "local5",
          "local6",
          "local7");
  private static final Set<String> TYPES =
      Set.of("simple", "exec", "forking", "oneshot", "dbus", "notify", "notify-reload", "idle");
  private static final Set<String> RESTARTS =
      Set.of("no", "on-success", "on-failure", "on-abnormal", "on-watchdog", "on-abort", "always");
  private static final Set<String> KILL_MODES = Set.of("control-group", "process", "mixed", "none");
  private static final Set<String> LEVELS =
      Set.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");
  private static final Pattern LEVEL_NUMBER = Pattern.compile("[0-7]");
  private static final Set<String> IO_CLASSES =
      Set.of("none", "realtime", "best-effort", "idle", "0", "1", "2", "3");
  private static final Pattern ACTION =
      Pattern.compile(
          "none|exit|exit-force|(?:reboot|poweroff|halt|kexec)(?:-force|-immediate)?|soft-reboot(?:-force)?");

  private SettingValue() {}

  /// What else may stand there, for suggestions.
  static List<String> choices(String kind) {
    var choices =
        switch (kind) {
          case "boolean", "namespaces" -> Set.of("yes", "no", "true", "false");
          case "cpu-policy" -> Set.of("other", "batch", "idle", "fifo", "rr");
          case "type" -> TYPES;
          case "restart" -> RESTARTS;
          case "kill-mode" -> KILL_MODES;
          case "level" -> LEVELS;
          case "facility" -> FACILITIES;
          case "output" -> PIPES;
          case "protect-system" -> Set.of("full", "strict", "yes");
          case "protect-home" -> Set.of("read-only", "tmpfs", "yes");
          default -> Set.<String>of();
        };
    return choices.stream().filter(c -> !c.isEmpty()).sorted().toList();
  }

  /// Why systemd ignores the value, or nothing.
  static Optional<String> problem(String kind, String value) {
    if (kind.startsWith("limit-")) return ResourceLimit.problem(kind, value);
    boolean readable =
        switch (kind) {
          case "boolean" -> isBoolean(value);
          case "seconds" -> isSpan(value);
          case "timer" -> value.isEmpty() || isSpan(value);
          case "calendar" -> value.isEmpty() || CalendarSpec.read(value).isPresent();
          case "unit" -> UNIT_NAME.matcher(value).matches();
          case "units" -> words(value).stream().allMatch(w -> UNIT_NAME.matcher(w).matches());
          case "paths" -> words(value).stream().allMatch(SettingValue::isPath);
          case "access-paths" ->
              UnitWords.of(value).words().stream()
                  .allMatch(w -> isPath(w.replaceFirst("^-?\\+?", "")));
          case "subdirectories" ->
              UnitWords.of(value).words().stream().allMatch(SettingValue::isSubdirectory);
          case "urls" ->
              !UnitWords.of(value).open()
                  && words(value).stream().allMatch(w -> URL.matcher(w).matches());
          case "path" -> isPath(value.replaceFirst("^-", ""));
          case "condition-path" -> isPath(value.replaceFirst("^\\|?!?", ""));
          case "mode" -> value.matches("0*[0-7]{1,4}");
          case "number" -> NUMBER.matcher(value).matches();
          case "nice" -> within(value, -20, 19);
          case "oom" -> value.isEmpty() || within(value, -1000, 1000);
          case "memory" -> isMemory(value, 1);
          case "memory-or-none" -> isMemory(value, 0);
          case "tasks" -> isTasks(value);
          case "environment" -> isEnvironment(value);
          case "exit-statuses" -> words(value).stream().allMatch(SettingValue::isExitStatus);
          case "cpu-priority" -> within(value, 0, 99);
          case "io-priority" -> value.isEmpty() || value.matches("\\+?0*(?:0x0*)?[0-7]");
          default -> isWord(kind, value);
        };
    return readable ? Optional.empty() : Optional.of("systemd cannot read the value " + value);
  }

  private static boolean isWord(String kind, String value) {
    return switch (kind) {
      case "type" -> TYPES.contains(value);
      case "restart" -> RESTARTS.contains(value);
      case "kill-mode" -> KILL_MODES.contains(value);
      case "signal" -> SIGNAL.matcher(value).matches();
      case "level" -> LEVELS.contains(value) || LEVEL_NUMBER.matcher(value).matches();
      case "facility" -> FACILITIES.contains(value) || value.matches("\\d|1\\d|2[0-3]");
      case "oom-policy" -> value.matches("continue|stop|kill");
      case "namespaces" -> isBoolean(value) || NAMESPACES.matcher(value).matches();
      case "cpu-policy" -> value.matches("|other|batch|idle|fifo|rr|\\d+");
      case "io-class" -> value.isEmpty() || IO_CLASSES.contains(value);
      case "action" -> ACTION.matcher(value).matches();
      case "output" -> PIPES.contains(value) || isFile(value, "fd:|(?:file|append|truncate):/");
      case "input" -> SOURCES.contains(value) || isFile(value, "fd:|file:/");
      case "protect-system" -> isBoolean(value) || value.matches("full|strict");
      case "protect-home" -> isBoolean(value) || value.matches("read-only|tmpfs");
      default -> true;
    };
  }

  private static boolean isFile(String value, String start) {
    return value.matches("(?:" + start + ").*") || value.contains("%");
  }

  private static boolean isBoolean(String value) {
    return BOOLEANS.contains(value.toLowerCase(Locale.ROOT));
  }

  /// An escape is one character, and of a name none is a part.
  private static boolean isEnvironment(String value) {
    var plain = ESCAPE.matcher(value).replaceAll("!");
    return plain.indexOf('\\') < 0 && UnitWords.of(plain).assignments();
  }

  /// A number, a signal or a name; names are not looked up, so a later one is never wrong.
  private static boolean isExitStatus(String word) {
    if (SIGNAL.matcher(word).matches() || EXIT_NAME.matcher(word).matches()) return true;
    return NUMBER.matcher(word).matches() && Long.parseLong(word) <= 255;
  }

  private static boolean isSpan(String value) {
    return value.equals("infinity") || TimeSpan.read(value).isPresent();
  }

  private static boolean isPath(String value) {
    return value.isEmpty() || value.startsWith("/") || value.startsWith("%");
  }

  /// Below the folder that systemd keeps for such: `/run` for `RuntimeDirectory=`.
  private static boolean isSubdirectory(String word) {
    return List.of(word.split(":", -1)).stream()
        .noneMatch(part ->
            part.startsWith("/")
                || part.equals(".")
                || List.of(part.split("/", -1)).contains(".."));
  }

  private static boolean within(String value, int low, int high) {
    if (!SIGNED.matcher(value).matches()) return false;
    int number = Integer.parseInt(value);
    return number >= low && number <= high;
  }

  private static boolean isMemory(String value, int least) {
    if (value.isEmpty() || value.equals("infinity")) return true;
    return Amount.share(value)
        .map(BigInteger::valueOf)
        .or(() -> Amount.bytes(value))
        .filter(n -> n.compareTo(BigInteger.valueOf(least)) >= 0 && n.compareTo(Amount.MAX) < 0)
        .isPresent();
  }

  private static boolean isTasks(String value) {
    if (value.isEmpty() || value.equals("infinity") || Amount.share(value).isPresent()) return true;
    return Amount.count(value)
        .filter(n -> n.signum() > 0 && n.compareTo(Amount.MAX) < 0)
        .isPresent();
  }

  private static List<String> words(String value) {
    return value.isBlank() ? List.of() : List.of(value.strip().split("\\s+", -1));
  }
}
