// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import io.stillwatch.auditor.systemd.Unit.Fault;
import io.stillwatch.auditor.systemd.Unit.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds what systemd complains of in a timer or service: first line by line, then as a whole.
final class UnitCheck {
  private static final Pattern SPECIFIER = Pattern.compile("%([A-Za-z0-9%])");
  private static final String SPECIFIERS = "aAbBcCdDEfFgGhHiIjJlLmMnNopPqrRsStTuUvVwWyY%";

  /// Those that stand for an absolute path.
  private static final String FOLDERS = "CdEfhLsStTVyY";

  private static final Pattern BAD_ESCAPE = Pattern.compile("\\\\(?![s\\\\\"'xuU0-7])");
  private static final Set<String> EXPANDED =
      Set.of("units", "environment", "path", "condition-path", "string");
  private static final Pattern EXEC_PREFIX =
      Pattern.compile("^(?:-(?!-)|@(?!@)|:(?!:)|\\+(?![+!])|!{1,2}(?![+!]))*+");

  private final Unit unit;
  private final boolean timer;
  private final Set<String> sections;
  private final List<Fault> faults = new ArrayList<>();
  private boolean ignoring;

  UnitCheck(Unit unit) {
    this.unit = unit;
    this.timer = unit.name().endsWith(".timer");
    this.sections =
        timer ? Set.of("Unit", "Timer", "Install") : Set.of("Unit", "Service", "Install");
  }

  List<Fault> faults() {
    for (var file : unit.files()) {
      ignoring = false;
      file.lines().forEach(line -> line(file, line));
    }
    if (unit.name().endsWith(".service") || timer) whole();
    return faults;
  }

  private void line(UnitFile file, UnitLine line) {
    switch (line) {
      case UnitLine.Blank _, UnitLine.Comment _ -> {}
      case UnitLine.Section(int number, _, var name) -> {
        ignoring = !sections.contains(name);
        if (ignoring && !name.startsWith("X-")) {
          add(file, number, 1, FaultKind.UNKNOWN, "systemd knows no section [" + name + "] here");
        }
      }
      case UnitLine.Faulty(int number, _, var why) -> {
        boolean fatal = why.startsWith("Invalid section header");
        if (ignoring && !fatal) return;
        add(file, number, 1, fatal ? FaultKind.FATAL : FaultKind.UNKNOWN, why);
      }
      case UnitLine.Setting setting -> setting(file, setting);
    }
  }

  private void add(UnitFile file, int line, int column, FaultKind kind, String why) {
    faults.add(new Fault(file, line, column, kind, why));
  }

  private void setting(UnitFile file, UnitLine.Setting setting) {
    if (!sections.contains(setting.section()) || setting.name().startsWith("X-")) return;
    var kind = Settings.kind(setting.section(), setting.name());
    if (kind.isEmpty()) {
      add(file, setting.number(), 1, FaultKind.UNKNOWN, unknown(setting));
      return;
    }
    var value = setting.value().text();
    int column = setting.value().column();
    if (kind.get().equals("command")) {
      boolean harmless = ignored(value);
      command(value)
          .ifPresent(why ->
              add(
                  file,
                  setting.number(),
                  column,
                  harmless ? FaultKind.VALUE : FaultKind.FATAL,
                  why));
    } else if (kind.get().equals("directory")) {
      boolean usable = value.isEmpty() || value.matches("-?(?:~|[/%].*)");
      if (!usable) {
        add(file, setting.number(), column, FaultKind.FATAL, value + " is not an absolute path");
      }
    } else if (kind.get().equals("user")) {
      if (!account(value)) {
        add(
            file,
            setting.number(),
            column,
            FaultKind.FATAL,
            value + " is not a valid account name");
      }
    } else if (!template() || !value.contains("%")) {
      SettingValue.problem(kind.get(), value)
          .or(() -> itself(setting))
          .or(() -> specifier(kind.get(), value))
          .ifPresent(why -> add(file, setting.number(), column, valueKind(kind.get()), why));
    }
  }

  private String unknown(UnitLine.Setting setting) {
    var home =
        sections.stream().filter(s -> Settings.kind(s, setting.name()).isPresent()).findFirst();
    return "systemd knows no setting "
        + setting.name()
        + " in ["
        + setting.section()
        + "]"
        + home.map(s -> "; it belongs into [" + s + "]").orElse("");
  }

  private boolean account(String value) {
    boolean nothing = !template() && !unit.name().contains("@") && value.matches("(?:%[iIjJ])++");
    boolean number =
        value.matches("\\d+") && (value.length() > 10 || Long.parseLong(value) > 4_294_967_294L);
    boolean path = value.matches("(?:[^%]++|%[^" + FOLDERS + "])*+%[" + FOLDERS + "].*");
    return !nothing && !number && !path && !value.matches(".*[:/\\p{Cntrl}].*");
  }

  private static FaultKind valueKind(String kind) {
    return kind.equals("timer") || kind.equals("calendar") ? FaultKind.TIME : FaultKind.VALUE;
  }

  private Optional<String> itself(UnitLine.Setting setting) {
    boolean itself =
        timer && setting.name().equals("Unit") && setting.value().text().equals(unit.name());
    return itself ? Optional.of("A timer cannot start itself") : Optional.empty();
  }

  /// `x@.service` has no value for `%i` yet.
  private boolean template() {
    return unit.name().contains("@.");
  }

  /// A dash in front lets a command fail, and a line with one is ignored where another would be
  /// fatal; so is one whose first word cannot be read.
  private static boolean ignored(String value) {
    var quoted = UnitWords.of(value.split("\\s", 2)[0]);
    return value.matches("[@:+!]*-.*") || quoted.open();
  }

  /// Why systemd refuses a command line.
  private static Optional<String> command(String value) {
    if (value.isEmpty()) return Optional.empty();
    var words = UnitWords.of(value);
    if (words.words().isEmpty()) return Optional.of("There is no program");
    if (UnitWords.of(value.split("\\s", 2)[0]).open())
      return Optional.of("The quote is never closed");
    var first = words.words().getFirst();
    var program = EXEC_PREFIX.matcher(first).replaceFirst("");
    boolean named = first.startsWith("@") && words.words().size() < 2;
    if (program.isEmpty() || named) return Optional.of("There is no program");
    if (unknownSpecifier(program)) return Optional.of("systemd does not know " + program);
    if (BAD_ESCAPE.matcher(value.split("\\s", 2)[0]).find()) {
      return Optional.of("The path of the program has an escape that systemd refuses");
    }
    boolean specifier = program.matches("%[" + FOLDERS + "].*");
    if (!program.startsWith("/") && program.contains("/") && !specifier) {
      return Optional.of(
          program.startsWith("$") || program.startsWith("~")
              ? "systemd expands no variable in the path of a program: " + program
              : program + " is neither an absolute path nor a plain name");
    }
    if (program.endsWith("/")) return Optional.of(program + " is a folder");
    if (words.open()) return Optional.of("The quote is never closed");
    return words.words().stream()
        .filter(UnitCheck::unknownSpecifier)
        .findFirst()
        .map(w -> "systemd knows no specifier of " + w + "; a % is written %%");
  }

  private static Optional<String> specifier(String kind, String value) {
    return EXPANDED.contains(kind) && unknownSpecifier(value)
        ? Optional.of("systemd knows no specifier of " + value + "; a % is written %%")
        : Optional.empty();
  }

  private static boolean unknownSpecifier(String word) {
    var specifier = SPECIFIER.matcher(word);
    while (specifier.find()) {
      if (SPECIFIERS.indexOf(specifier.group(1)) < 0) return true;
    }
    return false;
  }

  private void whole() {
    if (timer) {
      var times = new ArrayList<>(new Timer(unit).calendars());
      times.addAll(new Timer(unit).spans());
      boolean boot =
          unit.last("Timer", "OnClockChange").isPresent()
              || unit.last("Timer", "OnTimezoneChange").isPresent();
      boolean some = times.stream().anyMatch(p -> readable(p.setting()));
      if (!some && !boot)
        refuse(unit.main(), blamed("Timer", "On\\w+"), "The timer has no time at which it elapses");
      return;
    }
    service();
  }

  private static boolean readable(UnitLine.Setting setting) {
    var kind = Settings.kind(setting.section(), setting.name()).orElse("");
    return SettingValue.problem(kind, setting.value().text()).isEmpty();
  }

  private void service() {
    var starts =
        unit.all("Service", "ExecStart").stream()
            .filter(s -> command(s.value()).isEmpty() || !ignored(s.value()))
            .toList();
    var type = value("Type").filter(t -> SettingValue.problem("type", t).isEmpty()).orElse("");
    boolean busName = unit.last("Service", "BusName").isPresent();
    if (type.isEmpty()) type = busName ? "dbus" : starts.isEmpty() ? "oneshot" : "simple";
    boolean success = value("SuccessAction", "Unit").filter(a -> !a.equals("none")).isPresent();
    boolean stop = !unit.all("Service", "ExecStop").isEmpty();
    boolean remains =
        value("RemainAfterExit").filter(v -> v.matches("(?i)1|y|yes|t|true|on")).isPresent();
    if (starts.isEmpty() && !stop && !success) {
      refuse(unit.main(), blamed("Service", "ExecStart"), "The service has no ExecStart=");
    } else if (starts.isEmpty() && !success && !remains) {
      refuse(
          unit.main(),
          blamed("Service", "ExecStart"),
          "The service has no ExecStart= and does not remain after exit");
    } else if (!type.equals("oneshot") && commands(starts) > 1) {
      refuse(
          starts.getLast().file(),
          starts.getLast().setting().number(),
          "More than one ExecStart= is only allowed for Type=oneshot");
    } else if (type.equals("oneshot")
        && value("Restart").filter(v -> v.matches("always|on-success")).isPresent()) {
      var restart = unit.last("Service", "Restart").orElseThrow();
      refuse(
          restart.file(),
          restart.setting().number(),
          "Type=oneshot does not allow Restart=" + restart.value());
    } else if (type.equals("dbus") && !busName) {
      refuse(unit.main(), blamed("Service", "Type"), "Type=dbus needs BusName=");
    }
  }

  private static long commands(List<Unit.Placed> starts) {
    return starts.stream()
        .mapToLong(s -> 1 + UnitWords.of(s.value()).words().stream().filter(";"::equals).count())
        .sum();
  }

  private Optional<String> value(String name) {
    return value(name, "Service");
  }

  private Optional<String> value(String name, String section) {
    return unit.last(section, name).map(Unit.Placed::value);
  }

  /// The line of such a setting, else of the section; 0 if there is neither.
  private int blamed(String section, String setting) {
    int line = 0;
    for (var one : unit.main().lines()) {
      if (one instanceof UnitLine.Setting s && s.name().matches(setting)) return s.number();
      if (one instanceof UnitLine.Section s && s.name().equals(section)) line = s.number();
    }
    return line;
  }

  private void refuse(UnitFile file, int line, String why) {
    add(file, line, line == 0 ? 0 : 1, FaultKind.REFUSED, why);
  }
}
