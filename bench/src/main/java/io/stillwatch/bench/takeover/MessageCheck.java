// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.takeover;

import io.stillwatch.bench.takeover.StoredOutcome.StoredAlert;
import io.stillwatch.bench.takeover.TakeoverResult.Messages;
import io.stillwatch.simulator.aws.ReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compares what SNS accepted with the notifications of the stored alerts. Pure.
///
/// 1. Every notification of an alert was accepted, and nothing else was.
/// 2. One sequence number of an alert has one id.
/// 3. A notification was accepted once; twice only if the process that sends lost its role between
///    the two.
final class MessageCheck {
  private static final Duration AROUND = Duration.ofSeconds(15);

  private final List<StoredAlert> alerts;
  private final List<Instant> faults;
  private final List<String> problems = new ArrayList<>();

  /// `faults` is when the process that sent was killed, suspended or resumed.
  MessageCheck(List<StoredAlert> alerts, List<Instant> faults) {
    this.alerts = List.copyOf(alerts);
    this.faults = List.copyOf(faults);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  Messages check(List<ReceivedMessage> accepted) {
    Map<String, List<Instant>> times = new HashMap<>();
    for (var message : accepted) {
      var id = message.attributes().getOrDefault("notification_id", "");
      times.computeIfAbsent(id, _ -> new ArrayList<>()).add(message.receivedAt());
    }
    Set<String> expected = new HashSet<>();
    alerts.forEach(alert -> expected.addAll(alert.sent()));
    int wrong = sequences(times.keySet());
    int repeated = 0;
    for (var id : expected) if (!times.containsKey(id)) wrong += problem(id + " was never sent");
    for (var entry : times.entrySet()) {
      if (!expected.contains(entry.getKey()))
        wrong += problem(entry.getKey() + " belongs to no alert");
      int repeats = entry.getValue().size() - 1;
      repeated += repeats;
      if (repeats > 1 || (repeats == 1 && !explained(entry.getValue())))
        wrong += problem(entry.getKey() + " was accepted at " + entry.getValue());
    }
    return new Messages(accepted.size(), repeated, wrong);
  }

  private int sequences(Set<String> ids) {
    Map<String, Set<String>> byNumber = new HashMap<>();
    for (var id : ids) {
      var number = id.substring(0, Math.max(0, id.lastIndexOf('-')));
      byNumber.computeIfAbsent(number, _ -> new HashSet<>()).add(id);
    }
    return byNumber.values().stream()
        .filter(same -> same.size() > 1)
        .mapToInt(same -> problem("one number, several messages: " + same))
        .sum();
  }

  private boolean explained(List<Instant> times) {
    return faults.stream()
        .anyMatch(fault ->
            fault.isAfter(times.getFirst().minus(AROUND))
                && fault.isBefore(times.getLast().plus(AROUND)));
  }

  private int problem(String text) {
    problems.add(text);
    return 1;
  }
}
