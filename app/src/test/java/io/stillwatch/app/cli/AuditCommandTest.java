// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.app.audit.AuditReport;
import io.stillwatch.testkit.secret.Canary;
import io.stillwatch.testkit.text.HostileTexts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class AuditCommandTest {
  private static final String TYPO = "5 2 * * * root /usr/bin/true >/dev/null 2>1\n";
  private static final String CANARY = "c4n4ryQ7zXw2";
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
  void an_error_is_shown_with_its_place_and_fails() throws IOException {
    var path = file("etc/cron.d/rotate", LATE);
    assertThat(audit(path)).isEqualTo(3);
    assertThat(out.toString())
        .contains(path + ":1:1: error CL01: ")
        .contains("    61 2 * * * root /usr/bin/true\n    ^\n")
        .contains("about a rule: stillwatch audit --explain CL01, or docs/RULES.md\n")
        .contains("1 file, 1 error, ");
  }

  @Test
  void the_limit_decides_what_fails() throws IOException {
    var path = file("etc/cron.d/rotate", TYPO);
    assertThat(audit(path)).isZero();
    assertThat(audit("--fail-on", "warning", path)).isEqualTo(3);
    assertThat(audit("--fail-on", "never", file("etc/cron.d/late", LATE))).isZero();
  }

  @Test
  void the_dialect_decides_what_is_lost() throws IOException {
    var path = file("etc/cron.d/rotate", LATE + "0 1 * * * root /usr/bin/true\n");
    audit("--format", "json", path);
    assertThat(json().at("/findings/0/jobs_lost")).hasSize(2);
    assertThat(json().at("/findings/0/help").asText()).isEqualTo("docs/RULES.md#cl01");
    out.getBuffer().setLength(0);
    audit("--format", "json", "--dialect", "cronie", path);
    assertThat(json().at("/findings/0/jobs_lost")).hasSize(1);
  }

  @Test
  void a_folder_that_is_an_etc_is_one_host() throws IOException {
    file("etc/logrotate.conf", "weekly\nrotate 4\ninclude /etc/logrotate.d\n");
    var drop = file("etc/logrotate.d/app", "/var/log/x.log {\n  dayly\n}\n");
    assertThat(audit("--format", "json", folder.toString())).isEqualTo(3);
    assertThat(json().at("/findings")).hasSize(1);
    assertThat(json().at("/findings/0/path").asText()).isEqualTo(drop);
    assertThat(json().at("/findings/0/suggestion").asText()).isEqualTo("daily");
  }

  @Test
  void what_lies_beside_configurations_is_not_taken_for_one() throws IOException {
    file("repo/README.md", "Run this once a day and it will rotate.\n- 2 files are kept of it.\n");
    file("repo/list.json", "[\n  {\n    \"/var/log/x.log\": {\n      \"days\": 7\n    }\n  }\n]\n");
    file("repo/jobs.txt", "*/5 * * * * /usr/bin/true\n");
    assertThat(audit("--format", "json", folder.toString())).isZero();
    assertThat(json().at("/summary/files").asInt()).isEqualTo(1);
  }

  @Test
  void code_scanners_get_sarif() throws IOException {
    audit("--format", "sarif", file("cron.d/rotate", LATE));
    assertThat(json().at("/version").asText()).isEqualTo("2.1.0");
    assertThat(json().at("/runs/0/results/0/ruleId").asText()).isEqualTo("CL01");
    assertThat(json().at("/runs/0/tool/driver/rules/0/id").asText()).isEqualTo("CL01");
  }

  @Test
  void pull_requests_get_workflow_commands() throws IOException {
    audit("--format", "github", file("cron.d/rotate", LATE));
    assertThat(out.toString()).startsWith("::error file=").contains(",line=1,col=1,title=CL01::");
  }

  @Test
  void a_policy_is_audited_too() throws IOException {
    var policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"rds:DownloadDBLogFilesPortion\",\"Resource\":\"*\"}]}";
    assertThat(audit("--format", "json", file("policy.json", policy))).isEqualTo(3);
    assertThat(json().at("/findings/0/suggestion").asText())
        .isEqualTo("rds:DownloadDBLogFilePortion");
  }

  @Test
  void a_team_writes_its_own_rules() throws IOException {
    var rules = folder.resolve("rules");
    file(
        "rules/team.yaml",
        "- id: TEAM-1\n"
            + "  pattern: '\\btrue\\b'\n"
            + "  message: Use the wrapper\n"
            + "  remedy: wrapper true\n"
            + "  severity: error\n");
    var path = file("etc/cron.d/rotate", "5 2 * * * root /usr/bin/true\n");
    assertThat(audit("--rules", rules.toString(), path)).isEqualTo(3);
    assertThat(out.toString()).contains(":1:25: error TEAM-1: Use the wrapper");
  }

  @Test
  void a_broken_file_of_rules_is_named_with_its_line_and_what_to_do() throws IOException {
    var rules = folder.resolve("rules");
    file("rules/team.yaml", "- id: TEAM-1\n  pattern: a: b\n");
    assertThat(audit("--rules", rules.toString(), file("etc/cron.d/a", TYPO))).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("stillwatch: " + rules + "/team.yaml:2:")
        .contains(": not valid YAML (mapping values are not allowed here). Correct this line")
        .doesNotContain("reader", "jackson");
    assertThat(audit("--rules", folder.resolve("gone").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("gone is not a folder: give --rules one that holds");
  }

  @Test
  void a_rule_explains_itself() {
    assertThat(audit("--explain", "cc02")).isZero();
    assertThat(out.toString()).startsWith("CC02 (error): ").contains("bad:").contains("good:");
    assertThat(audit("--explain", "XX99")).isEqualTo(2);
  }

  @Test
  void against_an_older_folder_it_says_what_changed_and_whom_it_touches() throws IOException {
    file("old/etc/cron.d/rotate", "5 2 * * * root /usr/sbin/logrotate /etc/logrotate.conf\n");
    file("new/etc/cron.d/rotate", "5 2 * * * root /usr/sbin/logrotat /etc/logrotate.conf\n");
    audit("--against", folder.resolve("old").toString(), folder.resolve("new").toString());
    assertThat(out.toString())
        .contains("info DR01: /etc/cron.d/rotate (line 1): a line changed, which touches logrotat ")
        .contains("error CC01: An edit made /usr/sbin/logrotat of /usr/sbin/logrotate");
  }

  @Test
  void a_named_file_that_cannot_be_audited_is_an_error_of_its_own() throws IOException {
    assertThat(audit(file("policy.json", "{\"Version\":"))).isEqualTo(2);
    assertThat(audit(file("notes.txt", "call the plumber\n"))).isEqualTo(2);
    assertThat(audit(folder.resolve("absent").toString())).isEqualTo(2);
  }

  @Test
  void a_service_of_another_daemon_gets_a_note_and_fails_nothing() throws IOException {
    var bus = file("x/org.example.Tool.service", "[D-BUS Service]\nName=org.example.Tool\n");
    var avahi = file("x/ssh.service", "<?xml version=\"1.0\"?>\n<service-group/>\n");
    assertThat(audit("--format", "json", bus, avahi)).isZero();
    assertThat(json().path("notes")).hasSize(2);
    assertThat(json().at("/notes/0").asText())
        .isEqualTo(bus + ": a service of D-Bus or avahi, not a unit of systemd; not audited");
    assertThat(json().at("/summary/files").asInt()).isZero();
  }

  @Test
  void what_a_file_is_can_be_said() throws IOException {
    var path = file("jobs", "0 1 * * * deploy run-all\n");
    audit("--format", "json", "--as", "system", path);
    assertThat(json().at("/files/0/kind").asText()).isEqualTo("system crontab");
  }

  @Test
  void a_comment_switches_a_rule_off_on_the_next_line_or_in_the_file() throws IOException {
    var above = "# stillwatch: ignore CL01 because the generator replaces it\n" + LATE;
    assertThat(audit(file("etc/cron.d/above", above))).isZero();
    var whole = "# stillwatch: ignore-file CL01, CC08\n\n" + LATE;
    assertThat(audit(file("etc/cron.d/whole", whole))).isZero();
    var other = "# stillwatch: ignore CL02 because of another reason\n" + LATE;
    assertThat(audit(file("etc/cron.d/other", other))).isEqualTo(3);
  }

  @Test
  void a_team_can_ignore_rules_and_start_from_a_baseline() throws IOException {
    var path = file("etc/cron.d/rotate", LATE);
    assertThat(audit("--ignore", "CL01", path)).isZero();
    var baseline = folder.resolve("baseline.json").toString();
    assertThat(audit("--write-baseline", baseline, path)).isZero();
    assertThat(audit("--baseline", baseline, path)).isZero();
    file("etc/cron.d/rotate", LATE + "62 3 * * * root /usr/bin/true\n");
    assertThat(audit("--baseline", baseline, path)).isEqualTo(3);
  }

  @Test
  void a_baseline_without_a_named_file_fails() throws IOException {
    var baseline = folder.resolve("baseline.json").toString();
    var gone = folder.resolve("gone").toString();
    assertThat(audit("--write-baseline", baseline, file("etc/cron.d/a", LATE), gone)).isEqualTo(2);
    assertThat(err.toString()).contains("not audited: " + gone + ": does not exist");
  }

  @Test
  void json_states_what_was_not_read_apart_from_what_is_uncertain() throws IOException {
    var uncertain = file("jobs", "0 1 * * * deploy run-all\n");
    var gone = folder.resolve("gone").toString();
    audit("--format", "json", uncertain, gone);
    assertThat(json().path("not_read")).hasSize(1);
    assertThat(json().at("/not_read/0").asText()).isEqualTo(gone + ": does not exist");
    assertThat(json().path("notes")).hasSize(1);
    assertThat(json().at("/notes/0").asText())
        .startsWith(uncertain + ": nothing tells whether it has a user column");
  }

  @Test
  void a_baseline_of_one_instance_hides_no_fault_of_another() throws IOException {
    var baseline = folder.resolve("baseline.json").toString();
    audit("--write-baseline", baseline, file("rds.json", instances("orders")));
    assertThat(audit("--fail-on", "info", "--baseline", baseline, folder.resolve("rds.json") + ""))
        .isZero();
    var both = file("rds.json", instances("orders", "stock"));
    out.getBuffer().setLength(0);
    audit("--baseline", baseline, "--format", "json", both);
    assertThat(json().at("/findings")).isNotEmpty();
    out.getBuffer().setLength(0);
    audit("--format", "json", both);
    assertThat(json().at("/findings").findValuesAsText("id")).doesNotHaveDuplicates();
  }

  private static String instances(String... names) {
    return Stream.of(names)
        .map(name ->
            "{\"DBInstanceIdentifier\":\"%s\",\"Engine\":\"mysql\",\"DBParameterGroups\":[{"
                    .formatted(name)
                + "\"DBParameterGroupName\":\"g\",\"ParameterApplyStatus\":\"pending-reboot\"}]}")
        .collect(Collectors.joining(",", "{\"DBInstances\":[", "]}"));
  }

  @Test
  void a_template_in_a_folder_is_passed_over_unless_it_is_named() throws IOException {
    var template = file("repo/cron.j2", LATE);
    file("repo/etc/cron.d/job.in", LATE);
    file("repo/logrotate.conf.liquid", "create 644 {{ user }} {{ user }}\n/x {\n}\n");
    file("repo/roles/x/templates/a.service", "[Service]\nWorkingDirectory={{ home }}\n");
    for (var where : List.of("repo", "repo/etc")) {
      out.getBuffer().setLength(0);
      assertThat(audit("--format", "json", folder.resolve(where).toString())).isZero();
      assertThat(json().at("/summary/files").asInt()).isZero();
    }
    assertThat(audit("--as", "system", folder.resolve("repo").toString())).isEqualTo(3);
    assertThat(audit(template)).isEqualTo(3);
  }

  @Test
  void only_a_folder_below_the_named_one_holds_templates() throws IOException {
    var line = "61 2 * * * root docker ps --format '{{.Names}}'\n";
    file("templates/host/jobs.cron", line);
    file("templates/host/roles/templates/jobs.cron", line);
    file("templates/etc/cron.d/jobs", line);
    for (var where : List.of("templates/host", "templates/etc")) {
      out.getBuffer().setLength(0);
      assertThat(audit("--format", "json", folder.resolve(where).toString())).isEqualTo(3);
      assertThat(json().at("/summary/files").asInt()).isEqualTo(1);
    }
  }

  @Test
  @Timeout(60)
  void long_lines_of_templates_and_of_comments_are_read() throws IOException {
    file("repo/templates/jobs.cron", LATE + "# " + "{".repeat(200_000) + "\n");
    file("repo/jobs.cron", "# stillwatch: ignore " + "A".repeat(20_000) + "!\n" + LATE);
    assertThat(audit(folder.resolve("repo").toString())).isEqualTo(3);
  }

  @Test
  void a_remedy_names_the_file_as_it_was_given_once_and_quoted() throws IOException {
    var path = file("my tables/var/spool/cron/crontabs/ops", "0 2 * * sunday /usr/bin/true\n");
    audit("--format", "json", path);
    assertThat(json().at("/findings/0/remedy").asText())
        .isEqualTo("sed -i '1s#sunday#sun#' '" + path + "'");
  }

  @Test
  void a_file_is_renamed_in_its_own_folder() throws IOException {
    var path = file("repo/etc/cron.d/rds.maintenance", "0 2 1 * * root /usr/bin/true\n");
    audit("--format", "json", path);
    assertThat(json().at("/findings/0/remedy").asText())
        .startsWith("mv " + path + " ")
        .endsWith("repo/etc/cron.d/rds-maintenance");
  }

  @Test
  void the_caret_stands_below_its_word_where_a_secret_before_it_is_not_shown() throws IOException {
    var path = file("etc/cron.d/a", "0 2 * * * root PASSWORD=abcdefghijkl logrotat /etc/x\n");
    audit(path);
    var lines = out.toString().lines().toList();
    int shown = lines.indexOf("    0 2 * * * root PASSWORD=REDACTED logrotat /etc/x");
    assertThat(lines.get(shown).substring(lines.get(shown + 1).indexOf('^')))
        .startsWith("logrotat");
  }

  @Test
  void nothing_in_a_file_reaches_the_terminal_as_a_command() throws IOException {
    audit(file("etc/cron.d/b", "61 2 * * * root /bin/\u001b[2J\u202ebad \u0007\n"));
    assertThat(out.toString()).contains("\\x1b[2J\\u202ebad").doesNotContain("\u001b", "\u202e");
  }

  @ParameterizedTest
  @EnumSource(AuditReport.Format.class)
  void no_hostile_text_reaches_the_terminal_raw(AuditReport.Format format) throws IOException {
    var table = new StringBuilder("MAILTO=root\n");
    for (var text : HostileTexts.texts()) { // a file with a zero byte is not a table at all
      var line = text.replace('\n', ' ').replace("\0", "");
      table.append("61 2 * * * root /bin/").append(line).append('\n');
    }
    audit("--format", format.name(), file("etc/cron.d/h", table.toString()));
    assertThat(out.toString()).contains("swXss");
    assertThat(HostileTexts.raw(out.toString())).isEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource(AuditReport.Format.class)
  void no_secret_of_any_form_is_printed(AuditReport.Format format) throws IOException {
    var table = new StringBuilder("MAILTO=root\n");
    for (var form : Files.readAllLines(Path.of("../core/src/test/resources/secret-forms.txt"))) {
      if (!form.startsWith("#"))
        table.append("61 2 * * * root " + form.replace("%s", CANARY) + "\n");
    }
    var canaries = Canary.all();
    for (var canary : canaries)
      table.append("61 2 * * * root " + canary.text().replace('\n', ' ') + "\n");
    audit("--format", format.name(), file("etc/cron.d/c", table.toString()));
    assertThat(out.toString()).contains("CL01").doesNotContain(CANARY);
    assertThat(canaries).noneMatch(each -> each.in(out.toString()).isPresent());
  }
}
