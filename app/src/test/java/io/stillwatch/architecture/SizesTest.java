// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How large files, methods, records and parameter lists are: prints what is there, and holds what
/// was reached.
class SizesTest {
  private static final int MEDIAN_FILE_LINES = 90;
  private static final int P90_FILE_LINES = 220;
  private static final int MAX_FILE_LINES = 400;
  private static final int MAX_RECORD_COMPONENTS = 9;
  private static final int MAX_PARAMETERS = 6;
  private static final int MAX_METHOD_LINES = 85;
  private static final int LONG_METHOD_LINES = 40;
  private static final int LONG_METHODS = 13;
  private static final int SHOWN = 5;

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.stillwatch");

  /// How large something is, and what it is called.
  private record Size(int count, String name) {
    @Override
    public String toString() {
      return count + " " + name;
    }
  }

  /// The lines of some files, the shortest first.
  private record Lines(String of, List<Size> files) {
    static Lines of(String name, Stream<Path> files) {
      return new Lines(
          name,
          files
              .map(file -> new Size(Repository.lines(file).size(), file.getFileName().toString()))
              .sorted(Comparator.comparingInt(Size::count))
              .toList());
    }

    Size at(double share) {
      return files.get((int) Math.ceil(share * files.size()) - 1);
    }

    void print() {
      System.out.printf(
          "%-16s %4d files, lines: median %3d, p90 %3d, max %s%n",
          of, files.size(), at(0.5).count(), at(0.9).count(), at(1));
    }
  }

  @Test
  void files_are_short() {
    var modules = Repository.mainSources();
    assertThat(modules).hasSizeGreaterThan(8);
    modules.forEach((module, files) -> Lines.of(module, files.stream()).print());
    var all = Lines.of("all", modules.values().stream().flatMap(List::stream));
    all.print();
    assertThat(all.at(0.5).count()).as("median").isLessThanOrEqualTo(MEDIAN_FILE_LINES);
    assertThat(all.at(0.9).count()).as("p90").isLessThanOrEqualTo(P90_FILE_LINES);
    assertThat(over(MAX_FILE_LINES, all.files())).isEmpty();
  }

  /// From the first to the last line of a method that calls or reads something.
  @Test
  void methods_are_short() {
    hold("lines of methods", MAX_METHOD_LINES, units().map(SizesTest::lines));
    var methods = over(LONG_METHOD_LINES, units().map(SizesTest::lines).toList());
    System.out.println(methods.size() + " methods have more than " + LONG_METHOD_LINES + " lines");
    assertThat(methods).hasSizeLessThanOrEqualTo(LONG_METHODS);
  }

  private static Size lines(JavaCodeUnit unit) {
    var lines =
        unit.getAccessesFromSelf().stream()
            .mapToInt(access -> access.getSourceCodeLocation().getLineNumber())
            .filter(line -> line > 0)
            .summaryStatistics();
    int count = lines.getCount() == 0 ? 0 : lines.getMax() - lines.getMin() + 1;
    return new Size(count, unit.getFullName());
  }

  /// Constructors of records have a rule of their own.
  @Test
  void parameter_lists_are_short() {
    hold(
        "parameters",
        MAX_PARAMETERS,
        units()
            .filter(unit -> !(unit.getOwner().isRecord() && unit.isConstructor()))
            .map(unit -> new Size(unit.getRawParameterTypes().size(), unit.getFullName())));
  }

  @Test
  void records_have_few_components() {
    hold(
        "components of records",
        MAX_RECORD_COMPONENTS,
        OURS.stream()
            .filter(JavaClass::isRecord)
            .map(type -> new Size(components(type), type.getName())));
  }

  private static int components(JavaClass type) {
    return (int)
        type.getFields().stream()
            .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
            .count();
  }

  @Test
  void nothing_is_put_off_and_no_test_is_switched_off() {
    // Put together, so that this file does not mention them itself.
    assertThat(Repository.mentions(List.of("TO" + "DO", "FIX" + "ME", "@Dis" + "abled"))).isEmpty();
  }

  /// All that people wrote: no bodies of lambdas, no bridges, no initialisers of classes.
  private static Stream<JavaCodeUnit> units() {
    return OURS.stream()
        .flatMap(type -> type.getCodeUnits().stream())
        .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
        .filter(unit -> !unit.getName().equals("<clinit>"));
  }

  private static void hold(String what, int limit, Stream<Size> sizes) {
    var largest = sizes.sorted(Comparator.comparingInt(Size::count).reversed()).toList();
    assertThat(largest).as(what).hasSizeGreaterThan(100);
    System.out.println(what + ", the largest:");
    largest.stream().limit(SHOWN).forEach(size -> System.out.println("  " + size));
    assertThat(over(limit, largest)).as(what).isEmpty();
  }

  private static List<Size> over(int limit, List<Size> sizes) {
    return sizes.stream().filter(size -> size.count() > limit).toList();
  }
}
