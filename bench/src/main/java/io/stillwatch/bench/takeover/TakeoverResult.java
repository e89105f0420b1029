// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.takeover;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What became of the rounds, and of all that was shipped, stopped and sent meanwhile.
record TakeoverResult(
    List<Round> rounds, Evidence evidence, Alerts alerts, Messages messages, int staleSaves) {
  /// A role must be held again after so many seconds.
  static final double LIMIT_S = 30;

  TakeoverResult {
    rounds = List.copyOf(rounds);
  }

  /// One role that was taken from a process.
  record Round(
      int number, String fault, String process, String role, double seconds, String problem) {
    boolean right() {
      return seconds < LIMIT_S && problem.isEmpty();
    }
  }

  /// Lines: each must be stored once.
  record Evidence(int shipped, int lost, int doubled) {}

  /// Stops: each must have one alert, and nothing else may have one.
  record Alerts(int stops, int missed, int wrong) {}

  /// A repeat under the same id may follow a fault of the process that sent it.
  record Messages(int accepted, int repeated, int wrong) {}

  boolean right() {
    return rounds.stream().allMatch(Round::right)
        && evidence.lost() == 0
        && evidence.doubled() == 0
        && alerts.missed() == 0
        && alerts.wrong() == 0
        && messages.wrong() == 0
        && staleSaves == 0;
  }

  private List<Double> seconds() {
    return rounds.stream().map(Round::seconds).sorted().toList();
  }

  double median() {
    var seconds = seconds();
    return seconds.isEmpty() ? 0 : seconds.get(seconds.size() / 2);
  }

  double max() {
    var seconds = seconds();
    return seconds.isEmpty() ? 0 : seconds.getLast();
  }

  private int faults() {
    return (int) rounds.stream().mapToInt(Round::number).distinct().count();
  }

  ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "takeover");
    var list = json.putArray("rows");
    for (var round : rounds) {
      list.addObject()
          .put("round", round.number())
          .put("fault", round.fault())
          .put("process", round.process())
          .put("role", round.role())
          .put("takeover_s", rounded(round.seconds()))
          .put("problem", round.problem());
    }
    var summary = json.putObject("summary").put("rounds", faults());
    summary.put("takeover_p50_s", rounded(median())).put("takeover_max_s", rounded(max()));
    summary.put("evidence_shipped", evidence.shipped()).put("evidence_lost", evidence.lost());
    summary.put("evidence_doubled", evidence.doubled()).put("stops", alerts.stops());
    summary.put("stops_missed", alerts.missed()).put("alerts_wrong", alerts.wrong());
    summary.put("messages", messages.accepted()).put("messages_repeated", messages.repeated());
    summary.put("messages_wrong", messages.wrong()).put("stale_saves", staleSaves);
    return json;
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 10) / 10.0;
  }
}
