// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.stillwatch.auditor.rule.CustomRules;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.core.LastResort;
import io.stillwatch.core.finding.Explanation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The walls between modules; plain tests, for fields annotated as rules can silently not run
/// (ArchUnit issue 1442).
class ArchitectureTest {
  private static final List<String> ADAPTERS =
      List.of("collector", "indexer", "detector", "auditor", "alerting", "ui", "simulator");

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.stillwatch");

  private static final JavaClasses CANARY =
      new ClassFileImporter().importPackages("io.stillwatch.architecture.canary");

  @Test
  void the_rules_look_at_the_whole_product() {
    assertThat(OURS.size()).isGreaterThan(400);
    for (var module : ADAPTERS) {
      assertThat(OURS.that(resideInAPackage("io.stillwatch." + module + "..")))
          .as(module)
          .isNotEmpty();
    }
  }

  @Test
  void the_canary_is_caught() {
    assertThatThrownBy(() -> coreImports("io.stillwatch.architecture.canary..").check(CANARY))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> timeIsPassedIn().check(CANARY)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> broadCatches().check(CANARY))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("BadClass.swallow()")
        .hasMessageContaining("SwallowingLoop.swallow(")
        .hasMessageNotContaining("lastResort(");
  }

  @Test
  void core_knows_nothing_but_the_jdk() {
    coreImports("io.stillwatch.core..").check(OURS);
  }

  @Test
  void adapters_never_see_each_other() {
    for (var module : ADAPTERS) {
      var others =
          ADAPTERS.stream()
              .filter(other -> !other.equals(module))
              .map(other -> "io.stillwatch." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("io.stillwatch." + module + "..")
          .should()
          .dependOnClassesThat(resideInAnyPackage(others))
          .orShould()
          .dependOnClassesThat(resideInAnyPackage("io.stillwatch.app..", "io.stillwatch.bench.."))
          .check(OURS);
    }
  }

  @Test
  void every_sdk_stays_in_its_adapter() {
    only("software.amazon.awssdk..", "collector", "auditor", "alerting");
    only("co.elastic..", "indexer");
    only("org.deeplearning4j..", "detector");
    only("org.nd4j..", "detector");
    only("com.vaadin..", "ui", "app.http");
    only("io.javalin..", "app", "simulator");
    only("org.sqlite..", "collector");
  }

  @Test
  void packages_have_no_cycles() {
    for (var module : ADAPTERS) {
      slices()
          .matching("io.stillwatch." + module + ".(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(OURS);
    }
    slices().matching("io.stillwatch.core.(*)..").should().beFreeOfCycles().check(OURS);
    slices().matching("io.stillwatch.app.(*)..").should().beFreeOfCycles().check(OURS);
  }

  /// What the watch is made of knows nothing of the watch.
  @Test
  void only_the_outside_depends_on_the_watch() {
    noClasses()
        .that()
        .resideInAPackage("io.stillwatch.core..")
        .and()
        .resideOutsideOfPackage("io.stillwatch.core.watch..")
        .should()
        .dependOnClassesThat(resideInAPackage("io.stillwatch.core.watch.."))
        .check(OURS);
    slices().matching("io.stillwatch.core.watch.(*)..").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void time_randomness_and_output_are_passed_in() {
    timeIsPassedIn()
        .check(OURS.that(not(resideInAnyPackage("io.stillwatch.app..", "io.stillwatch.bench.."))));
  }

  @Test
  void core_has_no_open_classes_and_no_public_mutable_fields() {
    classes()
        .that()
        .resideInAPackage("io.stillwatch.core..")
        .and()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .should(beFinalOrSealed())
        .check(OURS);
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("io.stillwatch.core..")
        .and()
        .arePublic()
        .should()
        .notBeFinal()
        .check(OURS);
  }

  @Test
  void only_last_resorts_catch_everything() {
    broadCatches().check(OURS);
  }

  /// [Problem] takes a [Remedy], which is made of lists of arguments and quoted in one place; text
  /// is only taken from the rules of one's own.
  @Test
  void remedies_are_lists_of_arguments() {
    noClasses()
        .that()
        .resideInAPackage("io.stillwatch.auditor..")
        .and()
        .doNotBelongToAnyOf(Problem.class)
        .should()
        .callConstructor(Explanation.class, String.class, String.class, String.class, String.class)
        .check(OURS);
    noClasses()
        .that()
        .doNotBelongToAnyOf(CustomRules.class)
        .should()
        .callMethod(Remedy.class, "written", String.class)
        .check(OURS);
  }

  private static ArchRule coreImports(String core) {
    return noClasses()
        .that()
        .resideInAPackage(core)
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage(core, "java..", "org.slf4j..", "org.jspecify.annotations..")));
  }

  private static void only(String sdk, String... modules) {
    var homes =
        List.of(modules).stream()
            .map(module -> "io.stillwatch." + module + "..")
            .toArray(String[]::new);
    noClasses()
        .that(not(resideInAnyPackage(homes)))
        .should()
        .dependOnClassesThat(resideInAPackage(sdk))
        .check(OURS);
  }

  private static ArchRule timeIsPassedIn() {
    return noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(Executors.class, "newFixedThreadPool", int.class)
        .orShould()
        .callMethod(Executors.class, "newCachedThreadPool");
  }

  private static ArchRule broadCatches() {
    return noClasses().should(catchEverything());
  }

  private static com.tngtech.archunit.lang.ArchCondition<JavaClass> catchEverything() {
    return new com.tngtech.archunit.lang.ArchCondition<>("catch RuntimeException or Exception") {
      @Override
      public void check(JavaClass item, com.tngtech.archunit.lang.ConditionEvents events) {
        if (item.isAnnotatedWith(LastResort.class)) return;
        for (var unit : item.getCodeUnits()) {
          if (unit.isAnnotatedWith(LastResort.class)) continue;
          for (var block : unit.getTryCatchBlocks()) {
            boolean broad =
                block.getCaughtThrowables().stream()
                    .anyMatch(type ->
                        type.isEquivalentTo(RuntimeException.class)
                            || type.isEquivalentTo(Exception.class));
            events.add(
                new com.tngtech.archunit.lang.SimpleConditionEvent(
                    item,
                    broad,
                    unit.getFullName()
                        + " catches everything in "
                        + block.getSourceCodeLocation()));
          }
        }
      }
    };
  }

  private static com.tngtech.archunit.lang.ArchCondition<JavaClass> beFinalOrSealed() {
    return com.tngtech.archunit.lang.ArchCondition.from(
        DescribedPredicate.describe(
            "be final or sealed",
            (JavaClass type) ->
                type.getModifiers().contains(JavaModifier.FINAL)
                    || type.isEnum()
                    || type.reflect().isSealed()));
  }
}
