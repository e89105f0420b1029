// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.host;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stillwatch.bench.FormatOption;
import io.stillwatch.simulator.aws.ReceivedMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Real hosts are broken and repaired.
@Command(
    name = "host",
    mixinStandardHelpOptions = true,
    description =
        "Runs the machine's own cron, rsyslog and logrotate in namespaces, breaks each host in"
            + " another way while serve reads their logs and is killed twice, and repairs them;"
            + " exit 1 if a message is missing, wrong or one too many. Needs root.")
public final class HostBench implements Callable<Integer> {
  private static final String ROW = "%-38s %7s %7s  %-28s  %s%n";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description =
          "Some of: typo, execute-bit, dotted-name, wrong-owner, bad-line, killed-cron,"
              + " stopped-rsyslog, removed-job.")
  private List<String> only = List.of();

  @Option(
      names = "--messages",
      paramLabel = "FILE",
      description = "Where to write every message as a subscriber by e-mail gets it.")
  private @Nullable Path messages;

  @Option(
      names = "--snapshot-every",
      paramLabel = "SECONDS",
      description = "How long each host waits between snapshots (default: ${DEFAULT-VALUE}).")
  private int snapshotSeconds = 60;

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    var err = spec.commandLine().getErr();
    var faults = HostFault.named(only);
    List<HostRow> rows;
    int others;
    try (var world = new HostWorld(faults, snapshotSeconds)) {
      rows = new HostRun(world, faults, err::println).run();
      others = world.others().size();
      for (var fault : faults) write(fault.words(), world.received(fault));
      write("about no host", world.others());
    }
    if (format.json()) out.println(json(rows, others));
    else print(rows, others, out);
    return others == 0 && rows.stream().allMatch(HostRow::right) ? 0 : 1;
  }

  private void write(String title, List<ReceivedMessage> received) throws IOException {
    if (messages == null) return;
    var text =
        received.stream()
            .map(message ->
                message.receivedAt()
                    + "\nSubject: "
                    + message.subject()
                    + "\n\n"
                    + message.body("email")
                    + "\nSMS: "
                    + message.body("sms")
                    + "\n\n")
            .collect(Collectors.joining("-".repeat(80) + "\n", "=== " + title + "\n", ""));
    Files.writeString(messages, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void print(List<HostRow> rows, int others, PrintWriter out) {
    out.printf(ROW, "fault", "alert s", "end s", "messages", "problem");
    for (var row : rows) {
      out.printf(
          ROW,
          row.fault().words(),
          seconds(row.toldAfter()),
          seconds(row.overAfter()),
          String.join(", ", row.messages()),
          String.join("; ", row.problems()));
    }
    out.println("messages about no host: " + others);
  }

  private static String seconds(Optional<Duration> after) {
    return after.map(time -> Long.toString(time.toSeconds())).orElse("-");
  }

  private static String json(List<HostRow> rows, int others) {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "host");
    rows.forEach(row -> json.withArray("rows").add(row.json()));
    json.putObject("summary")
        .put("faults", rows.size())
        .put("right", rows.stream().filter(HostRow::right).count())
        .put("others", others);
    return json.toString();
  }
}
