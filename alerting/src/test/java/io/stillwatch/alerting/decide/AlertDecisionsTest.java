// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import static io.stillwatch.alerting.Stories.DRIVER;
import static io.stillwatch.alerting.Stories.ERROR_LOG;
import static io.stillwatch.alerting.Stories.MISS;
import static io.stillwatch.alerting.Stories.SLOW_LOG;
import static io.stillwatch.alerting.Stories.TOOLS;
import static io.stillwatch.alerting.Stories.ahead;
import static io.stillwatch.alerting.Stories.at;
import static io.stillwatch.alerting.Stories.back;
import static io.stillwatch.alerting.Stories.closed;
import static io.stillwatch.alerting.Stories.cron;
import static io.stillwatch.alerting.Stories.every;
import static io.stillwatch.alerting.Stories.gone;
import static io.stillwatch.alerting.Stories.permission;
import static io.stillwatch.alerting.Stories.predicted;
import static io.stillwatch.alerting.Stories.scheduler;
import static io.stillwatch.alerting.Stories.since;
import static io.stillwatch.alerting.Stories.stopped;
import static io.stillwatch.alerting.Stories.typo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.Route;
import io.stillwatch.alerting.Stories;
import io.stillwatch.alerting.id.Digest;
import io.stillwatch.alerting.message.Texts;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.ChangedLines;
import io.stillwatch.core.alert.Closure;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Impact;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Recovery;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.alert.Situation;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.feedback.WrongCauses;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.plan.JobMatch;
import io.stillwatch.core.text.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertDecisionsTest {
  private static final Instant NOW = MISS.plus(Duration.ofMinutes(30));
  private static final Job BACKUP = cron("cron-backup", TOOLS, "/etc/cron.d/backup", 3);

  private final AlertDecisions decisions = new AlertDecisions(Stories.AT_ONCE);

  @Test
  void a_stoppage_opens_an_alert_that_fires_at_once() {
    var alert = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    assertThat(alert.state()).isEqualTo(Alert.State.FIRING);
    assertThat(alert.times().startedAt()).isEqualTo(MISS);
    assertThat(alert.times().detectedAt()).isEqualTo(NOW);
    assertThat(kinds(alert)).containsExactly(Kind.FIRING);
  }

  @Test
  void a_predicted_alert_fires_when_the_run_is_missed() {
    var before = MISS.minus(Duration.ofHours(10));
    var predicted = opened(ahead(before, List.of(predicted(DRIVER)), List.of(typo("cron-rds"))));
    assertThat(predicted.state()).isEqualTo(Alert.State.PENDING);
    assertThat(kinds(predicted)).containsExactly(Kind.PREDICTED);
    var message = predicted.notifications().getFirst().message();
    assertThat(message.subject()).contains("will not run", "due in 10h");
    assertThat(message.email()).contains("WILL NOT RUN", "does not exist", "WHAT TO DO");
    assertThat(message.sms()).contains("will not run, due in 10h", "Cause: ");

    var fired = decide(predicted, at(NOW, List.of(stopped(ERROR_LOG)), List.of(typo("cron-rds"))));
    assertThat(fired.id()).isEqualTo(predicted.id());
    assertThat(fired.state()).isEqualTo(Alert.State.FIRING);
    assertThat(fired.times()).isEqualTo(new Alert.Times(MISS, NOW, java.util.Optional.empty()));
    assertThat(members(fired)).containsExactly("rot-error");
    assertThat(kinds(fired)).containsExactly(Kind.PREDICTED, Kind.FIRING);
  }

  @Test
  void a_predicted_alert_is_not_repeated_and_resolves_when_the_fault_is_fixed() {
    var before = MISS.minus(Duration.ofHours(30));
    var findings = List.of(typo("cron-rds"));
    var predicted = opened(ahead(before, List.of(predicted(DRIVER)), findings));
    var later = ahead(before.plus(Duration.ofHours(25)), List.of(predicted(DRIVER)), findings);
    assertThat(decisions.decide(List.of(predicted), later).alerts()).isEmpty();

    var fixed = decide(predicted, ahead(MISS.minusSeconds(60), List.of(), List.of()));
    assertThat(fixed.state()).isEqualTo(Alert.State.RESOLVED);
    assertThat(kinds(fixed)).containsExactly(Kind.PREDICTED, Kind.RESOLVED);
    assertThat(fixed.notifications().getLast().message().email())
        .contains("WILL RUN", "was fixed in time");
  }

  @Test
  void jobs_that_one_fault_will_stop_are_predicted_together() {
    var findings = List.of(typo("cron-rds", "cron-backup"));
    var alerts =
        decisions
            .decide(
                List.of(),
                ahead(
                    MISS.minusSeconds(60), List.of(predicted(DRIVER), predicted(BACKUP)), findings))
            .alerts();
    assertThat(alerts).hasSize(1);
    assertThat(members(alerts.getFirst())).containsExactlyInAnyOrder("cron-rds", "cron-backup");
  }

  @Test
  void a_job_that_is_already_silent_is_not_predicted() {
    var findings = List.of(typo("cron-rds"));
    var fired = opened(at(NOW, List.of(stopped(ERROR_LOG)), findings));
    var both =
        new Situation(
            List.of(stopped(ERROR_LOG)),
            List.of(predicted(DRIVER)),
            List.of(),
            List.of(),
            Situation.Context.of(findings),
            NOW);
    assertThat(decisions.decide(List.of(fired), both).alerts()).isEmpty();
  }

  @Test
  void the_id_depends_on_group_and_first_miss_alone() {
    var id = opened(at(NOW, List.of(stopped(DRIVER)), List.of())).id();
    assertThat(id).matches("INC-[A-HJ-NP-Z2-9]{5}");
    assertThat(opened(at(NOW.plusSeconds(900), List.of(stopped(DRIVER, 4, 90)), List.of())).id())
        .isEqualTo(id);
    assertThat(opened(at(NOW, List.of(since(DRIVER, MISS.plusSeconds(60))), List.of())).id())
        .isNotEqualTo(id);
  }

  @Test
  void lines_that_are_found_later_change_the_alert_and_send_nothing() {
    var stoppages = List.of(stopped(DRIVER));
    var sent = sent(opened(at(NOW, stoppages, List.of())));
    var lines =
        ChangedLines.NONE.lookedAgain(
            List.of(new ChangedLines.Appeared("sh: Permission denied", MISS, 1)), List.of(), NOW);
    var context =
        new Situation.Context(
            List.of(),
            List.of(),
            List.of(),
            Map.of("cron-rds", lines),
            Map.of(),
            Map.of(),
            WrongCauses.NONE);
    var found =
        new Situation(stoppages, List.of(), List.of(), List.of(), context, NOW.plusSeconds(60));
    var alert = decisions.decide(List.of(sent), found).alerts().getFirst();
    assertThat(alert.lines()).isEqualTo(lines);
    assertThat(alert.notifications()).isEqualTo(sent.notifications());
  }

  @Test
  void two_open_alerts_never_share_an_id() {
    var taken = Digest.alertId("group", MISS, java.util.Set.of());
    assertThat(Digest.alertId("group", MISS, java.util.Set.of(taken)))
        .isNotEqualTo(taken)
        .matches("INC-[A-HJ-NP-Z2-9]{5}");
  }

  @Test
  void a_crontab_line_that_stops_its_rotations_is_one_alert_named_after_the_line() {
    var all = List.of(stopped(ERROR_LOG), stopped(SLOW_LOG), stopped(DRIVER));
    var alert = opened(at(NOW, all, List.of()));
    assertThat(members(alert)).containsExactly("cron-rds", "rot-error", "rot-slow");
  }

  @Test
  void a_rotation_joins_the_open_alert_of_its_driver() {
    var open = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    var later = decide(open, at(NOW, List.of(stopped(DRIVER), stopped(SLOW_LOG)), List.of()));
    assertThat(members(later)).containsExactly("cron-rds", "rot-slow");
  }

  @Test
  void a_driver_joins_the_open_alert_of_what_it_drives() {
    var open = opened(at(NOW, List.of(stopped(ERROR_LOG)), List.of()));
    var later = decide(open, at(NOW, List.of(stopped(ERROR_LOG), stopped(DRIVER)), List.of()));
    assertThat(members(later)).containsExactly("rot-error", "cron-rds");
  }

  @Test
  void jobs_of_different_drivers_are_different_alerts() {
    assertThat(decisions.decide(List.of(), two(List.of())).alerts()).hasSize(2);
  }

  @Test
  void jobs_that_share_their_strongest_cause_are_one_alert() {
    var wholeFile = typo("cron-rds", "cron-backup");
    var alert = opened(two(List.of(wholeFile)));
    assertThat(members(alert)).containsExactlyInAnyOrder("cron-rds", "cron-backup");
  }

  @Test
  void jobs_that_share_only_a_weaker_cause_stay_apart() {
    var shared =
        Stories.finding(
            "F-weak",
            Finding.Severity.WARNING,
            typo().place(),
            MISS.minusSeconds(60),
            "cron-rds",
            "cron-backup");
    var own =
        Stories.finding(
            "F-own", Finding.Severity.ERROR, typo().place(), MISS.minusSeconds(60), "cron-rds");
    assertThat(decisions.decide(List.of(), two(List.of(shared, own))).alerts()).hasSize(2);
  }

  @Test
  void several_findings_may_explain_one_alert() {
    var situation =
        at(
            NOW,
            List.of(stopped(DRIVER), stopped(ERROR_LOG)),
            List.of(permission(), typo("cron-rds")));
    assertThat(opened(situation).causes())
        .extracting(cause -> cause.finding().id())
        .containsExactly("F-typo", "F-permission");
  }

  @Test
  void the_alert_has_the_score_of_its_worst_member() {
    var alert =
        opened(at(NOW, List.of(stopped(DRIVER, 1, 20), stopped(ERROR_LOG, 1, 80)), List.of()));
    assertThat(alert.score()).isEqualTo(80);
    assertThat(alert.severity()).isEqualTo(Severity.MINOR); // of its impact, not of its score
  }

  @Test
  void an_unchanged_situation_changes_no_alert() {
    var situation = at(NOW, List.of(stopped(DRIVER)), List.of(typo("cron-rds")));
    var open = decisions.decide(List.of(), situation).alerts();
    assertThat(decisions.decide(open, situation).alerts()).isEmpty();
    assertThat(decisions.decide(open, at(NOW.plusSeconds(60), List.of(), List.of())).alerts())
        .isEmpty();
  }

  @Test
  void a_finding_seen_again_by_an_audit_changes_no_alert() {
    var open =
        decisions
            .decide(List.of(), at(NOW, List.of(stopped(DRIVER)), List.of(typo("cron-rds"))))
            .alerts();
    var finding = typo("cron-rds");
    var again =
        finding.withLife(
            new FindingLifecycle(finding.life().firstSeen(), NOW, FindingLifecycle.Status.OPEN));
    assertThat(decisions.decide(open, at(NOW, List.of(stopped(DRIVER)), List.of(again))).alerts())
        .isEmpty();
  }

  @Test
  void more_misses_update_the_alert_without_a_message() {
    var open = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    var later = decide(open, at(NOW.plusSeconds(60), List.of(stopped(DRIVER, 2, 70)), List.of()));
    assertThat(later.missedRuns()).isEqualTo(2);
    assertThat(later.score()).isEqualTo(70);
    assertThat(kinds(later)).containsExactly(Kind.FIRING);
  }

  @Test
  void a_cause_found_later_sends_an_update() {
    var open = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    var later =
        decide(open, at(NOW.plusSeconds(300), List.of(stopped(DRIVER)), List.of(typo("cron-rds"))));
    assertThat(kinds(later)).containsExactly(Kind.FIRING, Kind.UPDATE);
    var message = later.notifications().getLast().message();
    assertThat(message.subject()).contains("cause found");
    assertThat(message.email()).contains("Cause found: The command /usr/sbin/logrotat");
  }

  @Test
  void a_higher_severity_sends_an_update_only_the_first_time() {
    var open = opened(at(NOW, List.of(stopped(DRIVER, 1, 60)), List.of()));
    var worse = decide(open, at(NOW.plusSeconds(300), List.of(stopped(DRIVER, 3, 80)), List.of()));
    var better =
        decide(worse, at(NOW.plusSeconds(600), List.of(stopped(DRIVER, 1, 70)), List.of()));
    var again =
        decide(better, at(NOW.plusSeconds(900), List.of(stopped(DRIVER, 3, 76)), List.of()));
    assertThat(kinds(again)).containsExactly(Kind.FIRING, Kind.UPDATE);
  }

  @Test
  void updates_are_at_least_five_minutes_apart_and_include_what_waited() {
    var open = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    var one = decide(open, at(NOW.plusSeconds(300), both(), List.of()));
    var early = decide(one, at(NOW.plusSeconds(360), both(), List.of(typo("cron-rds"))));
    assertThat(kinds(early)).containsExactly(Kind.FIRING, Kind.UPDATE);
    var due = NOW.plusSeconds(600);
    var late = decide(early, at(due, both(), List.of(typo("cron-rds"))));
    assertThat(kinds(late)).containsExactly(Kind.FIRING, Kind.UPDATE, Kind.UPDATE);
    assertThat(late.notifications().getLast().message().email()).contains("Cause found");
  }

  @Test
  void a_higher_severity_waits_for_the_interval_too() {
    var open = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    var worse = decide(open, at(NOW.plusSeconds(60), List.of(stopped(DRIVER, 3, 90)), List.of()));
    assertThat(kinds(worse)).containsExactly(Kind.FIRING);
    var due = decide(worse, at(NOW.plusSeconds(300), List.of(stopped(DRIVER, 3, 90)), List.of()));
    assertThat(kinds(due)).containsExactly(Kind.FIRING, Kind.UPDATE);
  }

  @Test
  void an_unacknowledged_alert_sends_a_reminder_each_day() {
    var alert = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    for (int hour = 1; hour <= 72; hour++) {
      var time = NOW.plus(Duration.ofHours(hour));
      var changed =
          decisions.decide(List.of(alert), at(time, List.of(stopped(DRIVER)), List.of())).alerts();
      if (!changed.isEmpty()) alert = changed.getFirst();
    }
    assertThat(kinds(alert))
        .containsExactly(Kind.FIRING, Kind.REMINDER, Kind.REMINDER, Kind.REMINDER);
    assertThat(alert.notifications().getLast().message().subject()).contains("- day 4 (");
  }

  @Test
  void an_acknowledged_alert_sends_updates_but_no_reminders() {
    var open = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    var handled = handled(open, new Alert.Handling("dba", Instant.MIN));
    var tomorrow = NOW.plus(Duration.ofHours(30));
    assertThat(decisions.decide(List.of(handled), at(tomorrow, List.of(), List.of())).alerts())
        .isEmpty();
    var found = decide(handled, at(tomorrow, List.of(stopped(DRIVER)), List.of(typo("cron-rds"))));
    assertThat(kinds(found)).containsExactly(Kind.FIRING, Kind.UPDATE);
  }

  @Test
  void a_snoozed_alert_is_evaluated_and_its_messages_are_recorded_but_held() {
    var open = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    var snoozed = handled(open, new Alert.Handling("", NOW.plus(Duration.ofDays(3))));
    var worse =
        decide(
            snoozed,
            at(
                NOW.plus(Duration.ofDays(2)),
                List.of(stopped(DRIVER, 3, 99)),
                List.of(typo("cron-rds"))));
    assertThat(worse.score()).isEqualTo(99);
    assertThat(worse.causes()).hasSize(1);
    assertThat(kinds(worse)).containsExactly(Kind.FIRING, Kind.UPDATE);
    assertThat(worse.notifications().getLast().delivery().problem()).startsWith("snoozed until");
    var after = decide(worse, at(NOW.plus(Duration.ofDays(3)), List.of(), List.of()));
    assertThat(kinds(after)).containsExactly(Kind.FIRING, Kind.UPDATE, Kind.REMINDER);
    assertThat(after.notifications().getLast().message().email())
        .contains("Not sent meanwhile: 1 message");
  }

  @Test
  void a_muted_alert_records_its_messages_and_its_end_and_sends_none() {
    var muted = handled(opened(at(NOW, List.of(stopped(DRIVER)), List.of())), mutedBy("ana"));
    var ended = decide(muted, back(NOW, new Recovery(DRIVER, NOW)));
    assertThat(kinds(ended)).containsExactly(Kind.FIRING, Kind.RESOLVED);
    assertThat(ended.notifications().getLast().held()).isTrue();
    assertThat(ended.notifications().getLast().delivery().problem()).isEqualTo("muted by ana");
  }

  @Test
  void a_message_waits_half_a_minute_for_what_stops_together() {
    var waiting = new AlertDecisions(AlertSettings.DEFAULT);
    var situation = at(NOW, List.of(stopped(DRIVER)), List.of());
    var open = waiting.decide(List.of(), situation).alerts().getFirst();
    assertThat(open.notifications()).isEmpty();
    assertThat(waiting.decide(List.of(open), at(NOW.plusSeconds(29), both(), List.of())).alerts())
        .allSatisfy(alert -> assertThat(alert.notifications()).isEmpty());
    var told = waiting.decide(List.of(open), at(NOW.plusSeconds(30), both(), List.of())).alerts();
    assertThat(kinds(told.getFirst())).containsExactly(Kind.FIRING);
    assertThat(told.getFirst().stoppages()).hasSize(2);
  }

  @Test
  void what_is_over_before_it_was_told_is_never_told() {
    var waiting = new AlertDecisions(AlertSettings.DEFAULT);
    var open =
        waiting.decide(List.of(), at(NOW, List.of(stopped(DRIVER)), List.of())).alerts().getFirst();
    var ended =
        waiting
            .decide(List.of(open), back(NOW.plusSeconds(20), new Recovery(DRIVER, NOW)))
            .alerts()
            .getFirst();
    assertThat(ended.state()).isEqualTo(Alert.State.RESOLVED);
    assertThat(ended.notifications()).isEmpty();
  }

  @Test
  void a_job_that_comes_and_goes_is_one_alert_with_its_count_and_few_messages() {
    var often = DRIVER.withSchedule(every("*/5 * * * *", Duration.ofMinutes(5)));
    var alert = opened(at(NOW, List.of(stopped(often)), List.of()));
    var time = NOW;
    for (int flap = 0; flap < 20; flap++) {
      for (int run = 0; run < 2; run++) {
        time = time.plusSeconds(300);
        alert = decide(alert, back(time, new Recovery(often, time)));
      }
      time = time.plusSeconds(900);
      var again =
          new Stoppage(often, time, time.minusSeconds(900), 3, 70, Growth.UNKNOWN, List.of());
      alert = stoppedAgain(alert, again, time.plusSeconds(60));
    }
    assertThat(alert.times().stops()).isEqualTo(21);
    assertThat(alert.open()).isTrue();
    assertThat(kinds(alert)).hasSizeLessThan(10);
    for (int run = 0; run < 5; run++) {
      assertThat(alert.open()).isTrue();
      time = time.plusSeconds(300);
      alert = decide(alert, back(time, new Recovery(often, time)));
    }
    assertThat(alert.state()).isEqualTo(Alert.State.RESOLVED);
  }

  /// Whether it was resolved meanwhile or not.
  private Alert stoppedAgain(Alert alert, Stoppage again, Instant at) {
    var context = new Situation.Context(List.of(), List.of(), List.of(alert));
    var situation = new Situation(List.of(again), List.of(), List.of(), List.of(), context, at);
    var open = alert.open() ? List.of(alert) : List.<Alert>of();
    return decisions.decide(open, situation).alerts().getFirst();
  }

  @Test
  void a_storm_is_eight_messages_and_one_summary_that_lists_the_rest() {
    var storm =
        java.util.stream.IntStream.range(0, 100)
            .mapToObj(i -> stopped(Stories.learned("job-" + i, Stories.WEB, "/opt/job-" + i)))
            .toList();
    var decision = new AlertDecisions(Stories.AT_ONCE).decide(List.of(), at(NOW, storm, List.of()));
    assertThat(decision.alerts()).hasSize(100);
    assertThat(
            decision.alerts().stream().filter(alert -> alert.notifications().getFirst().pending()))
        .hasSize(8);
    assertThat(decision.messages())
        .singleElement()
        .satisfies(summary -> {
          assertThat(summary.kind()).isEqualTo(Kind.SUMMARY);
          assertThat(summary.message().subject()).contains("92 alerts not told one by one");
          assertThat(summary.message().email()).contains("and 82 more");
        });
  }

  @Test
  void a_decision_that_was_not_stored_uses_up_nothing_of_the_ceiling() {
    var fresh = new AlertDecisions(Stories.AT_ONCE);
    var situation = at(NOW, List.of(stopped(DRIVER)), List.of());
    for (int failed = 0; failed < 20; failed++) {
      var decision = fresh.decide(List.of(), situation);
      assertThat(decision.alerts().getFirst().notifications().getFirst().pending()).isTrue();
      assertThat(decision.messages()).isEmpty();
    }
  }

  @Test
  void a_route_of_an_owner_takes_the_alerts_of_jobs_that_the_owner_looks_after() {
    var takes = Route.Takes.ALL;
    var dba = new Route("dba", JobMatch.ALL, new Glob("dba*"), Set.of(), Severity.LOW, takes, 60);
    var web = new Route("web", JobMatch.ALL, new Glob("web"), Set.of(), Severity.LOW, takes, 60);
    var routed = new AlertDecisions(Stories.AT_ONCE.withRoutes(List.of(Route.DEFAULT, dba, web)));
    var note =
        new JobNote("", "dba-team", "", Optional.empty(), Optional.empty(), Optional.empty());
    var context =
        new Situation.Context(
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Map.of("cron-rds", note),
            WrongCauses.NONE);
    var situation =
        new Situation(List.of(stopped(DRIVER)), List.of(), List.of(), List.of(), context, NOW);
    var open = routed.decide(List.of(), situation).alerts().getFirst();
    assertThat(open.notifications())
        .extracting(Notification::route)
        .containsExactly("default", "dba");
  }

  @Test
  void each_route_gets_what_it_takes_and_goes_on_with_it_until_the_end() {
    var all = Route.DEFAULT;
    var grave = new Route("grave", JobMatch.ALL, Set.of(), Severity.CRITICAL, Route.Takes.ALL, 60);
    var web =
        new Route(
            "web",
            new JobMatch(new Glob("web-*"), Glob.ANY, Optional.empty()),
            Set.of(),
            Severity.LOW,
            new Route.Takes(true, false, false),
            60);
    var routed = new AlertDecisions(Stories.AT_ONCE.withRoutes(List.of(all, grave, web)));
    var situation = at(NOW, List.of(stopped(DRIVER)), List.of());
    var open = routed.decide(List.of(), situation).alerts().getFirst();
    assertThat(open.notifications()).extracting(Notification::route).containsExactly("default");
    var critical = open.withImpact(new Impact(Severity.CRITICAL, List.of("a test")));
    var later =
        routed
            .decide(List.of(critical), at(NOW.plusSeconds(60), List.of(stopped(DRIVER)), List.of()))
            .alerts()
            .getFirst();
    assertThat(later.notifications())
        .extracting(Notification::route)
        .containsExactly("default", "grave");
    var ended =
        routed
            .decide(List.of(later), back(NOW, new Recovery(DRIVER, NOW.plusSeconds(120))))
            .alerts()
            .getFirst();
    assertThat(ended.notifications())
        .extracting(Notification::route, Notification::kind)
        .containsExactly(
            tuple("default", Kind.FIRING),
            tuple("grave", Kind.FIRING),
            tuple("default", Kind.RESOLVED),
            tuple("grave", Kind.RESOLVED));
  }

  private static Alert.Handling mutedBy(String who) {
    return Alert.Handling.NONE.muted(who);
  }

  @Test
  void absence_never_resolves() {
    var open = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    assertThat(
            decisions.decide(List.of(open), at(NOW.plusSeconds(60), List.of(), List.of())).alerts())
        .isEmpty();
  }

  @Test
  void one_run_of_a_daily_job_resolves() {
    var open = opened(at(NOW, List.of(stopped(DRIVER, 9, 60)), List.of()));
    var ran = MISS.plus(Duration.ofDays(9));
    var resolved = decide(open, back(ran.plusSeconds(60), new Recovery(DRIVER, ran)));
    assertThat(resolved.state()).isEqualTo(Alert.State.RESOLVED);
    assertThat(resolved.times().resolvedAt()).contains(ran);
    assertThat(kinds(resolved)).containsExactly(Kind.FIRING, Kind.RESOLVED);
    assertThat(resolved.notifications().getLast().message().email())
        .containsIgnoringWhitespaces("silent for 9 d 23 h; 9 runs were missed.");
  }

  @Test
  void a_run_before_the_miss_does_not_resolve() {
    var open = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    assertThat(
            decisions
                .decide(List.of(open), back(NOW, new Recovery(DRIVER, MISS.minusSeconds(1))))
                .alerts())
        .isEmpty();
  }

  @Test
  void all_members_must_run_again_before_the_alert_resolves() {
    var open = opened(at(NOW, both(), List.of()));
    var ran = MISS.plus(Duration.ofDays(1));
    var half = decide(open, back(ran, new Recovery(ERROR_LOG, ran)));
    assertThat(half.state()).isEqualTo(Alert.State.FIRING);
    assertThat(half.stoppages()).hasSize(2);
    assertThat(kinds(half)).containsExactly(Kind.FIRING);
    var repeated =
        decisions.decide(List.of(half), back(ran, new Recovery(ERROR_LOG, ran))).alerts();
    assertThat(repeated).isEmpty();
    var whole = decide(half, back(ran.plusSeconds(60), new Recovery(DRIVER, ran.plusSeconds(30))));
    assertThat(whole.state()).isEqualTo(Alert.State.RESOLVED);
    assertThat(whole.times().resolvedAt()).contains(ran.plusSeconds(30));
  }

  @Test
  void a_job_that_runs_every_five_minutes_resolves_after_two_runs() {
    var often = DRIVER.withSchedule(every("*/5 * * * *", Duration.ofMinutes(5)));
    var open = opened(at(NOW, List.of(stopped(often)), List.of()));
    var one = decide(open, back(NOW, new Recovery(often, NOW)));
    assertThat(one.state()).isEqualTo(Alert.State.RECOVERING);
    var two = decide(one, back(NOW, new Recovery(often, NOW.plusSeconds(300))));
    assertThat(two.state()).isEqualTo(Alert.State.RESOLVED);
  }

  @Test
  void a_member_that_stops_again_must_run_again() {
    var open = opened(at(NOW, both(), List.of()));
    var half = decide(open, back(NOW, new Recovery(ERROR_LOG, NOW)));
    var second = MISS.plus(Duration.ofDays(1));
    var again = decide(half, at(second, List.of(since(ERROR_LOG, second)), List.of()));
    var other =
        decide(again, back(second.plusSeconds(60), new Recovery(DRIVER, second.plusSeconds(60))));
    assertThat(other.state()).isEqualTo(Alert.State.FIRING);
  }

  @Test
  void a_recovery_of_a_job_that_is_still_silent_does_not_resolve() {
    var open = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    var both =
        new Situation(List.of(stopped(DRIVER)), List.of(new Recovery(DRIVER, NOW)), List.of(), NOW);
    assertThat(decide(open, both).state()).isEqualTo(Alert.State.FIRING);
  }

  @Test
  void a_cause_stays_when_it_is_fixed_and_is_removed_when_it_is_a_false_positive() {
    var open = opened(at(NOW, List.of(stopped(DRIVER)), List.of(typo("cron-rds"))));
    var fixed =
        typo("cron-rds").withLife(new FindingLifecycle(MISS, NOW, FindingLifecycle.Status.FIXED));
    var kept = decide(open, at(NOW, List.of(stopped(DRIVER)), List.of(fixed)));
    assertThat(kept.cause().orElseThrow().finding().life().status())
        .isEqualTo(FindingLifecycle.Status.FIXED);
    var wrong =
        typo("cron-rds")
            .withLife(new FindingLifecycle(MISS, NOW, FindingLifecycle.Status.FALSE_POSITIVE));
    var gone = decide(kept, at(NOW, List.of(stopped(DRIVER)), List.of(wrong)));
    assertThat(gone.causes()).isEmpty();
  }

  @Test
  void messages_are_numbered_and_named_after_the_alert() {
    var open = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    var later =
        decide(open, at(NOW.plusSeconds(300), List.of(stopped(DRIVER)), List.of(typo("cron-rds"))));
    assertThat(later.notifications())
        .extracting(Notification::id)
        .containsExactly(open.id() + "-1-firing", open.id() + "-2-update");
    assertThat(later.notifications()).allMatch(Notification::pending);
  }

  @Test
  void half_a_year_of_silence_keeps_a_bounded_number_of_notifications() {
    var alert = sent(opened(at(NOW, List.of(stopped(DRIVER)), List.of())));
    for (int day = 1; day <= 180; day++) {
      var time = NOW.plus(Duration.ofDays(day));
      alert = sent(decide(alert, at(time, List.of(stopped(DRIVER)), List.of())));
    }
    assertThat(alert.notifications()).hasSizeLessThan(40);
    assertThat(alert.notifications().getLast().sequence()).isEqualTo(181);
  }

  @Test
  void a_silence_keeps_its_start_when_detection_has_dropped_it() {
    var open = opened(at(NOW, List.of(stopped(DRIVER, 90, 99)), List.of()));
    var forgetful =
        new Stoppage(
            DRIVER,
            MISS.plus(Duration.ofDays(30)),
            Instant.EPOCH,
            90,
            99,
            Growth.UNKNOWN,
            List.of());
    var later = MISS.plus(Duration.ofDays(120));
    var alert = decide(open, at(later, List.of(forgetful), List.of()));
    assertThat(alert.first().firstMissed()).isEqualTo(MISS);
    assertThat(alert.first().lastSeen()).isEqualTo(open.first().lastSeen());
    assertThat(alert.missedRuns()).isEqualTo(120);
  }

  @Test
  void an_alert_of_retired_jobs_is_resolved_and_does_not_say_that_they_run_again() {
    var open = opened(at(NOW, both(), List.of()));
    var later = NOW.plus(Duration.ofDays(5));
    var one = gone(later, new Closure("cron-rds", "no longer configured", later));
    assertThat(
            decisions.decide(List.of(open), one).alerts().stream().filter(alert -> !alert.open()))
        .isEmpty();
    var resolved =
        decide(
            open,
            gone(
                later,
                new Closure("cron-rds", "no longer configured", later),
                new Closure("rot-error", "no longer configured", later.minusSeconds(60))));
    assertThat(resolved.state()).isEqualTo(Alert.State.RESOLVED);
    assertThat(resolved.handling().closing())
        .isEqualTo(new Closing(Closing.Kind.RETIRED, "", "no longer configured"));
    assertThat(resolved.times().resolvedAt()).contains(later);
    var message = resolved.notifications().getLast().message();
    assertThat(message.subject()).contains("RESOLVED cron job no longer configured: ");
    assertThat(message.sms()).contains("no longer configured");
    assertThat(message.email()).contains("NO LONGER CONFIGURED");
    assertThat(message.subject() + message.sms() + message.email() + Texts.explanation(resolved))
        .doesNotContainIgnoringCase("runs again")
        .doesNotContainIgnoringCase("ran again, was");
  }

  @Test
  void a_mixture_of_runs_and_retired_jobs_has_recovered() {
    var open = opened(at(NOW, both(), List.of()));
    var ran = MISS.plus(Duration.ofDays(1));
    var half = decide(open, back(ran, new Recovery(ERROR_LOG, ran)));
    var whole = decide(half, gone(ran, new Closure("cron-rds", "no longer configured", ran)));
    assertThat(whole.state()).isEqualTo(Alert.State.RESOLVED);
    assertThat(whole.handling().closing()).isEqualTo(Closing.NONE);
    assertThat(whole.times().resolvedAt()).contains(ran);
  }

  @Test
  void a_stoppage_that_a_person_closed_stays_closed_until_the_job_ran_again() {
    var closed = closedByPerson(opened(at(NOW, both(), List.of())));
    var tomorrow = NOW.plus(Duration.ofDays(1));
    assertThat(decisions.decide(List.of(), closed(tomorrow, both(), closed)).alerts()).isEmpty();
    assertThat(
            decisions
                .decide(List.of(), closed(tomorrow, List.of(stopped(DRIVER, 2, 80)), closed))
                .alerts())
        .isEmpty();

    var again = since(DRIVER, MISS.plus(Duration.ofDays(3)));
    var opened = opened(closed(tomorrow, List.of(again), closed));
    assertThat(opened.id()).isNotEqualTo(closed.id());
  }

  @Test
  void another_job_of_a_closed_group_opens_a_new_alert_with_another_id() {
    var closed = closedByPerson(opened(at(NOW, List.of(stopped(DRIVER)), List.of())));
    var opened =
        opened(closed(NOW.plusSeconds(60), List.of(stopped(DRIVER), stopped(SLOW_LOG)), closed));
    assertThat(members(opened)).containsExactly("rot-slow");
    assertThat(opened.id()).isNotEqualTo(closed.id());
  }

  @Test
  void what_a_closed_scheduler_holds_up_later_is_closed_with_it() {
    var cron = scheduler(TOOLS);
    var first = List.of(cron, stopped(DRIVER).inGroup(cron.group()));
    var closed = closedByPerson(opened(at(NOW, first, List.of())));
    var more = List.of(cron, stopped(BACKUP).inGroup(cron.group()));
    assertThat(decisions.decide(List.of(), closed(NOW.plusSeconds(60), more, closed)).alerts())
        .isEmpty();
  }

  @Test
  void a_job_that_stops_again_soon_after_its_recovery_continues_its_alert() {
    var fired = opened(at(NOW, List.of(stopped(BACKUP)), List.of()));
    var ranAt = MISS.plus(Duration.ofDays(1));
    var over = decide(fired, back(ranAt, new Recovery(BACKUP, ranAt)));
    assertThat(over.state()).isEqualTo(Alert.State.RESOLVED);

    var missed = ranAt.plus(Duration.ofDays(1));
    var again = opened(closed(missed, List.of(since(BACKUP, missed)), over));
    assertThat(again.id()).isEqualTo(fired.id());
    assertThat(again.state()).isEqualTo(Alert.State.FIRING);
    assertThat(again.times().startedAt()).isEqualTo(MISS);
    assertThat(again.times().resolvedAt()).isEmpty();
    assertThat(kinds(again)).containsExactly(Kind.FIRING, Kind.RESOLVED, Kind.UPDATE);
    assertThat(again.notifications().getLast().message().email())
        .contains("Stopped again. It had recovered once.");
  }

  @Test
  void a_job_that_stops_long_after_its_recovery_is_another_alert() {
    var fired = opened(at(NOW, List.of(stopped(BACKUP)), List.of()));
    var ranAt = MISS.plus(Duration.ofDays(1));
    var over = decide(fired, back(ranAt, new Recovery(BACKUP, ranAt)));
    var missed = ranAt.plus(Duration.ofDays(8));
    var other = opened(closed(missed, List.of(since(BACKUP, missed)), over));
    assertThat(other.id()).isNotEqualTo(fired.id());
    assertThat(kinds(other)).containsExactly(Kind.FIRING);
  }

  @Test
  void a_closed_prediction_does_not_cover_the_run_that_is_missed() {
    var early = MISS.minus(Duration.ofHours(10));
    var closed = closedByPerson(opened(ahead(early, List.of(predicted(DRIVER)), List.of())));
    assertThat(
            decisions
                .decide(
                    List.of(),
                    new Situation(
                        List.of(),
                        List.of(predicted(DRIVER)),
                        List.of(),
                        List.of(),
                        new Situation.Context(List.of(), List.of(), List.of(closed)),
                        early))
                .alerts())
        .isEmpty();
    assertThat(opened(closed(NOW, List.of(stopped(DRIVER)), closed)).state())
        .isEqualTo(Alert.State.FIRING);
  }

  @Test
  void jobs_that_stopped_together_are_one_alert_by_their_group() {
    var all = List.of(stopped(DRIVER).inGroup("burst"), stopped(BACKUP).inGroup("burst"));
    var alert = opened(at(NOW, all, List.of()));
    assertThat(alert.group()).isEqualTo("burst");
    assertThat(members(alert)).containsExactlyInAnyOrder("cron-rds", "cron-backup");
  }

  @Test
  void a_scheduler_joins_the_alert_of_the_first_job_that_it_holds_up_and_names_it() {
    var open = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    var cron = scheduler(TOOLS);
    var all =
        List.of(cron, stopped(DRIVER).inGroup(cron.group()), stopped(BACKUP).inGroup(cron.group()));
    var alert = decide(open, at(NOW.plusSeconds(60), all, List.of()));
    assertThat(members(alert)).containsExactly(cron.job().id(), "cron-rds", "cron-backup");
    assertThat(Texts.title(alert))
        .isEqualTo(
            "Cron on db-tools-1 starts nothing since Fri 2026-11-13 02:00:00 +01:00: 2 jobs"
                + " missed");
  }

  @Test
  void one_recovery_of_the_scheduler_resolves_the_alert_of_all_that_it_held_up() {
    var cron = scheduler(TOOLS);
    var all =
        List.of(cron, stopped(DRIVER).inGroup(cron.group()), stopped(BACKUP).inGroup(cron.group()));
    var open = opened(at(NOW, all, List.of()));
    var ran = NOW.plus(Duration.ofHours(3));
    var stillSilent =
        new Situation(
            List.of(stopped(BACKUP).inGroup(cron.group())),
            List.of(new Recovery(cron.job(), ran)),
            List.of(),
            ran);
    var half = decide(open, stillSilent);
    assertThat(half.state()).isEqualTo(Alert.State.FIRING);
    var whole = decide(half, at(ran.plusSeconds(60), List.of(), List.of()));
    assertThat(whole.state()).isEqualTo(Alert.State.RESOLVED);
    assertThat(kinds(whole)).containsExactly(Kind.FIRING, Kind.RESOLVED);
    assertThat(whole.notifications().getLast().message().subject())
        .contains("cron on db-tools-1 starts jobs again");
  }

  @Test
  void without_a_scheduler_each_member_must_be_seen_to_run() {
    var all = List.of(stopped(DRIVER).inGroup("burst"), stopped(BACKUP).inGroup("burst"));
    var open = opened(at(NOW, all, List.of()));
    var one = decide(open, back(NOW, new Recovery(DRIVER, NOW)));
    assertThat(one.state()).isEqualTo(Alert.State.FIRING);
  }

  @Test
  void a_run_whose_evidence_came_late_was_late_and_not_missed() {
    var open = opened(at(NOW, List.of(stopped(DRIVER)), List.of()));
    var ran = MISS.plus(Duration.ofMinutes(20));
    var resolved = decide(open, back(NOW.plusSeconds(600), new Recovery(DRIVER, ran)));
    assertThat(resolved.state()).isEqualTo(Alert.State.RESOLVED);
    var message = resolved.notifications().getLast().message();
    assertThat(message.subject()).contains("late, not missed: ").contains("ran 02:20");
    assertThat(message.sms()).contains("was late, not missed: ran at 11-13 02:20");
    assertThat(message.email())
        .containsIgnoringWhitespaces("was late, not missed: ran at Fri 2026-11-13 02:20:00");
    assertThat(message.json()).contains("\"was_late\":true");
    assertThat(Texts.explanation(resolved)).contains("It was late, not missed");
  }

  @Test
  void an_unrelated_edit_is_shown_beside_and_joins_no_alerts() {
    var edit = drift("/etc/crontab", 3, "- # old\n+ # new");
    var other = cron("cron-other", TOOLS, "/etc/crontab", 20);
    var alerts =
        decisions
            .decide(List.of(), at(NOW, List.of(stopped(DRIVER), stopped(other)), List.of(edit)))
            .alerts();
    assertThat(alerts).hasSize(2);
    var alert = alerts.getFirst();
    assertThat(alert.causes())
        .singleElement()
        .satisfies(cause -> assertThat(cause.link()).isEqualTo(CauseLink.BESIDE));
    assertThat(alert.cause()).isEmpty();
    var message = alert.notifications().getFirst().message();
    assertThat(message.email()).contains("No configuration cause found", "CHANGED BEFORE");
    assertThat(message.sms()).doesNotContain("Cause");
    assertThat(message.json()).contains("\"finding\":null");
    assertThat(Texts.explanation(alert)).contains("No configuration cause found");
  }

  private static Finding drift(String path, int line, String evidence) {
    return new Finding(
        "F-drift",
        "DR01",
        Finding.Severity.INFO,
        new Location(TOOLS, path, line, 0),
        new Explanation(path + ": a line changed", evidence, "# accept it, or put it back", ""),
        List.of(),
        Confidence.CERTAIN,
        new FindingLifecycle(MISS.minus(Duration.ofHours(1)), NOW, FindingLifecycle.Status.OPEN));
  }

  private static Alert closedByPerson(Alert alert) {
    return alert.closed(new Closing(Closing.Kind.CLOSED, "dba", "known"), NOW);
  }

  private Alert opened(Situation situation) {
    var changed = decisions.decide(List.of(), situation).alerts();
    assertThat(changed).hasSize(1);
    return changed.getFirst();
  }

  private Alert decide(Alert open, Situation situation) {
    var changed = decisions.decide(List.of(open), situation).alerts();
    assertThat(changed).hasSize(1);
    return changed.getFirst();
  }

  private static Situation two(List<Finding> findings) {
    return at(NOW, List.of(stopped(DRIVER), stopped(BACKUP)), findings);
  }

  private static List<Stoppage> both() {
    return List.of(stopped(DRIVER), stopped(ERROR_LOG));
  }

  private static Alert handled(Alert alert, Alert.Handling handling) {
    return alert.withHandling(handling);
  }

  private static Alert sent(Alert alert) {
    var delivery = new Notification.Delivery(Notification.Delivery.State.SENT, 1, "m", "", NOW);
    return alert.withNotifications(
        alert.notifications().stream().map(one -> one.withDelivery(delivery)).toList());
  }

  private static List<Kind> kinds(Alert alert) {
    return alert.notifications().stream().map(Notification::kind).toList();
  }

  private static List<String> members(Alert alert) {
    return alert.stoppages().stream().map(member -> member.job().id()).toList();
  }
}
