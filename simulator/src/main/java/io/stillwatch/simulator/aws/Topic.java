// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A topic with its subscriptions; a FIFO topic remembers ids for five minutes.
final class Topic {
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final List<String> WITHOUT_CONFIRMATION = List.of("sqs", "lambda", "sms");

  private final String arn;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Map<String, Seen> seen = new HashMap<>();

  Topic(String arn) {
    this.arn = arn;
  }

  private record Seen(String messageId, Instant at) {}

  String arn() {
    return arn;
  }

  String owner() {
    return arn.split(":", -1)[4];
  }

  boolean fifo() {
    return arn.endsWith(".fifo");
  }

  synchronized List<Subscription> subscriptions() {
    return List.copyOf(subscriptions);
  }

  synchronized Subscription subscribe(
      String protocol, String endpoint, Map<String, String> attributes) {
    var name = "6b0e71bd-7e97-4d97-80ce-%012d".formatted(subscriptions.size() + 1);
    var added =
        new Subscription(
            arn + ":" + name,
            protocol,
            endpoint,
            WITHOUT_CONFIRMATION.contains(protocol),
            attributes);
    added.filter();
    subscriptions.add(added);
    return added;
  }

  synchronized void confirm(String endpoint) {
    subscriptions.replaceAll(one -> one.endpoint().equals(endpoint) ? one.confirm() : one);
  }

  synchronized Optional<Subscription> find(String subscription) {
    return subscriptions.stream().filter(one -> one.arn().equals(subscription)).findFirst();
  }

  synchronized void replace(Subscription changed) {
    changed.filter();
    subscriptions.replaceAll(one -> one.arn().equals(changed.arn()) ? changed : one);
  }

  /// The id that a message with the same deduplication id got within the last five minutes.
  synchronized Optional<String> repeated(String deduplicationId, Instant now) {
    return Optional.ofNullable(seen.get(deduplicationId))
        .filter(earlier -> now.isBefore(earlier.at().plus(REMEMBERED)))
        .map(Seen::messageId);
  }

  synchronized void remember(String deduplicationId, String messageId, Instant now) {
    if (fifo()) seen.put(deduplicationId, new Seen(messageId, now));
  }
}
