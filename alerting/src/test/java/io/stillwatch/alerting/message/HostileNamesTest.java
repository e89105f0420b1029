// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import static io.stillwatch.alerting.Stories.MISS;
import static io.stillwatch.alerting.Stories.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.alerting.EveryKind;
import io.stillwatch.alerting.Stories;
import io.stillwatch.alerting.decide.AlertDecisions;
import io.stillwatch.alerting.sns.Published;
import io.stillwatch.alerting.webhook.Posted;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Message;
import io.stillwatch.core.alert.Recovery;
import io.stillwatch.core.alert.Situation;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.testkit.text.HostileTexts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Names and evidence come from logs that any user may write to.
class HostileNamesTest {
  private static final int ROUNDS = 500;
  private static final int ALL_FORMS_OF_SNS = 200_000;
  private static final String[] PIECES = {
    "a",
    "/",
    ".",
    "-",
    "log",
    "rotate",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u001b[2J",
    "\u007f",
    "\"",
    "'",
    "\\",
    "`",
    "$(x)",
    "{}",
    "[",
    "]",
    "|",
    "~",
    "^",
    "€",
    "ß",
    "é",
    "e\u0301",
    "日本",
    "\u202e",
    "\u200b",
    "\u00a0",
    "\ufeff",
    "\u2028",
    "\ud83d\ude00",
    "\ud83d",
    "\udc00",
    "…",
    "%s",
    "https://u:p@h/",
    "password=x",
    "AKIAABCDEFGHIJKLMNOP",
    "x".repeat(300),
    "𝔘".repeat(90)
  };

  private final Random random = new Random(7);
  private final List<Message> messages = new ArrayList<>();

  /// What stands in every field; empty where it is made of pieces.
  private String everywhere = "";

  @Test
  void every_channel_accepts_the_message_whatever_the_names_are() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      messages.clear();
      for (var notification : story().notifications()) messages.add(notification.message());
      for (var message : messages) check(message);
    }
  }

  @Test
  void the_largest_alert_fits_into_one_publish_and_is_marked_as_truncated() throws Exception {
    var jobs =
        IntStream.range(0, 300)
            .mapToObj(i -> stoppage(job("j" + i, "\"\\日".repeat(4000), "cron"), 90))
            .toList();
    var findings =
        IntStream.range(0, 300)
            .mapToObj(i -> finding("f" + i, "\"\\日".repeat(4000), List.of("cron")))
            .toList();
    var settings = Stories.AT_ONCE.withBaseUrl("https://sw.example.org");
    var alert =
        new AlertDecisions(settings)
            .decide(List.of(), at(MISS, jobs, findings))
            .alerts()
            .getFirst();
    var message = alert.notifications().getFirst().message();
    check(message);
    assertThat(new ObjectMapper().readTree(message.json()).path("truncated").asBoolean()).isTrue();
    assertThat(message.email()).endsWith("[The rest is too long for a message.]\n");
  }

  @Test
  void no_channel_has_a_raw_control_character_of_a_hostile_text() throws Exception {
    for (var text : HostileTexts.texts()) {
      everywhere = text;
      var settings = Stories.AT_ONCE.withEnvironment(text).withBaseUrl("https://sw.example.org");
      for (var notification : new EveryKind(settings, story()).all()) {
        var message = notification.message();
        var all = new ArrayList<>(List.of(message.subject(), message.sms(), message.email()));
        all.addAll(List.of(message.json(), Published.chat(notification)));
        all.add(Posted.event(notification));
        all.addAll(message.attributes().values());
        assertThat(all).as(text).allMatch(one -> HostileTexts.raw(one) < 0);
      }
    }
  }

  private static void check(Message message) throws Exception {
    assertThat(message.subject()).matches("[\\x21-\\x7E][\\x20-\\x7E]{0,98}");
    assertThat(message.subject()).matches(".*\\(INC-[A-Z2-9]{5}\\)");
    assertThat(message.sms()).matches("[\\x20-\\x7E&&[^\\[\\]{}|~^\\\\`]]{1,140}").contains("INC-");
    var lines = message.email().lines().toList();
    int commands = Math.max(0, lines.indexOf("WHAT TO DO"));
    assertThat(lines.subList(0, commands)).allMatch(line -> fits(line, 76));
    assertThat(lines.subList(commands, lines.size())).allMatch(line -> fits(line, 250));
    assertThat(UTF_8.newEncoder().canEncode(message.email())).isTrue();
    assertThat(message.email().getBytes(UTF_8).length).isLessThan(13_000);
    assertThat(message.json()).matches("[\\x20-\\x7E]*").hasSizeLessThanOrEqualTo(18_000);
    assertThat(message.email() + message.json()).doesNotContain("AKIAABCDEFGHIJKLMNOP");
    var envelope = new ObjectMapper().createObjectNode();
    for (var protocol : List.of("http", "https", "sqs", "lambda")) {
      envelope.put(protocol, message.json());
    }
    envelope
        .put("default", message.email())
        .put("email", message.email())
        .put("sms", message.sms());
    assertThat(envelope.toString().getBytes(UTF_8).length).isLessThan(ALL_FORMS_OF_SNS);
    assertThat(message.attributes()).hasSizeLessThan(10);
    assertThat(message.attributes())
        .allSatisfy((name, value) -> {
          assertThat(name).matches("[a-z_]+");
          assertThat(value).isNotBlank().hasSizeLessThanOrEqualTo(256);
        });
  }

  private static boolean fits(String line, int most) {
    return line.codePointCount(0, line.length()) <= most
        && line.codePoints()
            .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
  }

  /// An alert from opening over an update and a reminder to its end.
  private Alert story() {
    var settings =
        Stories.AT_ONCE
            .withBaseUrl(random.nextBoolean() ? "" : "https://sw.example.org/" + "x".repeat(40))
            .withEnvironment(random.nextBoolean() ? "" : hostile());
    var decisions = new AlertDecisions(settings);
    var driver = job("cron", hostile(), "");
    var all = new ArrayList<>(List.of(stoppage(driver, random.nextDouble() * 100)));
    for (int i = random.nextInt(4); i > 0; i--) {
      all.add(stoppage(job("j" + i, hostile(), "cron"), random.nextDouble() * 100));
    }
    var alert = decisions.decide(List.of(), at(MISS, all, List.of())).alerts().getFirst();
    var causes = new ArrayList<Finding>();
    for (int i = random.nextInt(4); i > 0; i--) {
      causes.add(finding("f" + i, hostile(), List.of("cron")));
    }
    var predicted = all.stream().map(one -> Stories.predicted(one.job())).toList();
    decisions
        .decide(List.of(), Stories.ahead(MISS.minusSeconds(60), predicted, causes))
        .alerts()
        .forEach(
            early -> early.notifications().forEach(message -> messages.add(message.message())));
    alert = next(decisions, alert, at(MISS.plusSeconds(60), all, causes));
    alert = next(decisions, alert, at(MISS.plus(Duration.ofDays(20)), all, causes));
    var ran = MISS.plus(Duration.ofDays(999));
    var back = all.stream().map(one -> new Recovery(one.job(), ran)).toList();
    return next(decisions, alert, new Situation(List.of(), back, causes, ran));
  }

  private static Alert next(AlertDecisions decisions, Alert open, Situation situation) {
    var changed = decisions.decide(List.of(open), situation).alerts();
    return changed.isEmpty() ? open : changed.getFirst();
  }

  private Job job(String id, String name, String driver) {
    return new Job(
        id,
        JobKind.values()[random.nextInt(JobKind.values().length)],
        name,
        new Host("h" + hostile(), Host.Kind.values()[random.nextInt(2)]),
        random.nextBoolean() ? Stories.daily() : Stories.ERROR_LOG.schedule(),
        random.nextBoolean()
            ? Definition.LEARNED
            : new Definition("/" + hostile(), random.nextInt(90), "root", hostile()),
        hostile(),
        driver);
  }

  private Stoppage stoppage(Job job, double score) {
    return new Stoppage(
        job,
        MISS,
        random.nextBoolean() ? MISS.minusSeconds(60) : java.time.Instant.EPOCH,
        random.nextInt(100_000),
        score,
        new Growth(random.nextLong(1L << 50), 1e9 * random.nextDouble(), java.time.Instant.MAX),
        List.of(hostile(), hostile()));
  }

  private Finding finding(String id, String text, List<String> jobsLost) {
    return new Finding(
        id,
        hostile(),
        Finding.Severity.ERROR,
        new Location(Host.server("h" + hostile()), text, random.nextInt(99), random.nextInt(90)),
        new Explanation(text, hostile() + text, random.nextBoolean() ? text : hostile(), hostile()),
        jobsLost,
        Confidence.values()[random.nextInt(3)],
        new FindingLifecycle(MISS, MISS, FindingLifecycle.Status.OPEN));
  }

  private String hostile() {
    if (!everywhere.isEmpty()) return everywhere;
    return IntStream.range(0, random.nextInt(12))
        .mapToObj(_ -> PIECES[random.nextInt(PIECES.length)])
        .collect(Collectors.joining());
  }
}
