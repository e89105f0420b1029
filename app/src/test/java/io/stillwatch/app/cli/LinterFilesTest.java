// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What other repositories use to run the audit: the hook of pre-commit, and the snippets of the
/// documentation.
class LinterFilesTest {
  private static final Path ROOT = Path.of("..");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

  private static JsonNode hook() throws IOException {
    var hooks = YAML.readTree(Files.readString(ROOT.resolve(".pre-commit-hooks.yaml")));
    assertThat(hooks).hasSize(1);
    return hooks.get(0);
  }

  private static List<JsonNode> snippets() throws IOException {
    var text = Files.readString(ROOT.resolve("docs/OPERATIONS.md"));
    var section = text.substring(text.indexOf("## Auditing in a repository"));
    var snippets = new ArrayList<JsonNode>();
    for (var block : BLOCK.matcher(section).results().toList()) {
      snippets.add(YAML.readTree(block.group(1)));
    }
    return snippets;
  }

  @ParameterizedTest
  @CsvSource({
    "etc/cron.d/backup, true",
    "etc/logrotate.d/app, true",
    "crontab, true",
    "deploy/root.crontab, true",
    "units/backup.timer, true",
    "units/backup.service, true",
    "var/spool/cron/crontabs/root, true",
    "etc/logrotate.conf, true",
    "etc/cron.d/.placeholder, false",
    "etc/cron.d/backup.j2, false",
    "units/backup.service.in, false",
    "data/dbus-1/services/org.example.Tool.service, false",
    "etc/avahi/services/ssh.service, false",
    "src/crontab.py, false",
    "docs/cron.md, false",
  })
  void the_hook_takes_files_that_a_daemon_reads(String path, boolean taken) throws IOException {
    boolean matches =
        Pattern.compile(hook().path("files").asText()).matcher(path).find()
            && !Pattern.compile(hook().path("exclude").asText()).matcher(path).find();
    assertThat(matches).isEqualTo(taken);
  }

  @Test
  void the_hook_runs_the_command_of_this_repository() throws IOException {
    var words = hook().path("entry").asText().split(" ", -1);
    assertThat(Files.isExecutable(ROOT.resolve(words[0]))).isTrue();
    assertThat(new CommandLine(new StillwatchCommand()).getSubcommands()).containsKey(words[1]);
  }

  /// Processes side by side would each find an old build and build in the same folder.
  @Test
  void the_hook_is_one_process_at_a_time() throws IOException {
    assertThat(hook().path("require_serial").asBoolean()).isTrue();
  }

  @Test
  void the_snippets_are_valid_and_name_the_hook_and_known_options() throws IOException {
    var snippets = snippets();
    assertThat(snippets).hasSize(2);
    assertThat(snippets.getFirst().at("/repos/0/hooks/0/id").asText())
        .isEqualTo(hook().path("id").asText());
    var steps = snippets.getLast().at("/jobs/audit/steps");
    assertThat(steps.findValuesAsText("uses"))
        .map(use -> use.replaceFirst("@v\\d+$", ""))
        .contains("actions/checkout", "actions/setup-java", "github/codeql-action/upload-sarif");
    var options = new CommandLine(new AuditCommand()).getCommandSpec().optionsMap().keySet();
    assertThat(steps.findValuesAsText("run"))
        .hasSize(2)
        .allSatisfy(run ->
            assertThat(options)
                .containsAll(
                    List.of(run.split("\\s+")).stream().filter(w -> w.startsWith("--")).toList()));
  }
}
