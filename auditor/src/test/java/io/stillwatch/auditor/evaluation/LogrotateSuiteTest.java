// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.logrotate.LogrotateConfig;
import io.stillwatch.auditor.logrotate.LogrotateFault;
import io.stillwatch.core.evidence.ConfigFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// logrotate's own test configurations: we complain exactly where `logrotate -d` finds the text at
/// fault (a log that is not on its disk is not our matter).
class LogrotateSuiteTest {
  @TestFactory
  Stream<DynamicTest> complains_where_logrotate_does() {
    return Corpora.find("logrotate-conf-suite/expected.tsv").stream()
        .flatMap(file -> Corpora.lines(file).stream().skip(1))
        .map(row -> row.split("\t", -1))
        .map(row -> DynamicTest.dynamicTest(row[0], () -> check(row)));
  }

  private static void check(String[] row) {
    var text = Corpora.text(Corpora.find("logrotate-conf-suite/conf/" + row[0]).orElseThrow());
    var config =
        LogrotateConfig.read(
            "/etc/logrotate.conf", List.of(ConfigFile.of("/etc/logrotate.conf", text)));
    var lines = new ArrayList<Integer>();
    for (var message : row[2].split("\\|", -1)) {
      if (message.contains(row[0] + ":")) {
        lines.add(Integer.parseInt(message.replaceFirst(".*" + row[0] + ":(\\d+).*", "$1")));
      }
    }
    assertThat(config.faults())
        .extracting(LogrotateFault::spot)
        .extracting(s -> s.line())
        .containsExactlyElementsOf(lines);
  }
}
