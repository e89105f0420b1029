// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What `audit` reads, refuses and leaves out, and what it answers with.
class AuditInputTest {
  private static final String LATE = "61 2 * * * root /usr/bin/true\n";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int audit(String... arguments) {
    return new CommandLine(new AuditCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String file(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  @Test
  void a_minus_is_standard_input() {
    var before = System.in;
    System.setIn(new ByteArrayInputStream(LATE.getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(audit("--as", "system", "-")).isEqualTo(3);
      assertThat(out.toString()).contains("-:1:1: error CL01: ");
      System.setIn(new ByteArrayInputStream("hello\n".getBytes(StandardCharsets.UTF_8)));
      assertThat(audit("-")).isEqualTo(2);
      assertThat(err.toString()).contains("not audited: standard input: neither a crontab nor");
    } finally {
      System.setIn(before);
    }
  }

  /// The hook of pre-commit takes them by their names.
  @ParameterizedTest
  @CsvSource({
    "packaging/man-db.cron, '#!/bin/sh\nset -e\n', a script",
    "cron.d/run.sh, '#!/bin/sh\n', a script",
    "deploy/crontab, '# m h dom mon dow command\n\n  # none yet\r\n', only comments",
    "deploy/crontab, '\n', only comments"
  })
  void a_named_script_and_a_file_without_entries_get_a_note_and_fail_nothing(
      String name, String text, String what) throws IOException {
    var path = file(name, text);
    assertThat(audit("--format", "json", path)).isZero();
    assertThat(json().at("/notes/0").asText()).isEqualTo(path + ": " + what + "; not audited");
    assertThat(json().at("/summary/files").asInt()).isZero();
    assertThat(audit("--as", "system", path)).isNotEqualTo(2);
  }

  @Test
  void a_named_file_of_a_folder_of_templates_is_passed_over_if_something_is_to_be_filled_in()
      throws IOException {
    var template = file("roles/x/templates/cron.d/app", "{{ hour }} 3 * * * root /usr/bin/true\n");
    assertThat(audit(template)).isZero();
    assertThat(err.toString()).contains("ignored: " + template + ": a template (see --as)");
    assertThat(audit("--as", "system", template)).isEqualTo(3);
    assertThat(audit(file("roles/x/templates/cron.d/late", LATE))).isEqualTo(3);
  }

  @Test
  @Timeout(60)
  void pipes_and_devices_are_refused_without_being_opened()
      throws IOException, InterruptedException {
    var pipe = folder.resolve("pipe").toString();
    assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
    assertThat(audit(pipe)).isEqualTo(2);
    assertThat(audit("/dev/zero")).isEqualTo(2);
    assertThat(err.toString())
        .contains("not audited: " + pipe + ": not a regular file")
        .contains("not audited: /dev/zero: not a regular file");
    file("jobs.cron", "0 1 * * * /usr/bin/true\n");
    assertThat(audit(folder.toString())).isZero();
  }

  @Test
  void what_cannot_be_read_below_a_folder_has_a_code_of_its_own_unless_there_are_findings()
      throws IOException {
    file("etc/cron.d/good", "1 2 * * * root /usr/bin/true\n");
    var large = folder.resolve("etc/cron.d/large");
    try (var sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength((16L << 20) + 1);
    }
    assertThat(audit("--format", "json", folder.toString())).isEqualTo(4);
    assertThat(json().at("/not_read/0").asText()).isEqualTo(large + ": larger than 16 MiB");
    assertThat(err.toString()).contains("not read: " + large + ": larger than 16 MiB");
    file("etc/cron.d/bad", LATE);
    assertThat(audit(folder.toString())).isEqualTo(3);
    assertThat(audit(large.toString())).isEqualTo(2);
  }

  @Test
  void findings_of_documents_have_the_line_of_their_element() throws IOException {
    var facts =
        """
        {
          "policy": {
            "Version": "2012-10-17",
            "Statement": {
              "Effect": "Allow",
              "Action": [
                "s3:GetObject",
                "rds:DescribDBInstances"
              ],
              "Resource": "*"
            }
          }
        }
        """;
    audit("--format", "json", file("facts.json", facts));
    assertThat(json().at("/findings/0/rule").asText()).isEqualTo("IA01");
    assertThat(json().at("/findings/0/line").asInt()).isEqualTo(8);
    out.getBuffer().setLength(0);
    var lifecycle =
        """
        {
          "Rules": [
            {
              "ID": "a",
              "Status": "Disabled"
            }
          ]
        }
        """;
    audit("--format", "json", file("lifecycle.json", lifecycle));
    assertThat(json().at("/findings/1/rule").asText()).isEqualTo("S301");
    assertThat(json().at("/findings/1/line").asInt()).isEqualTo(5);
  }

  @Test
  void the_tables_of_users_beside_an_etc_are_of_the_same_host() throws IOException {
    file("etc/cron.d/good", "1 2 * * * root /usr/bin/true\n");
    var own = file("var/spool/cron/crontabs/ops", "61 2 * * * /usr/bin/true\n");
    assertThat(audit("--format", "json", folder.toString())).isEqualTo(3);
    assertThat(json().at("/findings/0/path").asText()).isEqualTo(own);
  }

  @ParameterizedTest
  @CsvSource({
    "auto, true, , true",
    "auto, true, '', true",
    "auto, true, 1, false",
    "auto, false, , false",
    "always, false, 1, true",
    "never, true, , false",
  })
  void text_is_coloured_on_a_terminal_only(
      AuditCommand.Color color, boolean terminal, String noColor, boolean coloured) {
    assertThat(color.on(terminal, noColor)).isEqualTo(coloured);
  }

  @Test
  void colours_are_for_text() throws IOException {
    var path = file("etc/cron.d/a", LATE);
    audit(path);
    assertThat(out.toString()).doesNotContain("\u001b");
    audit("--color", "always", path);
    assertThat(out.toString()).contains("\u001b[31merror\u001b[0m CL01");
  }

  @Test
  void lost_jobs_are_listed_up_to_a_hundred_and_all_counted() throws IOException {
    var table = new StringBuilder(LATE);
    for (int i = 0; i < 149; i++) table.append("1 2 * * * root /usr/bin/job" + i + "\n");
    audit("--format", "json", file("etc/cron.d/a", table.toString()));
    var finding = json().at("/findings/0");
    assertThat(finding.path("jobs_lost")).hasSize(100);
    assertThat(finding.path("jobs_lost_count").asInt()).isEqualTo(150);
  }

  @ParameterizedTest
  @CsvSource({
    "user, user crontab",
    "system, system crontab",
    "anacrontab, anacrontab",
    "logrotate, logrotate configuration",
    "unit, systemd unit",
  })
  void every_kind_can_be_said_of_any_file(String kind, String read) throws IOException {
    var path = file("etc/cron.d/anything", "# nothing yet\n");
    audit("--format", "json", "--as", kind, path);
    assertThat(json().at("/files/0/kind").asText()).isEqualTo(read);
    assertThat(json().path("notes")).isEmpty();
  }

  @Test
  void a_table_without_a_sign_of_a_user_column_gets_one_note() throws IOException {
    var path = file("jobs", "0 1 * * * deploy run-all\n0 2 * * * deploy run-more\n");
    audit(path);
    assertThat(err.toString().lines())
        .containsExactly(
            "note: "
                + path
                + ": nothing tells whether it has a user column; read as a user crontab (see --as)");
  }
}
