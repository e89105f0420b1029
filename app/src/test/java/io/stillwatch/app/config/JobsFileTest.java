// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.DeclaredPing;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.JobNote.Importance;
import io.stillwatch.core.job.Schedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsFileTest {
  @TempDir private Path folder;

  private JobsFile file(String text) throws Exception {
    return JobsFile.read(Files.writeString(folder.resolve("jobs.yaml"), text));
  }

  private static Job job(String host, String command) {
    return new Job(
        "cron-1",
        JobKind.SCHEDULED_COMMAND,
        command,
        Host.server(host),
        new Schedule.Never("in a test"),
        Definition.LEARNED,
        command,
        "");
  }

  @Test
  void each_key_is_taken_from_the_first_entry_that_matches_and_has_it() throws Exception {
    var notes =
        file(
            """
            - match: {host: "db-*", job: "*backup*"}
              name: Nightly dump
              runbook: https://runbooks.example.org/dump
              importance: critical
              grace: PT30M
            - match:
                host: db-*
              owner: team-db
              importance: high
              maxRuntime: PT2H
            - match: {host: "*"}
              owner: operations
            """);
    assertThat(notes.of(job("db-1", "/opt/backup.sh")))
        .isEqualTo(
            new JobNote(
                "Nightly dump",
                "team-db",
                "https://runbooks.example.org/dump",
                Optional.of(Importance.CRITICAL),
                Optional.of(Duration.ofMinutes(30)),
                Optional.of(Duration.ofHours(2))));
    assertThat(notes.of(job("db-1", "/opt/report.sh")).importance()).contains(Importance.HIGH);
    assertThat(notes.of(job("web-1", "/opt/backup.sh")).owner()).isEqualTo("operations");
    assertThat(notes.of(job("web-1", "/opt/backup.sh")).grace()).isEmpty();
  }

  @Test
  void an_entry_of_a_ping_declares_it_and_says_what_others_do() throws Exception {
    var file =
        file(
            """
            - ping: backup-db
              schedule: "30 2 * * *"
              zone: Europe/Berlin
              name: Nightly dump
              grace: PT30M
            - ping: report
            """);
    assertThat(file.pings()).extracting(DeclaredPing::key).containsExactly("backup-db", "report");
    var timing = file.pings().getFirst().timing();
    assertThat(PingSchedule.find(timing).orElseThrow().inWords())
        .isEqualTo("daily at 02:30 Europe/Berlin");
    assertThat(file.of(job("heartbeats", "backup-db")).name()).isEqualTo("Nightly dump");
    assertThat(file.of(job("db-1", "backup-db"))).isEqualTo(JobNote.NONE);
  }

  @Test
  void an_empty_file_says_nothing() throws Exception {
    assertThat(file("# nothing yet\n").of(job("a", "b"))).isEqualTo(JobNote.NONE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          - {match: {host: a}, importnace: high}  | 1 | there is no key 'importnace'. Did you mean 'importance'? Allowed are match, name, owner, runbook
          - {match: {host: a}, expectedOutput: x} | 1 | there is no key 'expectedOutput'
          - {match: {command: a}, owner: b}       | 1 | there is no key 'command'
          - {match: {host: a}, importance: urgent} | 1 | importance is 'urgent'. Write low, normal, high or critical.
          - {match: {host: a}, grace: 30m}        | 1 | grace is '30m'. Write one such as PT30M
          - {match: {host: a}, grace: PT0S}       | 1 | Write more than 0, up to P31D.
          - {match: {host: a}, maxRuntime: P40D}  | 1 | Write more than 0, up to P31D.
          - {match: {host: a}, runbook: 'javascript:alert(1)'} | 1 | Write an address that begins with https://.
          - {match: {host: a}, runbook: 'file:///etc/passwd'}  | 1 | Write an address that begins with https://.
          - {match: {host: a}, runbook: runbooks/dump}         | 1 | Write an address that begins with https://.
          - {match: {host: a}, owner: ''}         | 1 | owner is not a text
          - {match: {host: a}, owner: b, owner: c} | 1 | the key 'owner' is there twice
          - {match: {}, owner: b}                 | 1 | match is empty
          - {match: {kind: cron}, owner: b}       | 1 | 'cron' is not a kind of jobs. Write one of scheduled-command, log-rotation, rds-log.
          - {match: {host: a}}                    | 1 | the entry says nothing
          - {owner: b}                            | 1 | the entry has no match
          - {ping: 'a b', grace: PT1H}            | 1 | key must be 1 to 100 letters, digits, - or _.
          - {ping: a, schedule: '61 * * * *'}     | 1 | schedule is '61 * * * *'. Write five fields of cron
          - {ping: a, schedule: '@reboot'}        | 1 | schedule is '@reboot'
          - {ping: a, zone: Moon}                 | 1 | zone is 'Moon'
          - {ping: a, match: {host: b}}           | 1 | match and ping are both there
          - {match: {host: a}, schedule: '@daily'} | 1 | schedule is for an entry of a ping
          [{ping: a}, {ping: a}]                  | 1 | ping a is declared already
          - owner                                 | 1 | these are not keys with values
          owner: b                                | 1 | it is not a list
          - {match: {host: a}, owner: [           | 1 | it is not valid YAML
          """)
  void a_fault_is_named_with_its_line_and_what_to_write(String text, int line, String message) {
    assertThatThrownBy(() -> file(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("jobs.yaml:" + line + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void the_line_is_that_of_the_key() {
    var text =
        """
        - match: {host: a}
          owner: b

        - match:
            host: c
          grace: PT30M
          runbok: https://runbooks.example.org
        """;
    assertThatThrownBy(() -> file(text)).hasMessageContaining("jobs.yaml:7: there is no key");
  }
}
