// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import io.stillwatch.auditor.systemd.UnitLine.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A unit with its drop-ins, in the order in which systemd reads them: the file of the folder that
/// counts most, then the drop-ins.
public record Unit(String name, List<UnitFile> files) {
  public Unit {
    files = List.copyOf(files);
  }

  /// A setting with the file it stands in.
  public record Placed(UnitFile file, Setting setting) {
    public String value() {
      return setting.value().text();
    }
  }

  /// What becomes of what systemd complains of.
  public enum FaultKind {
    /// The line is ignored: the section or setting is not known.
    UNKNOWN,
    /// The line is ignored: the value cannot be read.
    VALUE,
    /// As [#VALUE], for the time at which a timer elapses.
    TIME,
    /// The unit is not loaded because of this line.
    FATAL,
    /// The unit is refused as a whole; the line is 0 if none is to blame.
    REFUSED
  }

  public record Fault(UnitFile file, int line, int column, FaultKind kind, String why) {
    /// Whether the unit never starts.
    public boolean stops() {
      return kind == FaultKind.FATAL || kind == FaultKind.REFUSED;
    }
  }

  /// What systemd complains of, in its order.
  public List<Fault> faults() {
    return new UnitCheck(this).faults();
  }

  /// The names that a section may have, and the values that a setting may have if they are few.
  public static List<String> settings(String section) {
    return List.copyOf(Settings.names(section));
  }

  /// The words in which spans of time are counted.
  public static List<String> unitsOfTime() {
    return TimeSpan.words();
  }

  public static List<String> choices(String section, String name) {
    return Settings.kind(section, name).map(SettingValue::choices).orElse(List.of());
  }

  /// All values of a setting that takes a list; an empty value forgets those before it.
  public List<Placed> all(String section, String... names) {
    var wanted = List.of(names);
    var found = new ArrayList<Placed>();
    for (var file : files) {
      file.settings(section)
          .filter(s -> wanted.contains(s.name()))
          .forEach(s -> {
            if (s.value().text().isEmpty()) found.clear();
            else found.add(new Placed(file, s));
          });
    }
    return found;
  }

  /// The last value of a setting.
  public Optional<Placed> last(String section, String name) {
    var all = all(section, name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  public boolean has(String section) {
    return files.stream()
        .flatMap(f -> f.lines().stream())
        .anyMatch(l -> l instanceof UnitLine.Section(_, _, var name) && name.equals(section));
  }

  /// The file by which the unit is known.
  public UnitFile main() {
    return files.getFirst();
  }
}
