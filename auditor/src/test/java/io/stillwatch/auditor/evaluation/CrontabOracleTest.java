// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Our Debian dialect against the verdicts of the real `crontab -n`.
class CrontabOracleTest {
  private static final TablePlace TABLE =
      new TablePlace("/var/spool/cron/crontabs/ops", TablePlace.Format.USER, "ops");

  @TestFactory
  Stream<DynamicTest> agrees_with_crontab_n() {
    return Corpora.find("real-local/crontab-n-oracle.tsv").stream()
        .flatMap(file -> Corpora.lines(file).stream())
        .map(row -> DynamicTest.dynamicTest(row, () -> check(row)));
  }

  private static void check(String row) {
    int tab = row.lastIndexOf('\t');
    var line = row.substring(0, tab);
    var verdict = row.substring(tab + 1);
    var messages = new ArrayList<String>();
    for (var fault : Crontab.read(TABLE, Dialect.DEBIAN, line + "\n").faults()) {
      messages.add(fault.fault().message());
    }
    if (verdict.startsWith("The syntax")) {
      assertThat(messages).as(line).isEmpty();
    } else {
      assertThat(messages).as(line).containsExactly(verdict.replaceFirst(".*: ", ""));
    }
  }
}
