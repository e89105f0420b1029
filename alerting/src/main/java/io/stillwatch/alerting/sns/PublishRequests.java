// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stillwatch.core.alert.Message;
import io.stillwatch.core.alert.Notification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/// Builds the `sns:Publish` request of a notification.
final class PublishRequests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> PROGRAM_PROTOCOLS = List.of("http", "https", "sqs", "lambda");

  private PublishRequests() {}

  static PublishRequest of(String topicArn, Notification notification) {
    var message = notification.message();
    var request =
        PublishRequest.builder()
            .topicArn(topicArn)
            .subject(message.subject())
            .messageStructure("json")
            .message(bodies(message))
            .messageAttributes(attributes(notification));
    if (TopicArn.isFifo(topicArn)) {
      // the alert is the group: firing stays before resolved; SNS drops repeats for five minutes
      request.messageGroupId(notification.alert()).messageDeduplicationId(notification.id());
    }
    return request.build();
  }

  /// `default` covers protocols that are not listed, and is required.
  private static String bodies(Message message) {
    var bodies = JSON.createObjectNode();
    bodies.put("default", message.email()).put("email", message.email()).put("sms", message.sms());
    PROGRAM_PROTOCOLS.forEach(protocol -> bodies.put(protocol, message.json()));
    try {
      return JSON.writeValueAsString(bodies);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An object of texts can always be written.", e);
    }
  }

  /// With the id of the notification, by which receivers recognize a repeat.
  private static Map<String, MessageAttributeValue> attributes(Notification notification) {
    var attributes = new HashMap<String, MessageAttributeValue>();
    notification.message().attributes().forEach((name, value) -> attributes.put(name, text(value)));
    attributes.put("notification_id", text(notification.id()));
    return attributes;
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
