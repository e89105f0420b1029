// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.text.Graphemes;
import java.util.List;

/// One body for each protocol, in one JSON object (`MessageStructure` json) of at most 256 KiB with
/// the attributes.
///
/// The texts of Stillwatch are always smaller. Should one be larger, the e-mail ends early and the
/// body for programs keeps only its plain fields and reports `truncated`: a message that SNS
/// rejects would reach nobody.
final class ProtocolBodies {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_BYTES = 256 * 1024;
  private static final List<String> PROGRAM_PROTOCOLS = List.of("http", "https", "sqs", "lambda");
  private static final int SHORT_EMAIL = 3_000;
  private static final int SHORT_SMS = 140;
  private static final int SHORT_FIELD = 100;
  private static final int FIELDS = 30;

  private ProtocolBodies() {}

  static String of(Notification notification, int attributeBytes) {
    var message = notification.message();
    var whole = bodies(message.email(), message.sms(), message.json());
    if (whole.getBytes(UTF_8).length + attributeBytes <= MAX_BYTES) return whole;
    return bodies(
        shown(message.email(), SHORT_EMAIL) + "\n[The rest is too long for a message.]\n",
        shown(message.sms(), SHORT_SMS),
        reduced(notification));
  }

  /// `default` covers protocols that are not listed, and is required.
  private static String bodies(String email, String sms, String json) {
    var bodies = JSON.createObjectNode();
    bodies.put("default", email).put("email", email).put("sms", sms);
    PROGRAM_PROTOCOLS.forEach(protocol -> bodies.put(protocol, json));
    return bodies.toString();
  }

  /// Without controls, which JSON writes as six characters each.
  private static String shown(String text, int most) {
    return Graphemes.start(text.replaceAll("[\\p{Cntrl}&&[^\n]]", " "), most);
  }

  private static String reduced(Notification notification) {
    var reduced = JSON.createObjectNode();
    parsed(notification.message().json())
        .propertyStream()
        .filter(field -> field.getValue().isValueNode())
        .filter(field -> field.getKey().length() <= SHORT_FIELD)
        .limit(FIELDS)
        .forEach(field -> {
          var value = field.getValue();
          if (value.isTextual()) reduced.put(field.getKey(), shown(value.asText(), SHORT_FIELD));
          else reduced.set(field.getKey(), value);
        });
    if (!reduced.has("id")) reduced.put("id", PlainIds.id(notification.alert()));
    return reduced.put("truncated", true).toString();
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }
}
