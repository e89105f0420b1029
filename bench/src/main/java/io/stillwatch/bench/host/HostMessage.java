// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.simulator.aws.ReceivedMessage;
import java.time.Instant;

/// A message of an alert as the topic got it.
record HostMessage(
    Instant at, String notification, String alert, String kind, String reason, Blame blame) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The rule of the cause and the file that it names; empty without a cause.
  record Blame(String rule, String file) {}

  static HostMessage of(ReceivedMessage received) {
    try {
      var json = JSON.readTree(received.body("http"));
      return new HostMessage(
          received.receivedAt(),
          received.attributes().getOrDefault("notification_id", ""),
          json.path("id").asText(),
          json.path("message").asText(),
          json.path("reason").asText(),
          new Blame(
              json.path("finding").path("rule").asText(""),
              json.path("finding").path("file").asText("")));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The topic got what is not JSON.", e);
    }
  }
}
