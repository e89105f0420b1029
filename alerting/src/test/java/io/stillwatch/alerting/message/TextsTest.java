// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import static io.stillwatch.alerting.Stories.DRIVER;
import static io.stillwatch.alerting.Stories.ERROR_LOG;
import static io.stillwatch.alerting.Stories.MISS;
import static io.stillwatch.alerting.Stories.SEEN;
import static io.stillwatch.alerting.Stories.at;
import static io.stillwatch.alerting.Stories.caseStudy;
import static io.stillwatch.alerting.Stories.finding;
import static io.stillwatch.alerting.Stories.stopped;
import static io.stillwatch.alerting.Stories.typo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.alerting.Stories;
import io.stillwatch.alerting.decide.AlertDecisions;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.ChangedLines;
import io.stillwatch.core.alert.ChangedLines.Appeared;
import io.stillwatch.core.alert.ChangedLines.Vanished;
import io.stillwatch.core.alert.Closure;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Message;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.alert.Surroundings;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.watch.stoppage.BlindSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Instant NOW = MISS.plus(Duration.ofDays(2));

  @Test
  void the_case_study_reads_as_agreed() throws IOException {
    var message = caseStudy().notifications().getFirst().message();
    var whole = message.subject() + "\n\n" + message.sms() + "\n\n" + message.email();
    assertThat(whole).isEqualTo(golden("case-study.txt"));
  }

  @Test
  void title_and_explanation_of_the_case_study_read_as_agreed() throws IOException {
    var whole = Texts.title(caseStudy()) + "\n\n" + Texts.explanation(caseStudy()) + "\n";
    assertThat(whole).isEqualTo(golden("case-study-explanation.txt"));
  }

  @Test
  void the_essential_facts_are_in_the_first_lines() {
    var lines = caseStudy().notifications().getFirst().message().email().lines().limit(25).toList();
    assertThat(String.join("\n", lines))
        .contains("STOPPED", "Last seen", "/etc/crontab:12", "did you mean");
  }

  @Test
  void the_mark_is_below_the_wrong_word() {
    var lines = caseStudy().notifications().getFirst().message().email().lines().toList();
    var mark = lines.stream().filter(line -> line.contains("^")).findFirst().orElseThrow();
    var marked = lines.get(lines.indexOf(mark) - 1);
    assertThat(marked.substring(mark.indexOf('^'), mark.lastIndexOf('^') + 1))
        .isEqualTo("/usr/sbin/logrotat");
  }

  @Test
  void without_a_cause_the_message_lists_where_to_search() {
    var message = message(List.of(stopped(DRIVER)), List.of());
    assertThat(message.email())
        .contains("No configuration cause found")
        .contains("sed -n 12p /etc/crontab");
    assertThat(message.sms()).doesNotContain("Cause");
    assertThat(message.json()).contains("\"finding\":null");
  }

  @Test
  void a_job_that_never_ran_is_not_reported_as_stopped() {
    var never = new Stoppage(DRIVER, MISS, Instant.EPOCH, 1, 60, Growth.UNKNOWN, List.of());
    var alert = alert(List.of(never), List.of());
    var message = alert.notifications().getFirst().message();
    assertThat(message.subject()).contains("cron job never ran: ");
    assertThat(message.email()).contains("was never seen to run; it was first due");
    assertThat(message.sms()).contains("never ran");
    assertThat(message.json()).doesNotContain("last_seen_at");
    assertThat(Texts.explanation(alert)).contains("was never seen to run");
  }

  @Test
  void the_search_steps_of_an_rds_log_use_the_aws_cli() {
    var job =
        new Job(
            "rds-error",
            JobKind.RDS_LOG,
            "error log of orders-1",
            Host.rds("orders-1"),
            Stories.daily(),
            Definition.LEARNED,
            "error",
            "");
    var message = message(List.of(stopped(job)), List.of());
    assertThat(message.subject()).contains("RDS log rotation stopped: error");
    assertThat(message.email())
        .contains("aws rds describe-db-log-files --db-instance-identifier orders-1");
  }

  @Test
  void a_guess_is_at_most_likely_however_certain_the_finding_is() {
    assertThat(typo().confidence()).isEqualTo(Confidence.CERTAIN);
    assertThat(new Cause(typo(), CauseLink.GUESS).confidence().word()).isEqualTo("likely");
    assertThat(new Cause(typo(), CauseLink.SAME_FILE).confidence().word()).isEqualTo("certain");
  }

  @Test
  void times_are_in_the_zone_of_the_host_with_offset() {
    assertThat(message(List.of(stopped(DRIVER)), List.of()).email())
        .contains("Thu 2026-11-12 02:00:07 +01:00");
    assertThat(message(List.of(stopped(ERROR_LOG)), List.of()).email())
        .contains("Thu 2026-11-12 01:00:07 +00:00");
  }

  @Test
  void a_time_in_a_reason_is_in_the_zone_of_the_host_and_what_is_no_time_stays() {
    var reasons =
        List.of(
            "error: opening /x-2026-13-01T10:00:00Z",
            "error: opening /x-2026-02-30T10:00:00Z",
            "error: opening /x-2026-11-13T29:00:00Z",
            "nothing since 2026-11-30T22:00:00Z");
    var stoppage = new Stoppage(DRIVER, MISS, SEEN, 1, 60, Growth.UNKNOWN, reasons);
    var wording = new Wording(alert(List.of(stoppage), List.of()), NOW);
    assertThat(wording.reasons())
        .containsExactly(
            reasons.get(0),
            reasons.get(1),
            reasons.get(2),
            "nothing since " + wording.when(Instant.parse("2026-11-30T22:00:00Z")));
  }

  @Test
  void a_long_command_is_broken_where_the_shell_allows_it() {
    var remedy =
        "install -o root -g root -m 0644 /srv/staging/etc/logrotate.d/rds-error-and-slow-logs"
            + " '/etc/logrotate.d/with blank' && logrotate -d /etc/logrotate.conf";
    var alert = alert(List.of(stopped(DRIVER)), List.of(explained("", remedy, "")));
    var email = alert.notifications().getFirst().message().email();
    assertThat(email.replace(" \\\n     ", " ")).contains("1. " + remedy);
    assertThat(email).contains("logs \\\n     '/etc/logrotate.d/with blank'");
  }

  @Test
  void a_long_word_of_a_command_is_not_broken() {
    var sed =
        "sed -i '5s#/opt/dbtools/rotate-slow-lgo\\.sh#/opt/dbtools/rotate-slow-log.sh# '"
            + " /etc/cron.d/rds-log-rotation";
    var alert = alert(List.of(stopped(DRIVER)), List.of(explained("", sed, "")));
    var email = alert.notifications().getFirst().message().email();
    assertThat(email.replace(" \\\n     ", " ")).contains("1. " + sed);
  }

  @Test
  void lines_that_changed_are_a_hint_in_every_text_but_the_shortest() throws IOException {
    var lines =
        new ChangedLines(
            List.of(
                new Appeared("find: Permission denied", MISS.plusSeconds(600), 4),
                new Appeared("sh: PGPASSWORD=hunter pg_dump failed", MISS, 1)),
            List.of(new Vanished("dump: finished in <*> s", Duration.ofDays(1), SEEN)),
            1,
            MISS);
    var alert = caseStudy().withNotifications(List.of()).withLines(lines);
    var message = new Texts(Stories.AT_ONCE).message(alert, new Notice(Kind.FIRING, 1, MISS));
    assertThat(message.email())
        .contains(
            """
            LOG LINES THAT CHANGED
              About when it stopped; a hint at the cause, not a known one.
              - First seen Fri 2026-11-13 02:10:00 +01:00, 4 times since:
                find: Permission denied
              - First seen Fri 2026-11-13 02:00:00 +01:00, once:
                sh: PGPASSWORD=REDACTED pg_dump failed
              - Came about every 1 d, last seen Thu 2026-11-12 02:00:07 +01:00:
                dump: finished in <*> s
            """);
    assertThat(Texts.explanation(alert))
        .contains(
            "Log lines that changed about then (a hint, not a known cause): first seen Fri"
                + " 2026-11-13 02:10:00 +01:00, 4 times since: `find: Permission denied`; first"
                + " seen");
    assertThat(message.json()).contains("\"changed_lines\"").doesNotContain("hunter");
    assertThat(AlertSchema.read().problems(message.json())).isEmpty();
    assertThat(message.sms()).doesNotContain("Permission denied");
    assertThat(caseStudy().notifications().getFirst().message().json())
        .doesNotContain("changed_lines");
  }

  @Test
  void secrets_are_redacted_in_every_text() {
    var secret = "hunter2hunter2";
    var line = "0 2 * * * root backup --password=" + secret + " s3://k:" + secret + "@h/ && typo";
    var alert =
        alert(
            List.of(
                new Stoppage(
                    DRIVER, MISS, MISS, 1, 60, Growth.UNKNOWN, List.of("token: " + secret))),
            List.of(explained(line, "curl https://h/?token=" + secret, "PGPASSWORD=" + secret)));
    var message = alert.notifications().getFirst().message();
    assertThat(message.email()).contains("--password=REDACTED").doesNotContain(secret);
    assertThat(message.json()).doesNotContain(secret);
    assertThat(message.sms()).doesNotContain(secret);
    assertThat(Texts.explanation(alert)).doesNotContain(secret);
  }

  @Test
  void the_mark_is_below_its_word_in_a_line_whose_secret_was_redacted_at_intake() {
    var line = "0 2 * * * root PASSWORD=REDACTED logrotat /etc/logrotate.conf";
    var place = new io.stillwatch.core.finding.Location(Stories.TOOLS, "/etc/crontab", 12, 34);
    var finding = finding("F", Finding.Severity.ERROR, place, MISS.minusSeconds(60), "cron-rds");
    var shown =
        new Finding(
            finding.id(),
            finding.rule(),
            finding.severity(),
            place,
            new Explanation("No such command", line, "", "logrotate"),
            finding.jobsLost(),
            finding.confidence(),
            finding.life());
    var lines = message(List.of(stopped(DRIVER)), List.of(shown)).email().lines().toList();
    var mark = lines.stream().filter(text -> text.contains("^")).findFirst().orElseThrow();
    assertThat(lines.get(lines.indexOf(mark) - 1).substring(mark.indexOf('^')))
        .startsWith("logrotat /etc");
  }

  @Test
  void the_resolved_message_contains_duration_and_missed_runs() {
    var resolved = resolved();
    var message = resolved.notifications().getLast().message();
    assertThat(message.subject())
        .startsWith("[Stillwatch] RESOLVED cron job runs again: ")
        .contains("was silent 10d");
    assertThat(message.sms())
        .isEqualTo(
            "STILLWATCH OK logrotate..otate.d/rds on db-tools-1: ran again, was silent 10d,"
                + " 9 missed. "
                + resolved.id());
    assertThat(message.json()).contains("\"resolved_at\":\"2026-11-22T01:00:07Z\"");
    assertThat(Texts.title(resolved)).startsWith("Cron job runs again: ");
    assertThat(Texts.explanation(resolved)).contains("It ran again at Sun 2026-11-22");
  }

  @Test
  void every_kind_of_message_matches_the_schema() {
    var schema = AlertSchema.read();
    var update =
        decide(
            alert(List.of(stopped(DRIVER)), List.of()),
            at(NOW.plusSeconds(300), List.of(stopped(DRIVER)), List.of(typo("cron-rds"))));
    var reminder = decide(update, at(NOW.plus(Duration.ofDays(3)), List.of(), List.of()));
    var service = new ServiceMessages(Stories.AT_ONCE.withEnvironment("prod"));
    for (var message :
        List.of(
            caseStudy().notifications().getFirst(),
            reminder.notifications().get(1),
            reminder.notifications().get(2),
            resolved().notifications().getLast(),
            blind(2).notifications().getFirst(),
            unwell().notifications().getFirst(),
            service.test("default", NOW))) {
      assertThat(schema.problems(message.message().json())).as(message.id()).isEmpty();
    }
    assertThat(schema.problems("{\"version\":\"1\"}")).isNotEmpty();
  }

  @Test
  void a_test_message_reports_no_problem() {
    assertThat(new ServiceMessages(Stories.AT_ONCE).test("default", NOW).message().subject())
        .isEqualTo("[Stillwatch] TEST: TEST - nothing is wrong");
  }

  @Test
  void a_blind_source_says_what_it_hides_and_that_unknown_is_not_ok() {
    var message = blind(1).notifications().getFirst().message();
    assertThat(message.subject())
        .startsWith("[Stillwatch] BLIND cannot read rds:orders-1 since 11-13; 14 jobs unknown");
    assertThat(message.sms()).contains("cannot read rds:orders-1 since 11-13; 14 jobs unknown");
    assertThat(message.email())
        .startsWith("Cannot read rds:orders-1 since")
        .contains("UNKNOWN, which is not OK", "AccessDenied", "Last data");
    assertThat(message.json()).contains("source.blind", "source-blind");
  }

  @Test
  void sources_that_fail_together_count_the_jobs_of_each_host_once() {
    assertThat(blind(3).notifications().getFirst().message().subject())
        .startsWith(
            "[Stillwatch] BLIND cannot read rds:orders-1 and 2 more since 11-13; 42 jobs unknown");
  }

  @Test
  void a_part_of_our_own_that_does_not_work_says_what_to_do() {
    var message = unwell().notifications().getFirst().message();
    assertThat(message.subject())
        .startsWith("[Stillwatch] MAJOR Stillwatch: watch does not work since 11-13");
    assertThat(message.email())
        .contains("The last turn ended 400 s ago", "Nothing is judged", "Restart the process.");
  }

  private static Alert blind(int sources) {
    var stoppages = new ArrayList<Stoppage>();
    for (int i = 1; i <= sources; i++) {
      var host = Host.rds("orders-" + i);
      var id = new SourceId("rds:" + host.name());
      var state = new SourceState(id, host, Reports.LISTINGS, MISS, MISS, "AccessDenied");
      var blind =
          new BlindSources.Blind(
              state, BlindSources.Kind.UNREADABLE, MISS, "AccessDenied", "blind-1");
      stoppages.add(blind.stoppage(List.of("14 jobs unknown since then")));
    }
    return alert(stoppages, List.of());
  }

  private static Alert unwell() {
    var job =
        new Job(
            "service-1",
            JobKind.SERVICE,
            "watch",
            Host.STILLWATCH,
            new Schedule.Never("works all the time"),
            Definition.LEARNED,
            "Restart the process.",
            "");
    var reasons = List.of("the last turn ended 400 s ago", "nothing is judged meanwhile");
    return alert(List.of(new Stoppage(job, MISS, MISS, 1, 50, Growth.UNKNOWN, reasons)), List.of());
  }

  @Test
  void a_scheduler_that_stopped_is_named_in_every_text() {
    var cron = Stories.scheduler(Stories.WEB, "cron started nothing since then");
    var job = stopped(Stories.cron("c", Stories.WEB, "/etc/crontab", 1)).inGroup(cron.group());
    var alert = alert(List.of(cron, job), List.of());
    var message = alert.notifications().getFirst().message();
    assertThat(message.subject())
        .startsWith("[Stillwatch] CRITICAL cron on web-1 starts nothing since 11-13: 1 job missed");
    assertThat(message.sms())
        .startsWith("STILLWATCH CRIT cron on web-1")
        .contains("starts nothing since 11-13: 1 job missed");
    assertThat(message.email())
        .startsWith("Cron on web-1.prod.example.org starts nothing since")
        .contains("systemctl status cron");
    assertThat(message.json())
        .contains("\"reason\":\"scheduler-stopped\"")
        .contains("\"summary\":\"cron on web-1.prod.example.org starts nothing since ");
    assertThat(Texts.explanation(alert))
        .startsWith("Cron on web-1.prod.example.org starts nothing");
  }

  @Test
  void a_silent_host_is_blindness_and_at_most_major() {
    var host = Stories.silentHost(Stories.WEB, "nothing since", "12 jobs unknown since then");
    var alert = alert(List.of(host), List.of());
    var message = alert.notifications().getFirst().message();
    assertThat(message.subject())
        .startsWith("[Stillwatch] BLIND no data from web-1")
        .contains("since 11-13; 12 jobs unknown");
    assertThat(message.sms()).contains("no data from web-1").contains("12 jobs unknown");
    assertThat(message.email())
        .contains("UNKNOWN", "blind", "up, and can it be reached?", "Is its log shipped?")
        .doesNotContain("STOPPED");
    assertThat(message.json()).contains("\"reason\":\"host-silent\"");
    var back =
        decide(alert, Stories.back(NOW, new io.stillwatch.core.alert.Recovery(host.job(), NOW)));
    assertThat(back.notifications().getLast().message().subject())
        .contains("RESOLVED data from web-1")
        .contains("arrives again");
  }

  @Test
  void a_job_that_fails_is_reported_with_its_exit_status() {
    var failing =
        Stories.based(
            Basis.FAILURES, 0, DRIVER, "3 runs failed since 2026-11-13T01:00:00Z: exit status 127");
    var alert = alert(List.of(failing), List.of());
    var message = alert.notifications().getFirst().message();
    assertThat(message.subject()).contains("cron job failed 3 times: ").contains("exit status 127");
    assertThat(message.sms()).contains("failed 3 times: exit status 127");
    assertThat(message.email()).containsIgnoringWhitespaces("failed 3 times: exit status 127.");
    assertThat(message.json())
        .contains("\"reason\":\"job-failed\"")
        .contains("\"summary\":\"failed 3 times: exit status 127\"");
    assertThat(Texts.title(alert)).endsWith("(exit status 127)");
  }

  @Test
  void a_change_of_the_job_is_a_possible_cause_with_its_times_and_what_to_look_at() {
    var edit =
        new Finding(
            "F-edit",
            "DR01",
            Finding.Severity.INFO,
            new Location(Stories.TOOLS, "/etc/crontab", 12, 0),
            new Explanation(
                "/etc/crontab (line 12): a line changed, which touches logrotate",
                "between 2026-11-12T13:08:00Z and 2026-11-12T13:10:00Z:\n"
                    + "- 0 2 * * * root /usr/sbin/logrotate /etc/logrotate.d/rds\n"
                    + "+ 0 2 * * * root nice /usr/sbin/logrotate /etc/logrotate.d/rds",
                "# accept it, or put it back",
                ""),
            List.of(),
            Confidence.CERTAIN,
            new FindingLifecycle(
                Instant.parse("2026-11-12T13:10:00Z"),
                Instant.parse("2026-11-12T13:10:00Z"),
                FindingLifecycle.Status.OPEN));
    var message = message(List.of(Stories.stopped(DRIVER)), List.of(edit));
    assertThat(message.email())
        .contains("WHY (possible, finding DR01)", "Line 12 of /etc/crontab changed.")
        .contains("+ 0 2 * * * root nice /usr/sbin/logrotate")
        .doesNotContain("between 2026")
        .containsIgnoringWhitespaces("change seen Thu 2026-11-12 14:10:00 +01:00")
        .containsIgnoringWhitespaces("first miss Fri 2026-11-13 02:00:00 +01:00")
        .containsIgnoringWhitespaces("sed -n 12p /etc/crontab # is it still as intended?");
    assertThat(message.sms()).contains("Cause: Line 12 of crontab changed.");
    assertThat(message.json()).contains("\"confidence\":\"possible\"");
  }

  @Test
  void an_alert_without_a_cause_says_where_it_was_searched_and_where_not() {
    var message = message(List.of(Stories.stopped(DRIVER)), List.of());
    assertThat(message.email())
        .containsIgnoringWhitespaces("No configuration cause found. Checked: /etc/crontab line 12;")
        .containsIgnoringWhitespaces("Not checked: what changed there since the last good run;")
        .containsIgnoringWhitespaces("what the command does once it is started.");
    assertThat(message.json()).contains("\"cause_search\":{\"checked\":[\"/etc/crontab line 12\"");
    var around = new Surroundings(List.of(), List.of(), SEEN.minusSeconds(7));
    var stale = alert(List.of(Stories.stopped(DRIVER)), List.of()).withSurroundings(around);
    assertThat(Texts.explanation(stale))
        .contains("Not checked: what changed since Thu 2026-11-12 02:00:00 +01:00;");
    assertThat(AlertSchema.read().problems(message.json())).isEmpty();
    var learned = Stories.learned("cron-x", Stories.TOOLS, "/opt/x.sh");
    assertThat(message(List.of(Stories.stopped(learned)), List.of()).email())
        .containsIgnoringWhitespaces("the line that starts it, which no snapshot contains");
  }

  @Test
  void after_a_cause_that_was_called_wrong_before_the_message_lists_where_to_search() {
    var causes = List.of(new Cause(typo(), CauseLink.DOUBTED));
    var stopped = List.of(stopped(DRIVER));
    var alert = alert(stopped, List.of()).withStory(stopped, causes);
    assertThat(StepsText.steps(new Wording(alert, NOW)))
        .contains("sed -n 12p /etc/crontab # is it still as intended?");
  }

  @Test
  void what_was_seen_around_the_first_miss_is_in_the_message_without_secrets() {
    var around =
        new Surroundings(
            List.of(
                new Surroundings.SeenLine(MISS.plusSeconds(1), "sh: dump --password=hunter2: no")),
            List.of(
                new Surroundings.Peer(
                    "db-tools-2", MISS.plusSeconds(9), List.of("user there: ops; here: root"))));
    var alert = alert(List.of(Stories.stopped(DRIVER)), List.of()).withSurroundings(around);
    var message =
        new Texts(Stories.AT_ONCE)
            .message(alert, new Notice(Kind.FIRING, 1, NOW, List.of(), false));
    assertThat(message.email())
        .contains("LOG AROUND THE FIRST MISS\n  02:00:01 sh: dump --password=")
        .contains("STILL RUNS ON\n  - db-tools-2, last good run Fri 2026-11-13 02:00:09 +01:00;")
        .containsIgnoringWhitespaces("user there: ops; here: root.")
        .doesNotContain("hunter2");
    assertThat(message.json())
        .contains("\"log_lines\":[{\"at\":\"2026-11-13T01:00:01Z\"", "\"still_runs_on\":")
        .doesNotContain("hunter2");
    assertThat(AlertSchema.read().problems(message.json())).isEmpty();
  }

  @Test
  void the_forecast_of_the_disk_has_its_range_and_the_space_it_is_made_from() {
    var growth =
        new Growth(
            20L << 30,
            2L << 30,
            NOW.plus(Duration.ofDays(5)),
            new Growth.Room(10L << 30, NOW.plus(Duration.ofDays(9))));
    var stoppage = new Stoppage(ERROR_LOG, MISS, Stories.SEEN, 2, 80, growth, List.of());
    var message = message(List.of(stoppage), List.of());
    assertThat(message.email())
        .containsIgnoringWhitespaces("full in about 5 d (")
        .containsIgnoringWhitespaces("at the latest in 9 d; 10.0 GiB were free");
    assertThat(message.json()).contains("\"disk_full_at_latest\":", "\"free_bytes\":10737418240");
    assertThat(AlertSchema.read().problems(message.json())).isEmpty();
  }

  @Test
  void a_cause_is_never_cut_in_an_sms_but_told_by_its_first_clause_or_its_place() {
    var long1 =
        titled("The job is kept from running by its owner, which is somebody else who also");
    assertThat(sms(long1)).contains("Cause: job is kept from running by its owner. INC-");
    var long2 = titled("The daemon does not load this table because of " + "a fault ".repeat(20));
    assertThat(sms(long2)).contains("Cause: see crontab L12.");
  }

  private static String sms(Finding finding) {
    return message(List.of(Stories.stopped(DRIVER, 10, 90)), List.of(finding)).sms();
  }

  private static Finding titled(String title) {
    var typo = typo("cron-rds");
    return new Finding(
        typo.id(),
        typo.rule(),
        typo.severity(),
        typo.place(),
        new Explanation(title, "", "", ""),
        typo.jobsLost(),
        typo.confidence(),
        typo.life());
  }

  @Test
  void an_alert_of_the_autoencoder_alone_says_so_and_why() {
    var unusual =
        Stories.based(
            Basis.SEQUENCE, 93, DRIVER, "the pattern of the last runs is far from normal");
    var alert = alert(List.of(unusual), List.of());
    var message = alert.notifications().getFirst().message();
    assertThat(message.email())
        .contains("BEHAVES UNUSUALLY")
        .containsIgnoringWhitespaces("Its past runs alone show this (score 93 of 100)")
        .containsIgnoringWhitespaces("no schedule says how often, how long or how large is usual");
    assertThat(message.json()).contains("\"reason\":\"unusual-sequence\"");
    var unknown = DRIVER.withSchedule(new Schedule.Learning(3, 8));
    assertThat(message(List.of(Stories.based(Basis.SEQUENCE, 93, unknown)), List.of()).email())
        .containsIgnoringWhitespaces("no schedule of this job is known");
  }

  @Test
  void every_reason_and_every_end_matches_the_schema() {
    var schema = AlertSchema.read();
    var later = NOW.plusSeconds(60);
    for (var stoppage :
        List.of(
            Stories.scheduler(Stories.WEB),
            Stories.silentHost(Stories.WEB),
            Stories.based(Basis.FAILURES, 0, DRIVER),
            Stories.based(Basis.SEQUENCE, 95, ERROR_LOG))) {
      var open = alert(List.of(stoppage), List.of());
      var gone = new Closure(stoppage.job().id(), "no longer configured", later);
      var retired = decide(open, Stories.gone(later, gone));
      for (var notification : retired.notifications())
        assertThat(schema.problems(notification.message().json())).isEmpty();
      assertThat(retired.notifications().getLast().message().json())
          .contains("\"closing\":\"retired\"");
    }
  }

  private static Alert resolved() {
    var open = alert(List.of(stopped(DRIVER, 9, 94)), List.of(typo("cron-rds")));
    var ran = MISS.plus(Duration.ofDays(9)).plusSeconds(7);
    return decide(
        open,
        Stories.back(ran.plusSeconds(60), new io.stillwatch.core.alert.Recovery(DRIVER, ran)));
  }

  private static Finding explained(String evidence, String remedy, String suggestion) {
    var typo = typo("cron-rds");
    return new Finding(
        typo.id(),
        typo.rule(),
        typo.severity(),
        typo.place(),
        new Explanation("A fault", evidence, remedy, suggestion),
        typo.jobsLost(),
        typo.confidence(),
        typo.life());
  }

  private static Message message(List<Stoppage> stoppages, List<Finding> findings) {
    return alert(stoppages, findings).notifications().getFirst().message();
  }

  private static Alert alert(List<Stoppage> stoppages, List<Finding> findings) {
    return new AlertDecisions(Stories.AT_ONCE)
        .decide(List.of(), at(NOW, stoppages, findings))
        .alerts()
        .getFirst();
  }

  private static Alert decide(Alert open, io.stillwatch.core.alert.Situation situation) {
    return new AlertDecisions(Stories.AT_ONCE).decide(List.of(open), situation).alerts().getFirst();
  }

  private static String golden(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/texts", name), UTF_8);
  }
}
