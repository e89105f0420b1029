// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// All texts about an alert: messages, the title in lists, the paragraph of a replay. Mail, web UI
/// and command line share them.
public final class Texts {
  private final AlertSettings settings;

  public Texts(AlertSettings settings) {
    this.settings = settings;
  }

  /// One line: `Log rotation stopped: /var/log/app.log on web-1 and 4 more`.
  public static String title(Alert alert) {
    return new Wording(alert, alert.times().detectedAt()).title();
  }

  /// One paragraph: what stopped, since when, why, what to type.
  public static String explanation(Alert alert) {
    var at = alert.times().resolvedAt().orElse(alert.times().detectedAt());
    return Paragraph.of(new Wording(alert, at));
  }

  /// The remedies in order, each a command to type or a sentence to read.
  public static List<String> steps(Alert alert) {
    return StepsText.steps(new Wording(alert, alert.times().detectedAt()));
  }

  public Message message(Alert alert, Notice notice) {
    var wording = new Wording(alert, notice.at());
    var links = new Links(settings, alert.id());
    return new Message(
        Subject.of(wording, notice),
        Email.of(wording, notice, links),
        Sms.of(wording, notice, links.alert().orElse(alert.id())),
        JsonBody.of(wording, notice, links),
        attributes(wording, notice));
  }

  /// The attributes that subscriptions filter on; SNS rejects empty values.
  private Map<String, String> attributes(Wording wording, Notice notice) {
    var attributes = new LinkedHashMap<String, String>();
    attributes.put("severity", wording.severity());
    attributes.put("kind", wording.kind());
    attributes.put("status", wording.alert().state().name().toLowerCase(Locale.ROOT));
    attributes.put("message", notice.kind().name().toLowerCase(Locale.ROOT));
    attributes.put("environment", TextSanitizer.name(settings.environment()));
    attributes.put("host", wording.host());
    attributes.put("job", wording.name());
    attributes.put("owner", TextSanitizer.name(wording.alert().assessment().note().owner()));
    attributes.values().removeIf(String::isEmpty);
    return attributes;
  }
}
