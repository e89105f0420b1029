// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.alerting.sns.Published;
import io.stillwatch.alerting.webhook.Posted;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The samples of `docs/ALERTS.md` are what the product writes. To make them again: `mvn -pl
/// alerting -am test -Dtest=SamplesPageTest -Dstillwatch.docs=write
/// -Dsurefire.failIfNoSpecifiedTests=false`.
class SamplesPageTest {
  private static final Path PAGE = Path.of("../docs/ALERTS.md");
  private static final String BEGIN = "<!-- samples: written by SamplesPageTest -->\n";

  @Test
  void the_samples_are_what_is_sent() throws Exception {
    var page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    assertThat(begin).as("mark in ALERTS.md").isGreaterThan(BEGIN.length());
    var samples = markdown();
    if ("write".equals(System.getProperty("stillwatch.docs"))) {
      Files.writeString(PAGE, page.substring(0, begin) + samples);
      page = Files.readString(PAGE);
    }
    assertThat(page.substring(begin)).isEqualTo(samples);
  }

  @Test
  void there_is_a_sample_of_each_kind_and_of_each_reason() throws Exception {
    var samples = Samples.all().values();
    assertThat(samples).extracting(Notification::kind).contains(Kind.values());
    var reasons = samples.stream().map(SamplesPageTest::reason).collect(Collectors.toSet());
    assertThat(reasons)
        .containsAll(
            Stream.of(Reason.values())
                .filter(reason -> reason != Reason.ROTATION_STOPPED)
                .map(Reason::token)
                .toList());
  }

  private static String reason(Notification notification) {
    try {
      return new ObjectMapper().readTree(notification.message().json()).path("reason").asText();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String markdown() throws Exception {
    var page = new StringBuilder();
    for (var sample : Samples.all().entrySet()) {
      var message = sample.getValue().message();
      page.append("\n## Sample: ").append(sample.getKey()).append("\n\n");
      block(
          page, "text", "Subject: " + message.subject() + "\n\n" + message.email().stripTrailing());
      block(page, "text", "SMS: " + message.sms());
    }
    var first = Samples.all().firstEntry().getValue();
    page.append("\n## Sample: the JSON of the first one (http, https, sqs, lambda)\n\n");
    block(page, "json", pretty(first.message().json()));
    page.append("Its attributes:\n\n");
    block(
        page,
        "text",
        first.message().attributes().entrySet().stream()
            .sorted(java.util.Map.Entry.comparingByKey())
            .map(one -> one.getKey() + ": " + one.getValue())
            .collect(Collectors.joining("\n")));
    page.append("\n## Sample: the first one on a chat topic\n\n");
    block(page, "json", pretty(Published.chat(first)));
    page.append("\n## Sample: the test message as a webhook\n\n");
    var test = Samples.all().get("test");
    block(page, "json", pretty(Posted.event(test)));
    return page.toString();
  }

  private static void block(StringBuilder page, String language, String text) {
    page.append("```").append(language).append('\n').append(text).append("\n```\n");
  }

  private static String pretty(String json) throws Exception {
    var mapper = new ObjectMapper();
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(mapper.readTree(json));
  }
}
