// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.auditor.HostFixture;
import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.finding.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Real files of public repositories: both dialects against the real daemons, and no error where a
/// person found none.
class CorpusTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> agrees_with_both_daemons() {
    return files("crontab")
        .map(f -> DynamicTest.dynamicTest(f.path("file").asText(), () -> verdicts(f)));
  }

  @TestFactory
  Stream<DynamicTest> reports_no_error_that_is_not_there() {
    var labels = new HashSet<String>();
    Corpora.find("cron-corpus/natural-findings.json")
        .ifPresent(p ->
            json(p)
                .path("findings")
                .forEach(f ->
                    labels.add(
                        f.path("file").asText()
                            + " "
                            + f.path("line").asText()
                            + " "
                            + f.path("check").asText())));
    return Stream.concat(files("crontab"), files("logrotate"))
        .map(f -> DynamicTest.dynamicTest(f.path("file").asText(), () -> falseErrors(f, labels)));
  }

  private static void verdicts(JsonNode file) {
    var text =
        Corpora.text(Corpora.find("cron-corpus/" + file.path("file").asText()).orElseThrow());
    var debian = Crontab.read(place(file), Dialect.DEBIAN, text);
    var cronie = Crontab.read(place(file), Dialect.CRONIE, text);
    var oracle = file.path("oracle");
    boolean accepted = oracle.path("debian_cron_3.0pl1-162").asText().equals("accepted");
    assertThat(debian.droppedWhole()).as("%s", debian.faults()).isEqualTo(!accepted);
    assertThat(cronie.entries())
        .as("%s", cronie.faults())
        .hasSize(oracle.path("cronie_jobs").asInt());
    assertThat(
            String.join("\n", debian.lines().stream().map(l -> l.text()).toList())
                + (text.endsWith("\n") ? "\n" : ""))
        .isEqualTo(text);
  }

  private static void falseErrors(JsonNode file, Set<String> labels) {
    var name = file.path("file").asText();
    var text = Corpora.text(Corpora.find("cron-corpus/" + name).orElseThrow());
    boolean crontab = file.path("kind").asText().equals("crontab");
    var path = crontab ? place(file).path() : "/etc/logrotate.conf";
    List<String> wrong = new ArrayList<>();
    for (var finding : HostFixture.debian().file(path, text).findings()) {
      var label = name + " " + finding.place().line() + " " + finding.rule();
      if (finding.severity() == Finding.Severity.ERROR && !labels.contains(label)) {
        wrong.add(label + " " + finding.explanation().title());
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Stream<JsonNode> files(String kind) {
    var files = new ArrayList<JsonNode>();
    Corpora.find("cron-corpus/manifest.json").ifPresent(p -> json(p).forEach(files::add));
    return files.stream().filter(f -> f.path("kind").asText().equals(kind));
  }

  private static TablePlace place(JsonNode file) {
    return file.path("format").asText().equals("system")
        ? new TablePlace("/etc/cron.d/corpus", TablePlace.Format.SYSTEM, "")
        : new TablePlace("/var/spool/cron/crontabs/someone", TablePlace.Format.USER, "someone");
  }

  private static JsonNode json(Path path) {
    try {
      return JSON.readTree(path.toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
