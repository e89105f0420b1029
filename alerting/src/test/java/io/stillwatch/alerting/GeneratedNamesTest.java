// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.alerting.sns.Published;
import io.stillwatch.alerting.webhook.Posted;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Surroundings;
import io.stillwatch.core.alert.Surroundings.Peer;
import io.stillwatch.core.alert.Surroundings.SeenLine;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import java.text.BreakIterator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Ten thousand names in several scripts, through every kind of message and every channel.
class GeneratedNamesTest {
  private static final Set<Kind> OF_NO_ALERT = Set.of(Kind.TEST, Kind.DIGEST, Kind.SUMMARY);
  private static final int NAMES = 10_000;
  private static final int NAMES_OF_ALERT = 10;
  private static final int FIRST_LINES = 25;
  private static final int LONGEST_COMMAND = 250;
  private static final Instant SEEN = Instant.parse("2026-11-12T01:00:00Z");
  private static final Instant MISS = Instant.parse("2026-11-13T01:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AlertSettings SETTINGS =
      AlertSettings.DEFAULT.withBaseUrl("https://sw.example.org").withEnvironment("prod");

  private final GeneratedNames names = new GeneratedNames(11);

  @Test
  void every_message_of_every_channel_stays_whole_and_within_its_limits() throws Exception {
    for (int i = 0; i < NAMES / NAMES_OF_ALERT; i++) {
      boolean hostile = i % 5 == 0;
      var words =
          IntStream.range(0, NAMES_OF_ALERT)
              .mapToObj(_ -> hostile ? names.hostile() : names.name())
              .toList();
      var clusters = hostile ? Set.<String>of() : clusters(words);
      var kinds = new EveryKind(SETTINGS, alert(i, words));
      for (var notification : kinds.all()) check(notification, clusters);
    }
  }

  private void check(Notification notification, Set<String> clusters) throws Exception {
    var message = notification.message();
    assertThat(message.subject()).matches("[\\x21-\\x7E][\\x20-\\x7E]{0,98}");
    assertThat(message.sms()).matches("[\\x20-\\x7E&&[^\\[\\]{}|~^\\\\`]]{1,140}");
    if (!OF_NO_ALERT.contains(notification.kind())) {
      assertThat(message.subject()).endsWith("(" + notification.alert() + ")");
      assertThat(message.sms()).contains(notification.alert());
    }
    email(notification, clusters);
    assertThat(message.json()).matches("[\\x20-\\x7E]*").hasSizeLessThanOrEqualTo(18_000);
    whole(JSON.readTree(message.json()), clusters);
    message.attributes().forEach((name, value) -> whole(name + value, clusters));
    assertThat(Published.bytes(notification)).isLessThanOrEqualTo(256 * 1024);
    chat(JSON.readTree(Published.chat(notification)), clusters);
    var event = JSON.readTree(Posted.event(notification));
    assertThat(event.path("id").asText()).matches("[A-Za-z0-9_-]+");
    assertThat(event.path("data")).isEqualTo(JSON.readTree(message.json()));
  }

  private static void email(Notification notification, Set<String> clusters) {
    var email = notification.message().email();
    assertThat(UTF_8.newEncoder().canEncode(email)).isTrue();
    assertThat(email.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(13_000);
    var lines = email.lines().toList();
    int commands = lines.indexOf("WHAT TO DO");
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      whole(line, clusters);
      int most = commands >= 0 && i > commands ? LONGEST_COMMAND : 76;
      if (line.codePointCount(0, line.length()) > most) fail("too long: %s", line);
    }
    if (OF_NO_ALERT.contains(notification.kind())) return;
    var head = lines.subList(0, Math.min(FIRST_LINES, lines.size()));
    var text = String.join("\n", head);
    var due = notification.kind() == Kind.PREDICTED ? "2026-11-14" : "2026-11-13";
    assertThat(text).as(email).contains(due);
    boolean ofOurs = "stillwatch.unwell".equals(notification.message().attributes().get("kind"));
    if (!ofOurs) assertThat(text).as(email).contains("host-1");
    assertThat(text).as(email).containsPattern("WHAT TO DO|\n  Fix  |was fixed in time");
    assertThat(text).as(email).containsPattern("(?i)cron|rotation|host|data|stillwatch");
    if (notification.kind() == Kind.RESOLVED) return;
    assertThat(text).as(email).containsPattern("WHY|\n  Why  ");
    assertThat(text).as(email).containsPattern(":12(?!\\d)|(?i)no configuration cause found");
  }

  private static void chat(JsonNode chat, Set<String> clusters) {
    assertThat(chat.path("version").asText()).isEqualTo("1.0");
    assertThat(chat.path("source").asText()).isEqualTo("custom");
    assertThat(chat.at("/content/title").asText()).isNotBlank().hasSizeLessThanOrEqualTo(150);
    assertThat(chat.at("/content/description").asText())
        .isNotBlank()
        .hasSizeLessThanOrEqualTo(3000);
    assertThat(chat.at("/content/nextSteps")).hasSizeLessThanOrEqualTo(10);
    chat.at("/content/nextSteps")
        .forEach(step -> assertThat(step.asText()).isNotBlank().hasSizeLessThanOrEqualTo(300));
    chat.at("/content/keywords")
        .forEach(word -> assertThat(word.asText()).isNotBlank().hasSizeLessThanOrEqualTo(60));
    assertThat(chat.at("/metadata/threadId").asText()).isNotBlank().hasSizeLessThanOrEqualTo(128);
    assertThat(chat.at("/metadata/summary").asText()).hasSizeLessThanOrEqualTo(140);
    assertThat(chat.toString()).doesNotContain("<!", "<@", "<http");
    whole(chat, clusters);
  }

  private static void whole(JsonNode node, Set<String> clusters) {
    if (node.isTextual()) node.asText().lines().forEach(line -> whole(line, clusters));
    node.forEach(child -> whole(child, clusters));
  }

  /// No control, no half of a pair, nothing invisible; and each character is one of the names',
  /// with all its marks.
  private static void whole(String line, Set<String> clusters) {
    boolean plain = true;
    int c;
    for (int i = 0; i < line.length(); i += Character.charCount(c)) {
      c = line.codePointAt(i);
      plain &= c < 0x80;
      boolean control = c < ' ' && c != '\t' || c == 0x7F;
      int type = c < 0x80 ? 0 : Character.getType(c);
      boolean hidden = type == Character.SURROGATE || type == Character.FORMAT && c != 0x200D;
      if (control || hidden) fail("U+%04X in: %s", c, line);
    }
    if (plain) return;
    if (clusters.isEmpty()) return;
    for (var cluster : clusters(List.of(line))) {
      if (!clusters.contains(cluster) && !OURS.contains(cluster)) fail("%s in: %s", cluster, line);
    }
  }

  /// What chat messages add by themselves.
  private static final Set<String> OURS =
      Set.of(
          "\u2705",
          "\u2139",
          "\u26AA",
          "\u2217",
          "\u223C",
          "\uD83D\uDD34",
          "\uD83D\uDFE0",
          "\uD83D\uDFE1");

  private static Set<String> clusters(List<String> texts) {
    var clusters = new HashSet<String>();
    for (var text : texts) {
      var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
      breaks.setText(text);
      int from = 0;
      for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
        var cluster = text.substring(from, to);
        from = to;
        if (cluster.length() == 1 && cluster.charAt(0) < 0x80) continue;
        clusters.add(cluster);
        clusters.add(cluster.substring(0, 1).toUpperCase(Locale.ROOT) + cluster.substring(1));
      }
    }
    return clusters;
  }

  private Alert alert(int number, List<String> words) {
    var jobs = new ArrayList<Stoppage>();
    for (int i = number % 4; i >= 0; i--) jobs.add(stoppage(number + i, words));
    var causes = new ArrayList<Cause>();
    for (int i = names.below(4); i > 0; i--) {
      var link = number % 5 == 0 ? CauseLink.CHANGED_JOB : CauseLink.REMOVES_JOB;
      causes.add(new Cause(finding("F" + i, words.subList(i, i + 7)), link));
    }
    var alert =
        new Alert(
            "INC-ABCDE",
            "group",
            Alert.State.FIRING,
            jobs,
            causes,
            new Alert.Times(MISS, MISS.plusSeconds(60), Optional.empty()),
            Alert.Handling.NONE,
            List.of());
    return number % 2 == 0 ? alert : alert.withSurroundings(around(words));
  }

  private static Surroundings around(List<String> words) {
    return new Surroundings(
        words.stream().limit(5).map(word -> new SeenLine(MISS, word)).toList(),
        List.of(new Peer(words.get(5), MISS, List.of("user there: " + words.get(6)))));
  }

  private static Stoppage stoppage(int number, List<String> words) {
    var kinds = JobKind.values();
    var kind = kinds[number % kinds.length];
    var job =
        new Job(
            "j" + number,
            kind,
            words.get(number % 3 == 0 ? 0 : 5),
            new Host(
                "host-1" + words.get(1),
                kind == JobKind.RDS_LOG ? Host.Kind.RDS : Host.Kind.SERVER),
            Stories.daily(),
            number % 2 == 0
                ? Definition.LEARNED
                : new Definition("/" + words.get(2), number % 90, "root", words.get(3)),
            words.get(3),
            "");
    return new Stoppage(
        job,
        MISS,
        number % 7 == 0 ? Instant.EPOCH : SEEN,
        1 + number % 50,
        number % 101,
        new Growth(number * 1_000_000L, 1e9, MISS.plus(Duration.ofDays(9))),
        List.of(words.get(4), words.get(6)));
  }

  private static Finding finding(String id, List<String> words) {
    return new Finding(
        id,
        "CC01",
        Finding.Severity.ERROR,
        new Location(Host.server("host-1" + words.get(1)), "/" + words.get(2), 12, 3),
        new Explanation(
            "The command " + words.get(3) + " does not exist",
            "0 2 * * * " + words.get(4),
            "sed -i s#" + words.get(3) + "#true# /etc/crontab",
            words.get(0)),
        List.of(),
        Confidence.CERTAIN,
        new FindingLifecycle(SEEN, MISS, FindingLifecycle.Status.OPEN));
  }
}
