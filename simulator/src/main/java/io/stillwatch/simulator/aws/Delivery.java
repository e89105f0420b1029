// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

/// A message as one subscriber of a topic got it.
public record Delivery(String protocol, String endpoint, ReceivedMessage message) {
  public String body() {
    return message.body(protocol);
  }
}
