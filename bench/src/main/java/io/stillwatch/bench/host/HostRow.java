// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.host;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What people were told of one fault, and after how many seconds. Pure.
///
/// 1. One alert, of the expected reason; none of what is only a finding.
/// 2. A prediction may come first, then one message that it fires, then one that it is over.
/// 3. The cause is named by the end, and no message names another one.
/// 4. A message that is accepted again, under its id, follows a kill.
record HostRow(
    HostFault fault,
    List<String> messages,
    Optional<Duration> toldAfter,
    Optional<Duration> overAfter,
    List<String> problems) {
  HostRow {
    messages = List.copyOf(messages);
    problems = List.copyOf(problems);
  }

  /// When the host was broken and repaired, and how often the product was killed.
  record Times(Instant broken, Instant repaired, int kills) {}

  static HostRow of(HostFault fault, List<HostMessage> all, Times times) {
    var seen = new ArrayList<HostMessage>();
    for (var message : all) {
      if (seen.stream().noneMatch(one -> one.notification().equals(message.notification())))
        seen.add(message);
    }
    var problems = new ArrayList<String>();
    if (all.size() - seen.size() > times.kills())
      problems.add("accepted again " + (all.size() - seen.size()) + " times");
    var kinds = seen.stream().map(HostMessage::kind).toList();
    if (fault.alerts()) order(kinds, seen).ifPresent(problems::add);
    else if (!seen.isEmpty()) problems.add("messages " + String.join(", ", kinds));
    seen.stream()
        .map(HostMessage::reason)
        .distinct()
        .filter(reason -> fault.alerts() && !reason.equals(fault.told().reason()))
        .forEach(reason -> problems.add("reason " + reason));
    problems.addAll(causes(fault.told(), seen));
    return new HostRow(
        fault,
        kinds,
        first(seen, "predicted", "firing").map(at -> Duration.between(times.broken(), at)),
        first(seen, "resolved").map(at -> Duration.between(times.repaired(), at)),
        problems);
  }

  private static Optional<String> order(List<String> kinds, List<HostMessage> seen) {
    long alerts = seen.stream().map(HostMessage::alert).distinct().count();
    if (seen.isEmpty()) return Optional.of("no message");
    if (alerts > 1) return Optional.of(alerts + " alerts");
    var told = kinds.getFirst().equals("predicted") ? kinds.subList(1, kinds.size()) : kinds;
    if (told.equals(List.of("firing", "resolved"))) return Optional.empty();
    return Optional.of("messages " + String.join(", ", kinds));
  }

  private static List<String> causes(HostFault.Told told, List<HostMessage> seen) {
    var open = seen.stream().filter(message -> !message.kind().equals("resolved")).toList();
    var wrong =
        open.stream()
            .map(HostMessage::blame)
            .filter(blame -> !blame.rule().isEmpty())
            .filter(blame -> !told.rules().contains(blame.rule()) || !file(told, blame))
            .map(blame -> "cause " + blame.rule() + " " + blame.file())
            .distinct();
    boolean silent = open.stream().allMatch(message -> message.blame().rule().isEmpty());
    boolean missing = silent && !told.rules().isEmpty();
    return Stream.concat(wrong, Stream.of("no cause").filter(_ -> missing)).toList();
  }

  private static boolean file(HostFault.Told told, HostMessage.Blame blame) {
    return told.file().isEmpty() || told.file().equals(blame.file());
  }

  private static Optional<Instant> first(List<HostMessage> seen, String... kinds) {
    return seen.stream()
        .filter(message -> List.of(kinds).contains(message.kind()))
        .map(HostMessage::at)
        .findFirst();
  }

  boolean right() {
    return problems.isEmpty();
  }

  ObjectNode json() {
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("fault", fault.host())
            .put("messages", String.join(", ", messages))
            .put("right", right())
            .put("problem", String.join("; ", problems));
    toldAfter.ifPresent(after -> json.put("told_s", after.toSeconds()));
    overAfter.ifPresent(after -> json.put("over_s", after.toSeconds()));
    return json;
  }
}
