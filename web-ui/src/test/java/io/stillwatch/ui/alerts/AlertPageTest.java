// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import static io.stillwatch.ui.ports.Samples.NOW;
import static io.stillwatch.ui.ports.Samples.TIMES;
import static io.stillwatch.ui.ports.Samples.alert;
import static io.stillwatch.ui.ports.Samples.daily;
import static io.stillwatch.ui.ports.Samples.finding;
import static io.stillwatch.ui.ports.Samples.stoppage;
import static io.stillwatch.ui.ports.Samples.visit;
import static io.stillwatch.ui.ports.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.alert.Alert.Handling;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.ChangedLines;
import io.stillwatch.core.alert.ChangedLines.Appeared;
import io.stillwatch.core.alert.ChangedLines.Vanished;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.ui.feedback.AlertRanks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertPageTest {
  private final Instant lastSeen = NOW.minus(Duration.ofHours(220));
  private final Alert firing = alert("SW-1", stoppage(daily("backup", "web-1"), lastSeen, 92));

  @Test
  void says_what_stopped_and_since_when() {
    assertThat(AlertWords.sentence(firing, TIMES))
        .isEqualTo("Job backup on web-1 has not run for 9 d 4 h");
    var pair = alert("SW-2", firing.first(), stoppage(daily("report", "web-1"), lastSeen, 10));
    assertThat(AlertWords.sentence(pair, TIMES)).endsWith(", and 1 job with it");
    var never = alert("SW-3", stoppage(daily("backup", "web-1"), Instant.EPOCH, 92));
    assertThat(AlertWords.sentence(never, TIMES)).isEqualTo("Job backup on web-1 has never run");
    var resolved = with(firing, Alert.State.RESOLVED, Handling.NONE);
    assertThat(AlertWords.sentence(resolved, TIMES))
        .isEqualTo("Job backup on web-1 ran again after 9 d 3 h");
  }

  @ParameterizedTest
  @CsvSource({
    "1 expected run missing since 2026-11-20T02:00:00Z (expected daily),"
        + " 1 expected run missing since Fri 2026-11-20 02:00 (expected daily)",
    "no collector has reported this source since 2026-11-20T02:00:07.250Z,"
        + " no collector has reported this source since Fri 2026-11-20 02:00",
    "2 runs failed: error at 2026-11-20T02:00:00Z, 2 runs failed: error at 2026-11-20T02:00:00Z",
    "broken since 2026-11-20T99:00:00Z, broken since 2026-11-20T99:00:00Z"
  })
  void times_in_reasons_are_written_as_elsewhere_on_the_page(String reason, String shown) {
    var first = firing.first();
    var because =
        new Stoppage(
            first.job(),
            first.firstMissed(),
            first.lastSeen(),
            first.missedRuns(),
            first.score(),
            Growth.UNKNOWN,
            List.of(reason, "second"));
    assertThat(AlertWords.reasons(because, TIMES)).isEqualTo(shown + " · second");
  }

  @Test
  void a_scheduler_that_starts_nothing_is_named_instead_of_its_jobs() {
    var scheduler = stoppage(standsForMany(JobKind.SCHEDULER, "cron on web-1"), lastSeen, 95);
    var open = alert("SW-4", firing.first(), scheduler);
    assertThat(AlertWords.sentence(open, TIMES))
        .isEqualTo("cron on web-1 has started nothing for 9 d 4 h: 1 job affected");
    var over = with(open, Alert.State.RESOLVED, Handling.NONE);
    assertThat(AlertWords.sentence(over, TIMES))
        .isEqualTo("cron on web-1 starts jobs again after 9 d 3 h: 1 job affected");
    var host = alert("SW-5", stoppage(standsForMany(JobKind.HOST, "host web-1"), lastSeen, 95));
    assertThat(AlertWords.sentence(host, TIMES))
        .isEqualTo("host web-1 has sent nothing for 9 d 4 h");
  }

  @Test
  void lines_that_changed_are_told_in_words_and_found_in_discover() {
    var seen = Instant.parse("2026-11-13T02:10:00Z");
    var lines =
        new ChangedLines(
            List.of(new Appeared("sh: \"<*>\": Permission denied \\", seen, 4)),
            List.of(new Vanished("pg_dump: finished in <*> s", Duration.ofDays(1), seen)),
            1,
            seen);
    var page = new AlertPage(firing.withLines(lines), List.of(), List.of(), TIMES);
    assertThat(page.lineChanges())
        .extracting(AlertPage.Change::words)
        .containsExactly(
            "first seen " + TIMES.minute(seen) + ", 4 times since",
            "came about every 1 d, last seen " + TIMES.minute(seen));
    assertThat(page.lineChanges().getFirst().query())
        .isEqualTo(
            "host.name:\"web-1\" and log.pattern:\"sh: \\\"<*>\\\": Permission denied \\\\\"");
    assertThat(new AlertPage(firing, List.of(), List.of(), TIMES).lineChanges()).isEmpty();
  }

  private static Job standsForMany(JobKind kind, String name) {
    return new Job(
        "many-1",
        kind,
        name,
        Host.server("web-1"),
        new Schedule.Never("as often as its jobs"),
        Definition.LEARNED,
        "cron",
        "");
  }

  @Test
  void a_closed_alert_names_who_closed_it_and_why() {
    var closed = firing.closed(new Closing(Closing.Kind.CLOSED, "ana", "host is replaced"), NOW);
    assertThat(AlertWords.state(closed, TIMES)).isEqualTo("Closed by ana: host is replaced");
    assertThat(AlertWords.sentence(closed, TIMES))
        .isEqualTo("Job backup on web-1 had not run for 9 d 4 h");
    var page = new AlertPage(closed, List.of(), List.of(), TIMES);
    assertThat(page.events().getFirst().text()).isEqualTo("Closed by ana: host is replaced");
    assertThat(page.steps().getLast().text()).startsWith("It was closed manually");
    var retired = firing.closed(new Closing(Closing.Kind.RETIRED, "", "line removed"), NOW);
    assertThat(AlertWords.state(retired, TIMES)).isEqualTo("No longer configured");
  }

  @ParameterizedTest
  @CsvSource({
    "SCHEDULE, has not run for 9 d 4 h, the schedule: due times without a run",
    "FAILURES, has not succeeded for 9 d 4 h, runs that failed",
    "SEQUENCE, has not followed its pattern for 9 d 4 h, the pattern of its past runs alone",
  })
  void the_basis_of_the_decision_is_named(Stoppage.Basis basis, String sentence, String words) {
    var stoppage = firing.first().withOrigin(new Stoppage.Origin("backup", basis, 87));
    assertThat(AlertWords.sentence(alert("SW-1", stoppage), TIMES)).endsWith(sentence);
    assertThat(AlertWords.basis(basis)).isEqualTo(words);
    assertThat(AlertWords.sequence(stoppage.origin())).isEqualTo("87 of 100");
  }

  @Test
  void a_job_belongs_to_its_open_alert_and_rather_to_one_about_missed_runs() {
    var predicted =
        new Stoppage(
            firing.first().job(), NOW.plusSeconds(60), lastSeen, 0, 80, Growth.UNKNOWN, List.of());
    var open = OpenAlerts.of(List.of(alert("SW-9", predicted), firing));
    assertThat(open.of("backup")).contains(firing);
    assertThat(open.of("report")).isEmpty();
  }

  @Test
  void snoozed_is_not_resolved_and_ends_by_itself() {
    var snoozed = with(firing, Alert.State.FIRING, new Handling("ana", NOW.plusSeconds(60)));
    assertThat(AlertWords.state(snoozed, TIMES)).startsWith("Snoozed until");
    var over = with(firing, Alert.State.FIRING, new Handling("ana", NOW.minusSeconds(60)));
    assertThat(AlertWords.state(over, TIMES)).isEqualTo("Acknowledged by ana");
  }

  @Test
  void commands_can_be_copied_and_sentences_are_read() {
    var cause =
        new Cause(
            finding("F-1", "sed -i s/a/b/ /etc/crontab\nAdd the permission to the role.", lastSeen),
            CauseLink.REMOVES_JOB);
    var steps =
        new AlertPage(
                with(firing, Alert.State.FIRING, Handling.NONE, cause), List.of(), List.of(), TIMES)
            .steps();
    assertThat(steps.get(0).command()).isEqualTo("sed -i s/a/b/ /etc/crontab");
    assertThat(steps.get(1)).isEqualTo(new AlertPage.Step("Add the permission to the role.", ""));
    assertThat(steps.getLast().text())
        .contains("resolves this alert when it sees the next run, due in 18 h");
  }

  @Test
  void without_a_cause_there_is_still_something_to_do() {
    assertThat(new AlertPage(firing, List.of(), List.of(), TIMES).steps()).hasSizeGreaterThan(1);
    assertThat(AlertWords.cause(firing)).isEqualTo("No configuration cause found yet");
  }

  @Test
  void the_window_shows_some_good_runs_before_the_stop() {
    var window = new AlertPage(firing, List.of(), List.of(), TIMES).window().interval();
    assertThat(window.from()).isEqualTo(lastSeen.minus(Duration.ofDays(14)));
    assertThat(window.until()).isEqualTo(NOW);
  }

  @Test
  void activity_is_newest_first() {
    var events = new AlertPage(firing, List.of(), List.of(), TIMES).events();
    assertThat(events)
        .extracting(AlertPage.Event::text)
        .containsExactly("Alert opened", "First missed run", "Last good run");
  }

  @Test
  void tabs_count_what_they_show() {
    var acknowledged =
        with(alert("SW-5", firing.first()), Alert.State.FIRING, new Handling("ana", Instant.MIN));
    var resolved = with(alert("SW-6", firing.first()), Alert.State.RESOLVED, Handling.NONE);
    var all = List.of(firing, acknowledged, resolved);
    for (var tab : AlertList.Tab.values()) {
      var list = AlertList.of(read(all), visit("show", tab.token()));
      assertThat(list.tab()).isEqualTo(tab);
      assertThat(list.counts().get(tab)).as(tab.label()).isEqualTo(list.alerts().size());
    }
    assertThat(AlertList.of(read(all), visit()).lead()).isEqualTo("2 alerts are open");
  }

  private static AlertList.Read read(List<Alert> alerts) {
    return new AlertList.Read(alerts, new AlertRanks(Map.of(), Map.of()), List.of(), List.of());
  }
}
