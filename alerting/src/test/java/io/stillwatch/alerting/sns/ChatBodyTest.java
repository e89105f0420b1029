// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import static io.stillwatch.alerting.Stories.caseStudy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.EveryKind;
import io.stillwatch.core.alert.Notification.Kind;
import org.junit.jupiter.api.Test;

/// What a chat shows of an alert.
class ChatBodyTest {
  private static final AlertSettings SETTINGS =
      AlertSettings.DEFAULT.withBaseUrl("https://sw.example.org").withEnvironment("prod");

  @Test
  void a_message_says_what_since_when_why_and_what_to_do() throws Exception {
    var chat = chat(Kind.FIRING);
    assertThat(chat.at("/content/title").asText())
        .startsWith("\uD83D\uDD34 Cron job stopped: logrotate")
        .endsWith("(" + caseStudy().id() + ")");
    assertThat(chat.at("/content/description").asText())
        .contains("*Since* 2026-11-13T01:00:00Z, 10 runs missed, *disk full* 2026-11-27T01:00:00Z")
        .contains("*Why* (certain) The command /usr/sbin/logrotat does not exist `/etc/crontab:12`")
        .contains("`0 2 * * * root /usr/sbin/logrotat /etc/logrotate.d/rds`");
    assertThat(chat.at("/content/nextSteps/0").asText())
        .isEqualTo("`sed -i '12s#/usr/sbin/logrotat #/usr/sbin/logrotate #' /etc/crontab`");
    assertThat(chat.at("/content/nextSteps").findValuesAsText("")).isEmpty();
    assertThat(chat.at("/content/nextSteps").toString())
        .contains("Open https://sw.example.org/alerts/" + caseStudy().id());
    assertThat(chat.at("/content/keywords").toString())
        .isEqualTo("[\"critical\",\"cron.silent\",\"db-tools-1\",\"prod\"]");
  }

  @Test
  void all_messages_of_an_alert_are_one_thread() throws Exception {
    for (var kind : new Kind[] {Kind.FIRING, Kind.UPDATE, Kind.REMINDER, Kind.RESOLVED}) {
      assertThat(chat(kind).at("/metadata/threadId").asText()).isEqualTo(caseStudy().id());
    }
    assertThat(chat(Kind.RESOLVED).at("/content/title").asText()).startsWith("\u2705 ");
    assertThat(chat(Kind.RESOLVED).at("/content/description").asText()).doesNotContain("*Why*");
  }

  @Test
  void text_of_others_neither_calls_nor_formats() {
    assertThat(ChatText.of("<!channel> & *b* `c` _i_ db_prod_1", 200))
        .isEqualTo("&lt;!channel&gt; &amp; \u2217b\u2217 'c' -i- db_prod_1");
    assertThat(ChatText.code("a `b` <c>", 200)).isEqualTo("`a 'b' &lt;c&gt;`");
  }

  @Test
  void a_long_text_is_cut_between_words_and_never_within_an_entity() {
    assertThat(ChatText.of("one two three four", 14)).isEqualTo("one two..");
    assertThat(ChatText.of("&".repeat(100), 50))
        .matches("(&amp;)+\\.\\.")
        .hasSizeLessThanOrEqualTo(50);
    assertThat(ChatText.code("<".repeat(100), 50))
        .matches("`(&lt;)+\\.\\.`")
        .hasSizeLessThanOrEqualTo(50);
  }

  private static JsonNode chat(Kind kind) throws Exception {
    var notification = new EveryKind(SETTINGS, caseStudy()).of(kind);
    return new ObjectMapper().readTree(ChatBody.of(notification));
  }
}
