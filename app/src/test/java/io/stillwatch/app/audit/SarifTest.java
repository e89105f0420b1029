// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.auditor.ConfigAuditor;
import io.stillwatch.auditor.rule.CustomRules;
import io.stillwatch.core.evidence.Platform;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifTest {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  private JsonNode run(String file, RuleLinks links) throws IOException, CustomRules.Unusable {
    Files.createDirectories(folder.resolve("rules"));
    var own = OwnRules.in(folder.resolve("rules"));
    var platform = new Platform(Platform.Dialect.DEBIAN, ZoneOffset.UTC, "", Map.of());
    var inputs = new Inputs(new ConfigAuditor(own), platform, AT, Optional.empty());
    inputs.read(Path.of(file));
    var out = new StringWriter();
    new AuditReport(inputs, Set.of(), Baseline.NONE, own, links)
        .print(AuditReport.Format.sarif, false, new PrintWriter(out));
    var json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("version").asText()).isEqualTo("2.1.0");
    return json.at("/runs/0");
  }

  @Test
  void states_the_tool_its_version_and_where_a_published_page_explains_rules() throws Exception {
    var table = file("etc/cron.d/a", "61 2 * * * root /usr/bin/true\n");
    var driver = run(table, RuleLinks.DEFAULT).at("/tool/driver");
    assertThat(driver.path("semanticVersion").asText()).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(driver.at("/rules/0/id").asText()).isEqualTo("CL01");
    assertThat(driver.findValues("informationUri")).isEmpty(); // no relative ones in SARIF
    assertThat(driver.findValues("helpUri")).isEmpty();
    var published = run(table, new RuleLinks("https://wiki.example.com/rules")).at("/tool/driver");
    assertThat(published.path("informationUri").asText())
        .isEqualTo("https://wiki.example.com/rules");
    assertThat(published.at("/rules/0/helpUri").asText())
        .isEqualTo("https://wiki.example.com/rules#cl01");
  }

  @Test
  void encodes_what_an_address_may_not_hold() throws Exception {
    var table = file("my tables/50%/é/etc/cron.d/a", "61 2 * * * root /usr/bin/true\n");
    assertThat(
            run(table, RuleLinks.DEFAULT)
                .at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
                .asText())
        .endsWith("/my%20tables/50%25/%C3%A9/etc/cron.d/a");
  }

  @Test
  void describes_the_rules_of_a_team_too() throws Exception {
    file(
        "rules/team.yaml",
        """
        - id: TEAM-1
          context: crontab
          pattern: 'MAILTO=root'
          message: Mail goes to the team.
          severity: error
        - id: TEAM-2
          context: logrotate
          pattern: '^\\s*copytruncate'
          message: Lines are lost.
          severity: info
        """);
    var crontab =
        run(file("etc/cron.d/a", "MAILTO=root\n1 2 * * * root true\n"), RuleLinks.DEFAULT);
    assertThat(crontab.at("/results/0/ruleId").asText()).isEqualTo("TEAM-1");
    var rule = crontab.at("/tool/driver/rules/0");
    assertThat(rule.path("id").asText()).isEqualTo("TEAM-1");
    assertThat(rule.at("/shortDescription/text").asText()).isEqualTo("Mail goes to the team.");
    assertThat(rule.at("/defaultConfiguration/level").asText()).isEqualTo("error");
    assertThat(rule.has("helpUri")).isFalse();
    var stanza = "/var/log/x.log {\n  daily\n  rotate 3\n  copytruncate\n}\n";
    var results = run(file("etc/logrotate.d/a", stanza), RuleLinks.DEFAULT).path("results");
    assertThat(results.findValuesAsText("ruleId")).contains("TEAM-2").doesNotContain("TEAM-1");
    assertThat(results.findValuesAsText("startLine")).contains("4");
  }
}
