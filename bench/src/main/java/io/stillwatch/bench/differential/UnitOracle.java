// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import io.stillwatch.auditor.systemd.Unit;
import io.stillwatch.auditor.systemd.UnitFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// `systemd-analyze verify`: which lines of a timer or service it ignores, and whether it refuses
/// the unit.
///
/// A program that is not on its disk is not part of the question, and neither is what it reads in
/// spite of a complaint (old names of settings and values).
final class UnitOracle extends RootOracle {
  private static final String FOLDER = "/tmp/units/";
  private static final int TOGETHER = 25;
  private static final Pattern LINE = Pattern.compile("/tmp/units/u(\\d+)\\.\\w+:(\\d+): (.*)");
  private static final Pattern REFUSED =
      Pattern.compile(
          "Unit u(\\d+)\\.\\w+ (?:has a bad unit file setting|failed to load properly).*");
  private static final Pattern READ_ANYWAY =
      Pattern.compile(
          ".*(?:obsolete|legacy|unsafe|[Ss]upport for|unknown escape sequences|deprecated|please use"
              + "|Support for option).*");

  /// What `%m` and `%b` stand for: every machine has it, and so has the folder.
  private static final Map<String, String> MACHINE =
      Map.of(
          "/etc/machine-id",
          "0123456789abcdef0123456789abcdef\n",
          "/proc/sys/kernel/random/boot_id",
          "01234567-89ab-cdef-0123-456789abcdef\n");

  /// What other specifiers stand for cannot be read here; a machine would not complain.
  private static final Pattern OF_THE_MACHINE =
      Pattern.compile(
          ".*Failed to resolve .*: (?:Function not implemented|No such file or directory)");

  private final String suffix;

  UnitOracle(DebianRoot root, String suffix, List<String> seeds) {
    super(root, "systemd_" + suffix, seeds);
    this.suffix = suffix;
  }

  @Override
  public String path() {
    return "/etc/systemd/system/u0." + suffix;
  }

  @Override
  public List<Answer> ask(List<String> texts) throws IOException, InterruptedException {
    for (var fact : MACHINE.entrySet()) root.write(fact.getKey(), fact.getValue());
    var answers = new ArrayList<Answer>();
    for (int i = 0; i < texts.size(); i += TOGETHER) {
      answers.addAll(together(texts.subList(i, Math.min(texts.size(), i + TOGETHER))));
    }
    return answers;
  }

  private List<Answer> together(List<String> texts) throws IOException, InterruptedException {
    root.empty(FOLDER);
    var command = new ArrayList<>(List.of("/usr/bin/systemd-analyze", "verify", "--man=no"));
    for (int i = 0; i < texts.size(); i++) {
      var file = FOLDER + "u" + i + "." + suffix;
      root.write(file, texts.get(i));
      command.add(file);
    }
    var statements = new ArrayList<LinkedHashSet<String>>();
    texts.forEach(_ -> statements.add(new LinkedHashSet<>()));
    var unlike = new HashSet<Integer>();
    for (var line : root.run(command.toArray(String[]::new)).lines()) {
      var complaint = LINE.matcher(line);
      var refused = REFUSED.matcher(line);
      if (complaint.matches() && OF_THE_MACHINE.matcher(line).matches()) {
        unlike.add(Integer.parseInt(complaint.group(1)));
      } else if (complaint.matches() && !READ_ANYWAY.matcher(complaint.group(3)).matches()) {
        statements.get(Integer.parseInt(complaint.group(1))).add("line " + complaint.group(2));
      } else if (refused.matches()) {
        statements.get(Integer.parseInt(refused.group(1))).add("refused");
      }
    }
    return IntStream.range(0, texts.size())
        .mapToObj(i ->
            unlike.contains(i)
                ? Answer.unusable("a specifier stands for a fact of the machine")
                : Answer.of(List.copyOf(statements.get(i))))
        .toList();
  }

  @Override
  public Answer audit(String text) {
    var name = "u0." + suffix;
    var unit = new Unit(name, List.of(UnitFile.read(FOLDER + name, text)));
    var statements = new LinkedHashSet<String>();
    for (var fault : unit.faults()) {
      boolean last = fault.kind() == Unit.FaultKind.FATAL;
      if (fault.kind() != Unit.FaultKind.REFUSED) statements.add("line " + lastLine(fault));
      if (fault.stops()) statements.add("refused");
      if (last) break;
    }
    return Answer.of(List.copyOf(statements));
  }

  /// systemd names the last of the lines that a backslash joins.
  private static int lastLine(Unit.Fault fault) {
    return fault.file().lines().stream()
        .filter(l -> l.number() <= fault.line())
        .reduce((_, b) -> b)
        .map(
            l -> l.number() + (int) l.text().stripTrailing().chars().filter(c -> c == '\n').count())
        .orElse(fault.line());
  }
}
