// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.finding.AuditRequest;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Finding.Severity;
import io.stillwatch.core.job.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The remedy of every rule's bad example, run by a real shell on a copy of the file.
///
/// What comes of them is kept for the bench, which asks the real programs about it. To make that
/// file again: `mvn -pl auditor -am test -Dtest=RemediesTest -Dstillwatch.docs=write
/// -Dsurefire.failIfNoSpecifiedTests=false`.
class RemediesTest {
  /// Commands that change something else than the text of a file, in full.
  private static final Pattern COMPLETE =
      Pattern.compile(
          "chmod [\\w,+-]+ \\S+|chown [\\w:]+ \\S+|mv \\S+ \\S+|rm \\S+|mkdir (?:-p )?\\S+"
              + "|cp \\S+ \\S+ && mv \\S+ \\S+|systemctl enable --now \\S+"
              + "|systemctl unmask \\S+ && systemctl enable --now \\S+"
              + "|usermod --expiredate '' \\S+|anacron -f -n \\S+");

  private static final Path FOR_BENCH =
      Path.of("../bench/src/test/resources/io/stillwatch/bench/differential/remedied.json");

  private final ConfigAuditor auditor = new ConfigAuditor();

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> a_remedy_repairs_the_bad_example_or_is_marked() {
    return RuleExamplesTest.withExample()
        .map(card -> DynamicTest.dynamicTest(card.id() + " " + card.bad(), () -> repaired(card)));
  }

  private void repaired(Card card) throws IOException, InterruptedException {
    var request = RuleExamplesTest.host(card.bad()).request();
    for (var finding : findings(card.id(), request, UnaryOperator.identity())) {
      var remedy = finding.explanation().remedy();
      if (remedy.contains(Remedy.BY_HAND)) continue;
      if (!edits(remedy)) assertThat(remedy).matches(COMPLETE);
    }
    for (var finding : findings(card.id(), request, path -> copy(path).toString())) {
      var remedy = finding.explanation().remedy();
      if (remedy.contains(Remedy.BY_HAND) || !remedy.startsWith("sed -i ")) continue;
      var after = with(request, finding.place().path(), remedy);
      assertThat(findings(card.id(), after, UnaryOperator.identity()))
          .as("after " + remedy)
          .noneMatch(f -> f.id().equals(finding.id()));
      assertThat(errors(after)).as("after " + remedy).isLessThanOrEqualTo(errors(request));
      assertThat(jobs(after)).as("after " + remedy).isGreaterThanOrEqualTo(jobs(request));
      var good = RuleExamplesTest.host(card.good()).request();
      assertThat(meant(after)).as("restored by " + remedy).isEqualTo(meant(good));
    }
  }

  @Test
  void the_results_that_the_bench_shows_to_the_real_programs_are_up_to_date()
      throws IOException, InterruptedException {
    var results = JsonNodeFactory.instance.arrayNode();
    for (var card : RuleExamplesTest.withExample().toList()) {
      var request = RuleExamplesTest.host(card.bad()).request();
      for (var finding : findings(card.id(), request, path -> copy(path).toString())) {
        var remedy = finding.explanation().remedy();
        if (remedy.contains(Remedy.BY_HAND) || !remedy.startsWith("sed -i ")) continue;
        var path = finding.place().path();
        results
            .addObject()
            .put("rule", card.id())
            .put("path", path)
            .put("bad", text(path, request))
            .put("remedied", text(path, with(request, path, remedy)));
      }
    }
    var json =
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(results) + "\n";
    if ("write".equals(System.getProperty("stillwatch.docs"))) {
      Files.createDirectories(FOR_BENCH.getParent());
      Files.writeString(FOR_BENCH, json);
    }
    assertThat(Files.readString(FOR_BENCH)).isEqualTo(json);
  }

  private static String text(String path, AuditRequest request) {
    return request.config().files().stream()
        .filter(f -> f.path().equals(path))
        .map(ConfigFile::text)
        .findFirst()
        .orElseThrow();
  }

  private static boolean edits(String remedy) {
    return remedy.startsWith("sed -i ") || remedy.matches("crontab -u \\S+ -l \\| sed .*");
  }

  private List<Finding> findings(String rule, AuditRequest request, UnaryOperator<String> shown) {
    return auditor.audit(request, shown).findings().stream()
        .filter(f -> f.rule().equals(rule))
        .toList();
  }

  private long errors(AuditRequest request) {
    return auditor.audit(request).findings().stream()
        .filter(f -> f.severity() == Severity.ERROR)
        .count();
  }

  private long jobs(AuditRequest request) {
    return auditor.audit(request).jobs().stream().map(Job::name).distinct().count();
  }

  private List<String> meant(AuditRequest request) {
    return auditor.audit(request).jobs().stream()
        .map(j -> j.definition().user() + " " + j.schedule().inWords() + " " + j.subject())
        .toList();
  }

  private static List<String> texts(AuditRequest request) {
    return request.config().files().stream().map(ConfigFile::text).toList();
  }

  private Path copy(String path) {
    return folder.resolve("it's a copy of " + path.replace('/', '_'));
  }

  /// The host after the remedy was run on the copy of the file.
  private AuditRequest with(AuditRequest request, String path, String remedy)
      throws IOException, InterruptedException {
    var config = request.config();
    for (var file : config.files()) Files.writeString(copy(file.path()), file.text());
    var before = config.files().stream().filter(f -> f.path().equals(path)).findFirst();
    var shell = new ProcessBuilder("sh", "-c", remedy).redirectErrorStream(true).start();
    var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(remedy + "\n" + said).isZero();
    var files =
        config.files().stream()
            .map(f -> new ConfigFile(f.path(), text(f.path()), f.attributes()))
            .toList();
    assertThat(text(path)).as("changed by " + remedy).isNotEqualTo(before.orElseThrow().text());
    return new AuditRequest(
        new HostConfig(
            config.id(),
            config.source(),
            config.host(),
            config.at(),
            config.platform(),
            files,
            config.accounts(),
            config.disk()),
        request.before(),
        request.faults(),
        request.commands(),
        request.at());
  }

  private String text(String path) {
    try {
      return Files.readString(copy(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
