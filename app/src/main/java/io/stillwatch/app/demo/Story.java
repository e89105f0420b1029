// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.job.Durations;
import io.stillwatch.simulator.Scenario;
import io.stillwatch.simulator.aws.ReceivedMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How the case study should come out, held against what the stores and the topic hold.
///
/// Pure: nothing is assumed, everything is read.
record Story(
    List<Alert> alerts, Map<String, Long> indices, long written, List<ReceivedMessage> received) {
  private static final String TABLE = "/etc/cron.d/rds-log-rotation";
  private static final String SCRIPT = "rotate-slow-log.sh";
  private static final int SUBJECT = 99;
  private static final int SMS = 140;

  Story {
    alerts = List.copyOf(alerts);
    indices = Map.copyOf(indices);
    received = List.copyOf(received);
  }

  long indexed() {
    return indices.getOrDefault("logs", 0L);
  }

  /// What did not come out as it should; empty if all did.
  List<String> faults() {
    var faults = new ArrayList<String>();
    if (written != indexed()) {
      faults.add(written + " lines were written, but " + indexed() + " are indexed.");
    }
    if (alerts.size() != 1) {
      faults.add("There are " + alerts.size() + " alerts instead of one.");
    }
    if (!alerts.isEmpty()) check(alerts.getFirst(), faults);
    if (received.isEmpty()) faults.add("The topic received no message.");
    received.forEach(message -> check(message, faults));
    return faults;
  }

  private static void check(Alert alert, List<String> faults) {
    var stoppage = alert.first();
    if (!stoppage.job().host().name().equals(Scenario.VICTIM)) {
      faults.add(
          "The alert is about " + stoppage.job().host().name() + ", not " + Scenario.VICTIM + ".");
    }
    var delay = Duration.between(stoppage.firstMissed(), alert.times().detectedAt());
    if (delay.compareTo(stoppage.job().schedule().period()) > 0) {
      faults.add("The alert came " + Durations.words(delay) + " after the first missed run.");
    }
    boolean typo =
        alert.cause().stream()
            .anyMatch(cause ->
                cause.finding().place().path().equals(TABLE)
                    && cause.finding().explanation().suggestion().contains(SCRIPT));
    if (!typo) faults.add("The cause is not the typo in " + TABLE + ".");
    if (alert.causes().stream()
        .map(Cause::finding)
        .noneMatch(finding -> finding.rule().equals("CC03"))) {
      faults.add("The missing permission is not among the causes.");
    }
  }

  private static void check(ReceivedMessage message, List<String> faults) {
    if (message.subject().length() > SUBJECT
        || !message.subject().chars().allMatch(c -> c >= 32 && c < 127)) {
      faults.add("The subject is too long or not ASCII: " + message.subject());
    }
    if (message.body("sms").length() > SMS)
      faults.add("The SMS is too long: " + message.body("sms"));
    try {
      new ObjectMapper().readTree(message.body("http"));
    } catch (JsonProcessingException e) {
      faults.add("The JSON form does not parse: " + e.getOriginalMessage());
    }
  }
}
