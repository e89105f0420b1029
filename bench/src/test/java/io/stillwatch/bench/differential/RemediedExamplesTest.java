// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every rule's remedy makes of its bad example, shown to the program that reads such a file.
///
/// The auditor's own tests run the remedies; those that are marked as to be edited by hand are not
/// among them.
class RemediedExamplesTest {
  private static final Path PROGRAMS = Path.of("target", "debian");
  private static final Set<String> USERS = Set.of("root", "ops", "dba", "app");

  private record Example(String rule, String path, String bad, String remedied) {
    /// The name of the program that reads the file.
    String program() {
      if (path.equals("/etc/anacrontab")) return "anacron";
      if (path.startsWith("/etc/logrotate")) return "logrotate";
      if (path.endsWith(".timer")) return "systemd_timer";
      if (path.endsWith(".service")) return "systemd_service";
      return path.startsWith("/var/spool/") ? "cron_debian_user" : "cron_debian_system";
    }

    boolean crontab() {
      return program().startsWith("cron_");
    }

    Stream<String> commands() {
      return TablePlace.of(path).stream()
          .flatMap(place -> Crontab.read(place, Dialect.DEBIAN, remedied).entries().stream())
          .map(entry -> entry.command().run());
    }
  }

  private static List<Example> examples() throws IOException {
    try (var json = RemediedExamplesTest.class.getResourceAsStream("remedied.json")) {
      return List.of(new ObjectMapper().readValue(json, Example[].class));
    }
  }

  @Test
  void the_real_programs_accept_every_remedied_example() throws IOException, InterruptedException {
    var oracles = new Programs(PROGRAMS).oracles(USERS);
    assertThat(complaints(oracles, Example::remedied)).isEmpty();
    assertThat(complaints(oracles, Example::bad)).as("refused before").hasSizeGreaterThan(15);
  }

  /// What the programs say of texts of the examples; a text that they cannot judge is a complaint.
  private static List<String> complaints(List<Oracle> oracles, Function<Example, String> text)
      throws IOException, InterruptedException {
    var complaints = new ArrayList<String>();
    for (var of : examples().stream().collect(groupingBy(Example::program)).entrySet()) {
      var oracle = oracle(oracles, of.getKey());
      var answers = oracle.ask(of.getValue().stream().map(text).toList());
      for (int i = 0; i < answers.size(); i++) {
        var answer = answers.get(i);
        if (oracle.complaints(answer).isEmpty() && answer.unusable().isEmpty()) continue;
        complaints.add(of.getValue().get(i) + ": " + answer);
      }
    }
    return complaints;
  }

  @Test
  void dash_parses_the_commands_of_every_remedied_table() throws IOException, InterruptedException {
    var tables = examples().stream().filter(Example::crontab).toList();
    var commands = tables.stream().flatMap(Example::commands).toList();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(30);
    var answers = oracle(new Programs(PROGRAMS).oracles(USERS), "shell").ask(commands);
    for (int i = 0; i < commands.size(); i++) {
      assertThat(answers.get(i).statements()).as(commands.get(i)).containsExactly("parsed");
    }
  }

  private static Oracle oracle(List<Oracle> oracles, String name) {
    return oracles.stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
  }
}
