// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import io.stillwatch.core.evidence.ConfigFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The timers and services of a host.
public final class Units {
  private final Map<String, Unit> units = new LinkedHashMap<>();

  private record Read(UnitName name, UnitFile file) {}

  public Units(List<ConfigFile> files) {
    Map<String, List<Read>> byName = new LinkedHashMap<>();
    for (var file : files) {
      UnitName.of(file.path())
          .ifPresent(name ->
              byName
                  .computeIfAbsent(name.unit(), _ -> new ArrayList<>())
                  .add(new Read(name, UnitFile.read(file.path(), file.text()))));
    }
    byName.forEach((name, read) -> {
      var files2 = inOrder(read);
      if (!files2.isEmpty()) units.put(name, new Unit(name, files2));
    });
  }

  private static List<UnitFile> inOrder(List<Read> read) {
    var main =
        read.stream()
            .filter(r -> !r.name.dropIn())
            .max(Comparator.comparingInt(r -> r.name.rank()));
    if (main.isEmpty()) return List.of(); // drop-ins of a unit that we do not see
    var order = new ArrayList<>(List.of(main.get().file));
    read.stream()
        .filter(r -> r.name.dropIn())
        .map(Read::file)
        .sorted(Comparator.comparing(f -> f.path().substring(f.path().lastIndexOf('/') + 1)))
        .forEach(order::add);
    return order;
  }

  public List<Unit> all() {
    return List.copyOf(units.values());
  }

  public Optional<Unit> find(String name) {
    return Optional.ofNullable(units.get(name));
  }

  public List<Timer> timers() {
    return units.values().stream()
        .filter(u -> u.name().endsWith(".timer"))
        .map(Timer::new)
        .toList();
  }
}
