// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import static java.util.stream.Collectors.toMap;

import io.stillwatch.core.alert.Notification;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/// Builds the `sns:Publish` request of a notification, within the limits of SNS for any message.
record PublishRequests(TopicArn topic, SnsNotifier.Style style) {
  PublishRequest of(Notification notification) {
    var attributes = Attributes.of(notification);
    var request =
        PublishRequest.builder()
            .topicArn(topic.text())
            .subject(PlainIds.subject(notification.message().subject()))
            .messageAttributes(values(attributes));
    switch (style) {
      case TEXT ->
          request
              .messageStructure("json")
              .message(ProtocolBodies.of(notification, Attributes.bytes(attributes)));
      case CHAT -> request.message(ChatBody.of(notification));
    }
    if (topic.isFifo()) {
      // the alert is the group: firing stays before resolved; SNS drops repeats for five minutes
      request
          .messageGroupId(PlainIds.id(notification.alert()))
          .messageDeduplicationId(PlainIds.id(notification.id()));
    }
    return request.build();
  }

  private static Map<String, MessageAttributeValue> values(Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, one -> text(one.getValue())));
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
