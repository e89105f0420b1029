// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.architecture;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// How much of an adapter module can be seen from outside: prints it, and holds what was reached.
///
/// The aim is one public entry for each package. The numbers may fall and never grow; a package
/// that is not in the table has one public type at most.
class EntriesTest {
  /// Public types in percent of all types of a module.
  private static final Map<String, Integer> PERCENT =
      Map.of("alerting", 24, "auditor", 42, "collector", 32, "detector", 10, "indexer", 42);

  /// Public types of the packages that have more than one.
  private static final Map<String, Integer> PUBLIC_TYPES =
      Map.ofEntries(
          Map.entry("alerting", 2),
          Map.entry("alerting.message", 4),
          Map.entry("auditor", 3),
          Map.entry("auditor.anacron", 2),
          Map.entry("auditor.cloud", 2),
          Map.entry("auditor.crontab", 8),
          Map.entry("auditor.drift", 2),
          Map.entry("auditor.host", 10),
          Map.entry("auditor.iam", 7),
          Map.entry("auditor.logrotate", 9),
          Map.entry("auditor.rule", 7),
          Map.entry("auditor.rule.command", 2),
          Map.entry("auditor.rule.line", 2),
          Map.entry("auditor.rule.log", 2),
          Map.entry("auditor.shell", 3),
          Map.entry("auditor.spelling", 2),
          Map.entry("auditor.systemd", 7),
          Map.entry("collector", 5),
          Map.entry("collector.aws", 5),
          Map.entry("collector.database", 4),
          Map.entry("collector.facts", 2),
          Map.entry("collector.file", 3),
          Map.entry("collector.listen", 2),
          Map.entry("collector.loop", 4),
          Map.entry("collector.push", 8),
          Map.entry("collector.rds", 2),
          Map.entry("collector.replay", 2),
          Map.entry("collector.s3", 4),
          Map.entry("collector.snapshot", 2),
          Map.entry("collector.spool", 2),
          Map.entry("collector.syslog", 7),
          Map.entry("detector", 3),
          Map.entry("indexer", 2),
          Map.entry("indexer.bulk", 4),
          Map.entry("indexer.client", 2),
          Map.entry("indexer.document", 11),
          Map.entry("indexer.search", 3),
          Map.entry("indexer.tail", 5));

  private final Map<String, List<JavaClass>> modules = new TreeMap<>();

  EntriesTest() {
    var importer = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests());
    for (var module : PERCENT.keySet()) {
      var types =
          importer.importPackages("io.stillwatch." + module).stream()
              .filter(
                  type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
              .toList();
      modules.put(module, types);
    }
  }

  private static int publicTypes(Collection<JavaClass> types) {
    return (int)
        types.stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)).count();
  }

  @Test
  void the_share_of_public_types_does_not_grow() {
    modules.forEach((module, types) -> {
      int seen = publicTypes(types);
      int percent = (100 * seen + types.size() - 1) / types.size();
      System.out.printf(
          "%-10s %3d of %3d types are public, %d %%%n", module, seen, types.size(), percent);
      assertThat(percent).as(module).isLessThanOrEqualTo(PERCENT.get(module));
    });
  }

  @Test
  void the_number_of_public_types_of_a_package_does_not_grow() {
    var grown = new TreeMap<String, String>();
    for (var types : modules.values()) {
      types.stream()
          .collect(groupingBy(type -> type.getPackageName().substring("io.stillwatch.".length())))
          .forEach((name, inside) -> {
            int seen = publicTypes(inside);
            int allowed = PUBLIC_TYPES.getOrDefault(name, 1);
            if (seen > 1) System.out.println(name + " has " + seen + " public types");
            if (seen > allowed) grown.put(name, seen + " instead of " + allowed);
          });
    }
    assertThat(grown).isEmpty();
  }
}
