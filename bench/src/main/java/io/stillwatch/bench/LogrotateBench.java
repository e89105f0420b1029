// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.auditor.logrotate.LogrotateConfig;
import io.stillwatch.auditor.logrotate.LogrotateVerdict;
import io.stillwatch.core.evidence.ConfigFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Our verdict on logrotate's own test configurations beside the exit code of the real program.
@Command(
    name = "logrotate",
    mixinStandardHelpOptions = true,
    description = "Reads expected.tsv and conf/ of DIR (laid out as logrotate-conf-suite).")
final class LogrotateBench implements Callable<Integer> {
  /// The one log that was there when the real program ran.
  private static final Set<String> PRESENT = Set.of("/var/log/app/test.log");

  private static final String MAIN = LogrotateConfig.MAIN;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A folder laid out as logrotate-conf-suite.")
  private Path folder = Path.of(".");

  @Mixin private FormatOption format = new FormatOption();

  private record Row(String file, boolean real, String said, LogrotateVerdict ours) {
    boolean equal() {
      return real == ours.error();
    }
  }

  @Override
  public Integer call() throws IOException {
    var rows = rows();
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (format.json()) {
      out.println(json(rows));
      return 0;
    }
    for (var row : rows) {
      if (row.equal()) continue;
      out.printf("%-20s real: %s%n%20s ours: %s%n", row.file(), row.said(), "", row.ours().why());
    }
    out.printf("%d of %d equal%n", rows.stream().filter(Row::equal).count(), rows.size());
    return 0;
  }

  private List<Row> rows() throws IOException {
    var rows = new ArrayList<Row>();
    for (var line : Files.readAllLines(folder.resolve("expected.tsv")).stream().skip(1).toList()) {
      var columns = line.split("\t", -1);
      var bytes = Files.readAllBytes(folder.resolve("conf").resolve(columns[0]));
      var text = new String(bytes, StandardCharsets.UTF_8);
      var config = LogrotateConfig.read(MAIN, List.of(ConfigFile.of(MAIN, text)));
      var verdict = LogrotateVerdict.of(config, PRESENT);
      rows.add(new Row(columns[0], !columns[1].equals("0"), columns[2], verdict));
    }
    return rows;
  }

  private static ObjectNode json(List<Row> rows) {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "logrotate");
    var list = json.putArray("rows");
    for (var row : rows) {
      list.addObject()
          .put("file", row.file())
          .put("real", row.real())
          .put("ours", row.ours().error())
          .put("why", row.ours().why());
    }
    long equal = rows.stream().filter(Row::equal).count();
    json.putObject("summary")
        .put("files", rows.size())
        .put("equal", rows.isEmpty() ? 1.0 : (double) equal / rows.size());
    return json;
  }
}
