// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.text.Graphemes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The attributes of a message, on which subscriptions filter.
///
/// At most ten, because a queue with raw delivery discards a message of more; without those that
/// SNS rejects: empty values and names of other characters than letters, digits, `_`, `-` and `.`
/// (developer guide, "Amazon SNS message attributes").
final class Attributes {
  private static final int MAX = 10;
  private static final int MAX_VALUE = 256;
  private static final String TYPE = "String";

  /// By which receivers recognize a repeat.
  private static final String ID = "notification_id";

  /// Those that filters need most come first.
  private static final List<String> ORDER =
      List.of("severity", "kind", "status", "message", "owner", "host", "job", "environment");

  private Attributes() {}

  static Map<String, String> of(Notification notification) {
    var attributes = new LinkedHashMap<String, String>();
    attributes.put(ID, PlainIds.id(notification.id()));
    notification.message().attributes().entrySet().stream()
        .filter(one -> isName(one.getKey()) && !one.getValue().isBlank())
        .sorted(Comparator.comparingInt(Attributes::rank).thenComparing(Map.Entry::getKey))
        .limit(MAX - 1)
        .forEach(one ->
            attributes.putIfAbsent(one.getKey(), Graphemes.start(one.getValue(), MAX_VALUE)));
    return attributes;
  }

  private static int rank(Map.Entry<String, String> attribute) {
    int place = ORDER.indexOf(attribute.getKey());
    return place < 0 ? ORDER.size() : place;
  }

  private static boolean isName(String name) {
    return name.matches("(?!(?i)(?:aws|amazon)\\.)[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*")
        && name.length() <= MAX_VALUE;
  }

  /// How much they take of the size of a message.
  static int bytes(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .mapToInt(one -> (one.getKey() + TYPE).length() + one.getValue().getBytes(UTF_8).length)
        .sum();
  }
}
