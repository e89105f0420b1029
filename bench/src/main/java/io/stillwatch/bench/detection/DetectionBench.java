// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static io.stillwatch.bench.detection.DetectorName.AUTOENCODER;
import static io.stillwatch.bench.detection.DetectorName.SCHEDULE;
import static io.stillwatch.bench.detection.DetectorName.TOGETHER;

import io.stillwatch.bench.FormatOption;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.detector.LstmDetector;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Plays faults into synthetic series and holds what the product and its rivals find against what
/// is known.
@Command(
    name = "detection",
    mixinStandardHelpOptions = true,
    description =
        "Measures how many faults of scheduled jobs are found, how late, and with how many false"
            + " alarms, by the product, its parts and other methods.")
public final class DetectionBench implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--seeds", description = "How many seeds to play (default: 1).")
  private int seeds = 1;

  @Option(names = "--seed", description = "The first seed (default: 1).")
  private long seed = 1;

  @Option(
      names = "--class",
      split = ",",
      description = "Period classes to play, for instance daily,weekly (default: all).")
  private List<String> classes = List.of();

  @Option(
      names = "--fault",
      split = ",",
      description = "Faults to play beside clean series, for instance stop,creep (default: all).")
  private List<String> faults = List.of();

  @Option(
      names = "--configured",
      arity = "1",
      description = "Only series with (true) or without (false) a configuration (default: both).")
  private @Nullable Boolean configured;

  @Option(
      names = "--zone",
      description = "The time zone of the hosts, for instance Asia/Kolkata (default: UTC).")
  private ZoneId zone = ZoneOffset.UTC;

  @Option(
      names = "--list",
      description = "Also list each series whose alerts differ from what was owed.")
  private boolean list;

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws IOException, StoreException, InterruptedException {
    var selection =
        new Fleet.Selection(
            chosen(Fault.class, Fault::word, "fault", faults),
            configured == null ? Set.of(true, false) : Set.of(configured),
            zone);
    var every = chosen(PeriodClass.class, PeriodClass::word, "class", classes);
    var observed = new ArrayList<Observed>();
    for (long one = seed; one < seed + seeds; one++)
      for (var period : every) observed.addAll(evaluate(Fleet.of(period, selection, one), one));
    var figures = new Figures(observed);
    if (format.json()) out().println(DetectionJson.of(figures));
    else new MarkdownTables(figures, out()).print();
    if (list) observed.forEach(this::listIfWrong);
    return 0;
  }

  /// Each fleet has a model of its own, which is forgotten afterwards.
  private static List<Observed> evaluate(Fleet fleet, long seed)
      throws IOException, StoreException, InterruptedException {
    var models = Files.createTempDirectory("stillwatch-bench-detection");
    try {
      return new Evaluation(fleet, new LstmDetector(models, seed), seed).run();
    } finally {
      delete(models);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }

  private <E extends Enum<E>> Set<E> chosen(
      Class<E> type, Function<E, String> word, String what, List<String> wanted) {
    if (wanted.isEmpty()) return EnumSet.allOf(type);
    var unknown = new HashSet<>(wanted);
    var chosen = EnumSet.noneOf(type);
    for (var one : type.getEnumConstants()) if (unknown.remove(word.apply(one))) chosen.add(one);
    if (unknown.isEmpty()) return chosen;
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Not a known " + what + ": " + unknown);
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private void listIfWrong(Observed one) {
    var judged = one.judgement(TOGETHER);
    boolean right =
        judged.found().size() == judged.faults()
            && judged.falseAlarms() == 0
            && judged.repeated() == 0;
    if (right) return;
    out()
        .printf(
            "%s: %d of %d found, %d false, %d repeated; owed %s %s%n",
            one.series().spec().name(),
            judged.found().size(),
            judged.faults(),
            judged.falseAlarms(),
            judged.repeated(),
            one.series().spec().expectation(),
            one.series().faulty().stream().limit(3).toList());
    for (var detector : List.of(TOGETHER, SCHEDULE, AUTOENCODER)) {
      var alarms = one.alarms().getOrDefault(detector, List.of());
      out()
          .printf(
              "    %s: %s%n", detector.word(), alarms.stream().map(Alarm::at).limit(10).toList());
    }
  }
}
