// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.alerts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stillwatch.bench.FormatOption;
import io.stillwatch.bench.elastic.BenchServer;
import io.stillwatch.simulator.SimulatedAccount;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The crash table of alerting.
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description =
        "Kills (SIGKILL) the process that alerts before and after it writes an alert, publishes its"
            + " message and marks it, and starts it again; exit 1 if a message is missed, has two"
            + " ids, or comes more than once again for each kill.")
public final class AlertsBench implements Callable<Integer> {
  private static final String ROW = "%-16s %6s %9s %7s %9s %10s%n";
  private static final int HEAP_MB = 512;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--rounds", description = "How often at each moment (default: ${DEFAULT-VALUE}).")
  private int rounds = 2;

  @Option(
      names = "--restarts",
      description = "How often with a message that was sent (default: ${DEFAULT-VALUE}).")
  private int restarts = 5;

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    var home = Files.createTempDirectory("stillwatch-alerts-");
    // the server runs as another user where we are root
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    var rows = new ArrayList<CrashRow>();
    if (!format.json())
      out.printf(ROW, "killed", "kills", "messages", "missed", "repeated", "other ids");
    try (var server = BenchServer.start(home, HEAP_MB);
        var account = SimulatedAccount.start(List.of(), InstantSource.system())) {
      for (var step : Step.values()) {
        var row = row(server, account, step, 1);
        for (int round = 2; round <= rounds; round++)
          row = row.plus(row(server, account, step, round));
        rows.add(row);
        print(row, out);
      }
      rows.add(restarted(server, account));
      print(rows.getLast(), out);
    } finally {
      delete(home);
    }
    if (format.json()) out.println(json(rows));
    return rows.stream().allMatch(CrashRow::right) ? 0 : 1;
  }

  /// Killed at the step; the next process sends what is left.
  private static CrashRow row(BenchServer server, SimulatedAccount account, Step step, int round)
      throws IOException, InterruptedException {
    var host = "host-" + round + "-" + step.name().toLowerCase(Locale.ROOT);
    try (var child = Child.start(order(server, account, host, step.name()))) {
      child.await("at " + step);
    }
    whole(server, account, host);
    return CrashRow.of(step.words(), 1, ids(account, host));
  }

  private CrashRow restarted(BenchServer server, SimulatedAccount account)
      throws IOException, InterruptedException {
    var host = "host-0";
    for (int i = 0; i <= restarts; i++) whole(server, account, host);
    return CrashRow.of("once it was sent", restarts, ids(account, host));
  }

  private static void whole(BenchServer server, SimulatedAccount account, String host)
      throws IOException, InterruptedException {
    try (var child = Child.start(order(server, account, host, ""))) {
      child.await("idle");
    }
  }

  private static AlertingProcess.Order order(
      BenchServer server, SimulatedAccount account, String host, String step) {
    return new AlertingProcess.Order(
        server.uri(),
        server.user().user(),
        server.user().password(),
        account.endpoint(),
        account.topicArn(),
        new AlertingProcess.Order.Told(host, step));
  }

  private static List<String> ids(SimulatedAccount account, String host) {
    return account.received().stream()
        .filter(message -> host.equals(message.attributes().get("host")))
        .map(message -> message.attributes().getOrDefault("notification_id", ""))
        .toList();
  }

  private void print(CrashRow row, PrintWriter out) {
    if (format.json()) return;
    out.printf(
        ROW,
        row.moment(),
        row.kills(),
        row.messages(),
        row.missed(),
        row.repeated(),
        row.otherIds());
    out.flush();
  }

  private static String json(List<CrashRow> rows) {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "alerts");
    rows.forEach(row -> json.withArray("rows").add(row.json()));
    json.putObject("summary")
        .put("kills", rows.stream().mapToInt(CrashRow::kills).sum())
        .put("missed", rows.stream().mapToInt(CrashRow::missed).sum())
        .put("repeated", rows.stream().mapToInt(CrashRow::repeated).sum())
        .put("other_ids", rows.stream().mapToInt(CrashRow::otherIds).sum());
    return json.toString();
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    }
  }
}
