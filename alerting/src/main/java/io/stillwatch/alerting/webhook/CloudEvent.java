// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.NotifierException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/// A notification as a CloudEvent 1.0 in structured JSON (github.com/cloudevents/spec, "JSON event
/// format"); its data is the body of docs/schemas/alert-v1.json.
final class CloudEvent {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private CloudEvent() {}

  static String of(Notification notification, String source) throws NotifierException {
    var kind = notification.kind().name().toLowerCase(Locale.ROOT);
    var event = JSON.createObjectNode();
    event.put("specversion", "1.0").put("id", id(notification)).put("source", source);
    event.put("type", "io.stillwatch.alert." + kind).put("subject", notification.alert());
    event.put("time", notification.madeAt().toString());
    event.put("datacontenttype", "application/json");
    event.put("dataschema", "urn:stillwatch:schema:alert-v1");
    event.set("data", data(notification));
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of strings and numbers can always be written.", e);
    }
  }

  private static JsonNode data(Notification notification) throws NotifierException {
    try {
      return JSON.readTree(notification.message().json());
    } catch (JsonProcessingException e) {
      throw new NotifierException(
          "The JSON of notification " + id(notification) + " is not valid; report this fault.",
          false,
          e);
    }
  }

  /// The id of the notification, or one that is derived from it: signatures need one without full
  /// stops, and headers one of plain characters.
  static String id(Notification notification) {
    var id = notification.id();
    if (id.matches("[A-Za-z0-9_-]{1,200}")) return id;
    return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
