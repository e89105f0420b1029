// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.core.evidence.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// RUN or NOT RUN of every line that a real Debian cron was given, from the configuration alone.
class CronLabTest {
  @TestFactory
  Stream<DynamicTest> predicts_what_debian_cron_runs() {
    return Corpora.find("cron-lab").stream()
        .flatMap(lab -> {
          var host = new HostView(host(lab).request());
          return Corpora.lines(lab.resolve("labels.tsv")).stream()
              .skip(1)
              .map(row -> row.split("\t", -1))
              .map(row -> DynamicTest.dynamicTest(row[0] + " " + row[1], () -> check(row, host)));
        });
  }

  private static void check(String[] row, HostView host) {
    var path =
        row[0].startsWith("spool/")
            ? "/var/spool/cron/crontabs/" + row[0].substring(6)
            : "/" + row[0];
    var text = row[1].replace("\\r", "\r").replace("\\\\", "\\");
    var jobs = host.jobs().stream().filter(j -> j.table().path().equals(path)).toList();
    boolean runs =
        jobs.stream()
            .filter(j ->
                j.line()
                    .text()
                    .replace("\t", "\\t")
                    .strip()
                    .equals(text.replace("\t", "\\t").strip()))
            .anyMatch(host::loads);
    assertThat(runs ? "RUN" : "NOT RUN")
        .as(path + " " + text)
        .isEqualTo(row[2].startsWith("RUN") ? "RUN" : "NOT RUN");
  }

  private static HostFixture host(Path lab) {
    var host =
        HostFixture.debian()
            .user("root", 0)
            .user("alice", 1001)
            .user("bob", 1002)
            .user("carol", 1003);
    for (var row : Corpora.lines(lab.resolve("modes-debian.txt"))) {
      var words = List.of(row.split("\\s+", -1));
      int uid = Integer.parseInt(words.get(1).replaceFirst(".*\\((\\d+)\\)", "$1"));
      int links = Integer.parseInt(words.get(2).substring("links=".length()));
      var path = words.get(3);
      boolean broken = path.endsWith("brokenlink");
      var attributes =
          broken
              ? ConfigFile.Attributes.link(uid)
              : ConfigFile.Attributes.file("0" + words.get(0), uid, 0, links);
      host.file(new ConfigFile("/" + path, text(lab, path), attributes));
      if (broken) host.absent("/" + path);
    }
    return host;
  }

  private static String text(Path lab, String path) {
    var candidates = new ArrayList<Path>();
    var name = path.substring(path.lastIndexOf('/') + 1);
    candidates.add(lab.resolve(path.startsWith("etc") ? "input-etc" : "input-spool").resolve(name));
    return candidates.stream().filter(Files::exists).findFirst().map(Corpora::text).orElse("");
  }
}
