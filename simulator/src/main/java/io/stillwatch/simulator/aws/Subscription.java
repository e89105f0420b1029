// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import java.util.Map;
import java.util.Optional;

/// Who hears of a topic. One of another owner, such as a mailbox, has to confirm it first.
record Subscription(
    String arn,
    String protocol,
    String endpoint,
    boolean confirmed,
    Map<String, String> attributes) {
  private static final int MAX_RAW_ATTRIBUTES = 10;

  Subscription {
    attributes = Map.copyOf(attributes);
  }

  Subscription confirm() {
    return new Subscription(arn, protocol, endpoint, true, attributes);
  }

  Subscription with(Map<String, String> changed) {
    return new Subscription(arn, protocol, endpoint, confirmed, changed);
  }

  /// Raw delivery to a queue discards a message of more than ten attributes.
  boolean receives(Publication message) {
    boolean raw = "true".equals(attributes.get("RawMessageDelivery"));
    if (!confirmed || (raw && message.attributes().size() > MAX_RAW_ATTRIBUTES)) return false;
    return filter()
        .map(filter -> filter.accepts(message.attributes(), message.body(protocol)))
        .orElse(true);
  }

  /// Also checks it.
  Optional<FilterPolicy> filter() {
    return Optional.ofNullable(attributes.get("FilterPolicy"))
        .map(json -> FilterPolicy.of(json, attributes.getOrDefault("FilterPolicyScope", "")));
  }
}
