// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import java.time.Instant;
import java.util.Map;

/// A message that was published to a topic of the account.
///
/// `bodies` holds the text per protocol (`default`, `email`, `sms`, `http`, ..); a plain message
/// has only `default`.
public record ReceivedMessage(
    String messageId,
    String topicArn,
    String subject,
    Map<String, String> bodies,
    Map<String, String> attributes,
    Instant receivedAt) {
  public ReceivedMessage {
    bodies = Map.copyOf(bodies);
    attributes = Map.copyOf(attributes);
  }

  /// What a subscriber of the protocol gets.
  public String body(String protocol) {
    return bodies.getOrDefault(protocol, bodies.getOrDefault("default", ""));
  }
}
