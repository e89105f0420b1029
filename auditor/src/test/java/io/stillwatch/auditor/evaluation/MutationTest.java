// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.auditor.HostFixture;
import io.stillwatch.auditor.RuleBook;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.core.finding.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Single edits of real files: what we have a rule for is found, with the spelling that was meant,
/// and nothing new is an error on a harmless edit.
class MutationTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> finds_what_it_has_a_rule_for() {
    var ours = new HashSet<String>();
    RuleBook.cards().stream().map(Card::id).forEach(ours::add);
    return mutations()
        .filter(m -> m.path("label").asText().equals("bad"))
        .filter(
            m -> stream(m.path("expect")).anyMatch(e -> ours.contains(e.path("check").asText())))
        .map(m -> DynamicTest.dynamicTest(name(m), () -> bad(m, ours)));
  }

  @TestFactory
  Stream<DynamicTest> says_nothing_new_of_a_harmless_edit() {
    return mutations()
        .filter(m -> m.path("label").asText().equals("ok"))
        .map(m -> DynamicTest.dynamicTest(name(m), () -> harmless(m)));
  }

  private static void bad(JsonNode m, Set<String> ours) {
    var findings = host(m, mutated(m)).findings();
    for (var expected : (Iterable<JsonNode>) m.path("expect")::elements) {
      var check = expected.path("check").asText();
      if (!ours.contains(check)) continue;
      var found = findings.stream().filter(f -> f.rule().equals(check)).toList();
      assertThat(found).as("%s in %s", check, findings).isNotEmpty();
      if (expected.has("suggest")) {
        assertThat(found)
            .extracting(f -> f.explanation().suggestion())
            .contains(expected.path("suggest").asText());
      }
    }
  }

  private static void harmless(JsonNode m) {
    var before = host(m, base(m)).findings().stream().map(MutationTest::what).toList();
    var after = host(m, mutated(m)).findings().stream().map(MutationTest::what).toList();
    assertThat(after).allSatisfy(f -> assertThat(before).contains(f));
  }

  private static String what(Finding f) {
    return f.rule() + " " + f.explanation().suggestion() + " " + f.severity();
  }

  private static String name(JsonNode m) {
    return m.path("id").asText() + " " + m.path("why").asText();
  }

  private static HostFixture host(JsonNode m, String text) {
    var host = HostFixture.debian().partlyKnown();
    var facts = root().path("default_facts");
    int uid = 0;
    for (var user : (Iterable<JsonNode>) facts.path("users")::elements)
      host.user(user.asText(), uid++);
    host.user("ubuntu", 99).user("www", 98);
    for (var c : (Iterable<JsonNode>) facts.path("path_commands")::elements) {
      var at = c.asText().split("@", 2);
      host.programs(at[1], at[0]);
    }
    for (var f : (Iterable<JsonNode>) facts.path("files")::elements) {
      var path = f.asText().split(":", 2)[0];
      boolean folder = path.endsWith("/");
      host.stat(
          folder ? path.substring(0, path.length() - 1) : path, folder ? "d" : "f", "0755", 0);
    }
    return host.file(path(m), text);
  }

  private static String path(JsonNode m) {
    if (m.path("kind").asText().equals("logrotate")) return "/etc/logrotate.conf";
    return m.path("format").asText().equals("system")
        ? "/etc/cron.d/rds-maintenance"
        : "/var/spool/cron/crontabs/ops";
  }

  private static String base(JsonNode m) {
    var base = m.path("base").asText();
    if (base.startsWith("syn:")) return root().path("bases").path(base).path("text").asText();
    return Corpora.text(Corpora.find("cron-corpus/" + base).orElseThrow());
  }

  private static String mutated(JsonNode m) {
    var edit = m.path("edit");
    var find = edit.path("find").asText();
    var text = base(m);
    int at = -1;
    for (int n = 0; n < edit.path("n").asInt(1); n++) at = text.indexOf(find, at + 1);
    return text.substring(0, at)
        + edit.path("replace").asText()
        + text.substring(at + find.length());
  }

  private static Stream<JsonNode> mutations() {
    if (Corpora.find("cron-corpus/mutations.json").isEmpty()) return Stream.empty();
    var all = new ArrayList<JsonNode>();
    root().path("mutations").forEach(all::add);
    return all.stream()
        .filter(m -> List.of("crontab", "logrotate").contains(m.path("kind").asText()));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode root() {
    try {
      return JSON.readTree(Corpora.find("cron-corpus/mutations.json").orElseThrow().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
