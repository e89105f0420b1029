// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.bench.FormatOption;
import io.stillwatch.bench.attack.Vitals.Sign;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
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

/// Attacks a running product with what senders, pages and files may contain.
@Command(
    name = "attack",
    mixinStandardHelpOptions = true,
    description =
        "Attacks a serve process of its own over loopback, ends it and starts it again; exit 1 if an"
            + " attack was not held.")
public final class AttackBench implements Callable<Integer> {
  private static final String ROW = "%-20s %-56s %9s %9s %8s %6s  %s%n";
  private static final Duration LONGEST_END = Duration.ofSeconds(20);
  private static final Duration AFTERWARDS = Duration.ofSeconds(30);

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--only", split = ",", description = "Only these attacks, for instance storm.")
  private List<String> only = List.of();

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (!format.json())
      out.printf(ROW, "attack", "", "livez ms", "p95 ms", "watch s", "heap", "held");
    var rows = new ArrayList<AttackRow>();
    try (var target = new Target()) {
      for (var attack : Attack.all()) if (wanted(attack)) done(rows, attack(attack, target), out);
      done(rows, ending(target, "sigterm"), out);
      target.startAgain();
      done(rows, attack(new Attack("after-restart", "goes on as before", RESTED), target), out);
      for (var attack : Attack.cheap())
        if (wanted(attack)) done(rows, attack(attack.again(), target), out);
      FloodAttacks.begin(target);
      done(rows, ending(target, "sigterm-in-storm"), out);
    }
    long held = rows.stream().filter(AttackRow::held).count();
    if (format.json()) out.println(json(rows, held));
    else out.printf("%d of %d attacks held%n", held, rows.size());
    return held == rows.size() ? 0 : 1;
  }

  private boolean wanted(Attack attack) {
    return only.isEmpty() || only.contains(attack.name());
  }

  private static final Attack.Action RESTED =
      _ -> {
        Thread.sleep(AFTERWARDS);
        return "";
      };

  private static AttackRow attack(Attack attack, Target target)
      throws IOException, InterruptedException {
    var vitals = Vitals.begin(target.web());
    try {
      var problem = attack.action().against(target);
      return new AttackRow(
          attack.name(), attack.what(), problem, vitals.sign(), target.heapShare());
    } finally {
      vitals.end();
    }
  }

  private static AttackRow ending(Target target, String name) throws InterruptedException {
    var took = target.terminate();
    var problem = took.compareTo(LONGEST_END) > 0 ? "took " + took.toSeconds() + " s" : "";
    return new AttackRow(name, "SIGTERM ends it within 20 s", problem, Sign.NONE, 0);
  }

  private void done(List<AttackRow> rows, AttackRow row, PrintWriter out) {
    rows.add(row);
    if (format.json()) return;
    out.printf(
        Locale.ROOT,
        ROW,
        row.attack(),
        row.what(),
        Math.round(row.during().livezMs()),
        Math.round(row.during().othersMs()),
        Math.round(row.during().watchStoodSeconds()),
        Math.round(row.heapShare() * 100) + "%",
        row.held() ? "yes" : "NO: " + String.join("; ", row.problems()));
    out.flush();
  }

  private static ObjectNode json(List<AttackRow> rows, long held) {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "attack");
    var list = json.putArray("rows");
    for (var row : rows) {
      list.addObject()
          .put("attack", row.attack())
          .put("what", row.what())
          .put("livez_ms", row.during().livezMs())
          .put("others_p95_ms", row.during().othersMs())
          .put("watch_stood_s", row.during().watchStoodSeconds())
          .put("heap_share", row.heapShare())
          .put("held", row.held())
          .put("problem", String.join("; ", row.problems()));
    }
    json.putObject("summary").put("attacks", rows.size()).put("held", held);
    return json;
  }
}
