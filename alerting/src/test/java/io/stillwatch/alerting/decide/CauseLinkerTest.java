// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import static io.stillwatch.alerting.Stories.DRIVER;
import static io.stillwatch.alerting.Stories.ERROR_LOG;
import static io.stillwatch.alerting.Stories.MISS;
import static io.stillwatch.alerting.Stories.TOOLS;
import static io.stillwatch.alerting.Stories.WEB;
import static io.stillwatch.alerting.Stories.finding;
import static io.stillwatch.alerting.Stories.learned;
import static io.stillwatch.alerting.Stories.permission;
import static io.stillwatch.alerting.Stories.rotation;
import static io.stillwatch.alerting.Stories.stopped;
import static io.stillwatch.alerting.Stories.typo;
import static io.stillwatch.core.finding.Finding.Severity.ERROR;
import static io.stillwatch.core.finding.Finding.Severity.INFO;
import static io.stillwatch.core.finding.Finding.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.stillwatch.alerting.Stories;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.feedback.WrongCauses;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CauseLinkerTest {
  private static final Instant BEFORE = MISS.minus(Duration.ofHours(11));
  private static final Location TABLE = new Location(TOOLS, "/etc/cron.d/rds-rotate", 0, 0);
  private static final Host DATABASE = Host.rds("orders-1");

  static Stream<Arguments> one_finding_and_one_silent_job() {
    var gone = learned("cron-gone", TOOLS, "/opt/rds-rotate.sh");
    var other = learned("cron-other", TOOLS, "/opt/backup.sh");
    var database =
        new Job(
            "rds-error",
            JobKind.RDS_LOG,
            "error",
            DATABASE,
            Stories.daily(),
            Definition.LEARNED,
            "error",
            "");
    return Stream.of(
        row("names the job", typo("cron-rds"), DRIVER, CauseLink.REMOVES_JOB),
        row("names the driver", typo("cron-rds"), ERROR_LOG, CauseLink.REMOVES_JOB),
        row("names another job of the same file", typo("cron-backup"), DRIVER, null),
        row(
            "appears a day late",
            at(typo("cron-rds"), MISS.plus(Duration.ofDays(1))),
            DRIVER,
            CauseLink.REMOVES_JOB),
        row(
            "appears later than that",
            at(typo("cron-rds"), MISS.plus(Duration.ofHours(25))),
            DRIVER,
            null),
        row("is fixed", status(typo("cron-rds"), FindingLifecycle.Status.FIXED), DRIVER, null),
        row(
            "is accepted",
            status(typo("cron-rds"), FindingLifecycle.Status.ACCEPTED),
            DRIVER,
            null),
        row(
            "is only for information",
            finding("F", INFO, new Location(TOOLS, "/etc/crontab", 12, 0), BEFORE, "cron-rds"),
            DRIVER,
            null),
        row("is an error on another line", in("/etc/crontab", 3, ERROR), DRIVER, null),
        row(
            "is an error about the file",
            in("/etc/crontab", 0, ERROR),
            DRIVER,
            CauseLink.SAME_FILE),
        row(
            "is a warning on the line",
            in("/etc/crontab", 12, WARNING),
            DRIVER,
            CauseLink.SAME_FILE),
        row(
            "is a warning about the file",
            in("/etc/crontab", 0, WARNING),
            DRIVER,
            CauseLink.SAME_FILE),
        row("is a warning on another line", in("/etc/crontab", 3, WARNING), DRIVER, null),
        row(
            "is a warning within the stanza",
            in("/etc/logrotate.d/rds", 7, WARNING),
            ERROR_LOG,
            CauseLink.SAME_FILE),
        row("is in another file", in("/etc/cron.d/other", 12, WARNING), DRIVER, null),
        row(
            "is in the same file of another host",
            finding("F", ERROR, new Location(WEB, "/etc/crontab", 12, 0), BEFORE),
            DRIVER,
            null),
        row(
            "is about the log",
            in("/var/log/rds/error.log", 0, WARNING),
            ERROR_LOG,
            CauseLink.SAME_LOG),
        row("is about a directory above", in("/var/log", 0, ERROR), ERROR_LOG, CauseLink.SAME_LOG),
        row("is a warning about a directory above", in("/var/log", 0, WARNING), ERROR_LOG, null),
        row("is about a full file system", in("/", 0, ERROR), ERROR_LOG, CauseLink.SAME_LOG),
        row(
            "is about a path with the same prefix",
            in("/var/log/rds/err", 0, ERROR),
            ERROR_LOG,
            null),
        row(
            "is about the instance",
            finding("F", ERROR, new Location(DATABASE, "log_output", 0, 0), BEFORE),
            database,
            CauseLink.SAME_LOG),
        row(
            "is a warning about the instance",
            finding("F", WARNING, new Location(DATABASE, "general_log", 0, 0), BEFORE),
            database,
            null),
        row(
            "rejects an unread table that the command mentions",
            table(BEFORE),
            gone,
            CauseLink.GUESS),
        row(
            "rejects an unread table while nothing else is silent",
            table(BEFORE),
            other,
            CauseLink.GUESS),
        row("rejects a table that does not define the job", table(BEFORE), DRIVER, null),
        row("rejected a table too long ago", table(MISS.minus(Duration.ofHours(49))), gone, null),
        row("rejected a table too late", table(MISS.plus(Duration.ofHours(25))), gone, null),
        row("is a warning about a table", finding("F", WARNING, TABLE, BEFORE), gone, null),
        row("rejects a file that is not a table", in("/etc/hosts", 0, ERROR), gone, null));
  }

  /// What the change of a file does to a job on its line 12.
  static Stream<Arguments> one_change_and_one_silent_job() {
    var line = "0 2 * * * root /usr/sbin/logrotate /etc/logrotate.d/rds";
    var gone = "The job /usr/sbin/logrotate /etc/logrotate.d/rds is gone";
    var out = "A job that ran until now is commented out";
    var otherHost = new Location(WEB, "/etc/crontab", 12, 0);
    return Stream.of(
        row("its line is gone", change("DR01", 0, "- " + line), DRIVER, CauseLink.JOB_REMOVED),
        row(
            "its line is commented out",
            change("DR01", 12, "- " + line + "\n+ #" + line),
            DRIVER,
            CauseLink.JOB_REMOVED),
        row(
            "its line is edited and still runs it",
            change("DR01", 12, "- " + line + "\n+ 5 3" + line.substring(3)),
            DRIVER,
            CauseLink.CHANGED_JOB),
        row(
            "its line is edited, and another edit followed",
            status(
                change("DR01", 12, "- " + line + "\n+ 5 3" + line.substring(3)),
                FindingLifecycle.Status.FIXED),
            DRIVER,
            CauseLink.CHANGED_JOB),
        row(
            "its line was edited before its last good run",
            at(change("DR01", 12, "- a\n+ b"), Stories.SEEN.minusSeconds(60)),
            DRIVER,
            CauseLink.BESIDE),
        row(
            "its line was edited after the first miss",
            at(
                change(
                    "DR01",
                    12,
                    "between " + MISS.plusSeconds(60) + " and " + MISS.plusSeconds(120) + ":\n- a"),
                MISS.plusSeconds(120)),
            DRIVER,
            CauseLink.BESIDE),
        row(
            "its line was edited before the first miss, and found later",
            at(
                change(
                    "DR01",
                    12,
                    "between "
                        + MISS.minusSeconds(60)
                        + " and "
                        + MISS.plusSeconds(900)
                        + ":\n- a"),
                MISS.plusSeconds(900)),
            DRIVER,
            CauseLink.CHANGED_JOB),
        row(
            "its line was edited, and a person accepted that",
            status(change("DR01", 12, "- a\n+ b"), FindingLifecycle.Status.ACCEPTED),
            DRIVER,
            null),
        row(
            "the line of its driver is edited",
            change("DR01", 12, "- a\n+ b"),
            ERROR_LOG,
            CauseLink.CHANGED_JOB),
        row(
            "its program has another mode",
            changeOf("/usr/sbin/logrotate", "mode and owner"),
            DRIVER,
            CauseLink.CHANGED_JOB),
        row("another program has another mode", changeOf("/opt/x", "mode and owner"), DRIVER, null),
        row(
            "its table has another owner",
            changeOf("/etc/crontab", "mode and owner"),
            DRIVER,
            CauseLink.CHANGED_JOB),
        row(
            "its account is another",
            changeOf("user root", "the account"),
            DRIVER,
            CauseLink.CHANGED_JOB),
        row("another account changed", changeOf("user ops", "the account"), DRIVER, null),
        row("another line is edited", change("DR01", 11, "- x\n+ y"), DRIVER, CauseLink.BESIDE),
        row("a comment is edited", change("DR01", 3, "- # a\n+ # b"), DRIVER, CauseLink.BESIDE),
        row(
            "another line with the same command is gone",
            change("DR01", 30, "- " + line),
            DRIVER,
            CauseLink.BESIDE),
        row("the job is gone", titled("CF14", 0, gone, line), DRIVER, CauseLink.JOB_REMOVED),
        row("another job is gone", titled("CF14", 30, "The job x is gone", "x"), DRIVER, null),
        row(
            "the job is commented out",
            titled("CF14", 12, out, "#" + line),
            DRIVER,
            CauseLink.JOB_REMOVED),
        row(
            "another job is commented out",
            titled("CF14", 13, out, "#0 3 * * * root /opt/x"),
            DRIVER,
            null),
        row(
            "it ran after the change",
            at(change("DR01", 0, "- " + line), Stories.SEEN.minusSeconds(60)),
            DRIVER,
            CauseLink.BESIDE),
        row(
            "the change came long after the miss",
            at(change("DR01", 0, "- " + line), MISS.plus(Duration.ofDays(3))),
            DRIVER,
            null),
        row(
            "the change is of another host",
            placed(change("DR01", 0, "- " + line), otherHost),
            DRIVER,
            null),
        row(
            "the driver is gone",
            change("DR01", 0, "- " + line),
            ERROR_LOG,
            CauseLink.JOB_REMOVED));
  }

  /// The driver is retired, so it is not silent: the situation names it.
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void one_change_and_one_silent_job(
      String why, Finding finding, Job job, Optional<CauseLink> expected) {
    var silent = SilentJobs.of(List.of(stopped(job)), List.of(DRIVER));
    var linker = new CauseLinker(silent, List.of(finding));
    assertThat(linker.causes(List.of(stopped(job))).stream().map(Cause::link).findFirst())
        .isEqualTo(expected);
  }

  @Test
  void the_change_that_removed_the_job_comes_before_all_warnings() {
    var line = "0 2 * * * root /usr/sbin/logrotate /etc/logrotate.d/rds";
    var stoppages = List.of(stopped(DRIVER));
    var beside = placed(change("DR01", 3, "- # a"), new Location(TOOLS, "/etc/crontab", 3, 0));
    assertThat(
            causes(
                stoppages,
                in("/etc/crontab", 12, WARNING),
                withId("F-beside", beside),
                change("DR01", 0, "- " + line)))
        .extracting(Cause::link)
        .containsExactly(CauseLink.JOB_REMOVED, CauseLink.SAME_FILE, CauseLink.BESIDE);
  }

  @Test
  void an_edit_of_the_job_comes_before_a_warning_it_ran_with_and_after_an_error_that_stops_it() {
    var edit = change("DR01", 12, "- a\n+ b");
    var stoppages = List.of(stopped(DRIVER));
    assertThat(causes(stoppages, in("/etc/crontab", 12, WARNING), edit, typo("cron-rds")))
        .extracting(Cause::link)
        .containsExactly(CauseLink.REMOVES_JOB, CauseLink.CHANGED_JOB, CauseLink.SAME_FILE);
  }

  @Test
  void what_was_called_the_wrong_cause_is_ranked_behind_all_others_and_is_only_possible() {
    var stoppages = List.of(stopped(DRIVER));
    var warning = withRule("CF05", in("/etc/crontab", 12, WARNING));
    var wrong = new WrongCauses(Set.of(new WrongCauses.OfJob("CC01", "cron-rds")));
    assertThat(causes(stoppages, wrong, typo("cron-rds"), warning))
        .extracting(Cause::link)
        .containsExactly(CauseLink.SAME_FILE, CauseLink.DOUBTED);
    var alone = causes(stoppages, wrong, typo("cron-rds")).getFirst();
    assertThat(alone.confidence()).isEqualTo(Confidence.POSSIBLE);
    var other = new WrongCauses(Set.of(new WrongCauses.OfJob("CC01", "cron-x")));
    assertThat(causes(stoppages, other, typo("cron-rds")).getFirst().link())
        .isEqualTo(CauseLink.REMOVES_JOB);
  }

  @Test
  void what_was_called_the_wrong_cause_of_one_job_still_explains_another() {
    var wrong = new WrongCauses(Set.of(new WrongCauses.OfJob("CC01", "cron-x")));
    var other = stopped(learned("cron-x", TOOLS, "/opt/x.sh"));
    var typo = typo("cron-rds", "cron-x");
    assertThat(causes(List.of(other), wrong, typo).getFirst().link()).isEqualTo(CauseLink.DOUBTED);
    assertThat(causes(List.of(stopped(DRIVER)), wrong, typo).getFirst().link())
        .isEqualTo(CauseLink.REMOVES_JOB);
    assertThat(causes(List.of(other, stopped(DRIVER)), wrong, typo).getFirst().link())
        .isEqualTo(CauseLink.REMOVES_JOB);
  }

  @Test
  void a_job_that_was_never_seen_has_no_good_run_that_a_change_could_follow() {
    var never = new Stoppage(DRIVER, MISS, Instant.EPOCH, 1, 60, Growth.UNKNOWN, List.of());
    assertThat(causes(List.of(never), change("DR01", 12, "- a\n+ b")))
        .extracting(Cause::link)
        .containsExactly(CauseLink.BESIDE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void one_finding_and_one_silent_job(
      String why, Finding finding, Job job, Optional<CauseLink> expected) {
    var linker = linker(List.of(stopped(job)));
    assertThat(linker.link(finding, stopped(job))).isEqualTo(expected);
  }

  @Test
  void a_file_that_defines_the_silent_driver_explains_what_it_drives() {
    var both = List.of(stopped(DRIVER), stopped(ERROR_LOG));
    var linker = linker(both);
    assertThat(linker.link(in("/etc/crontab", 12, ERROR), stopped(ERROR_LOG)))
        .contains(CauseLink.SAME_FILE);
  }

  @Test
  void does_not_guess_between_two_silent_jobs_that_do_not_mention_the_table() {
    var one = stopped(learned("cron-a", TOOLS, "/opt/backup.sh"));
    var other = stopped(learned("cron-b", TOOLS, "/opt/vacuum.sh"));
    assertThat(causes(List.of(one, other), table(BEFORE))).isEmpty();
  }

  @Test
  void guesses_the_job_whose_command_mentions_the_table() {
    var one = stopped(learned("cron-a", TOOLS, "/opt/rds-rotate.sh --all"));
    var other = stopped(learned("cron-b", TOOLS, "/opt/vacuum.sh"));
    var linker = linker(List.of(one, other));
    assertThat(linker.link(table(BEFORE), one)).contains(CauseLink.GUESS);
    assertThat(linker.link(table(BEFORE), other)).isEmpty();
  }

  @Test
  void a_certain_finding_can_still_be_linked_by_a_guess() {
    var job = stopped(learned("cron-gone", TOOLS, "/opt/rds-rotate.sh"));
    var causes = causes(List.of(job), table(BEFORE));
    assertThat(causes)
        .singleElement()
        .satisfies(cause -> {
          assertThat(cause.link()).isEqualTo(CauseLink.GUESS);
          assertThat(cause.finding().confidence()).isEqualTo(Confidence.CERTAIN);
        });
  }

  @Test
  void keeps_every_cause_and_puts_the_strongest_first() {
    var warning = permission();
    var file = in("/etc/crontab", 0, ERROR);
    var early = at(typo("cron-rds"), BEFORE.minusSeconds(60));
    var unsure = unsure(at(finding("F-unsure", ERROR, early.place(), BEFORE, "cron-rds"), MISS));
    var stoppages = List.of(stopped(DRIVER), stopped(ERROR_LOG));
    assertThat(causes(stoppages, warning, file, unsure, early))
        .extracting(cause -> cause.finding().id())
        .containsExactly("F-typo", "F-unsure", file.id(), "F-permission");
  }

  @Test
  void one_finding_is_one_cause_with_its_best_link() {
    var linker = rotation("rot-late", "/var/log/rds/late.log", "cron-rds");
    assertThat(causes(List.of(stopped(linker), stopped(DRIVER)), typo("cron-rds")))
        .singleElement()
        .satisfies(cause -> assertThat(cause.link()).isEqualTo(CauseLink.REMOVES_JOB));
  }

  private static List<Cause> causes(List<Stoppage> stoppages, Finding... findings) {
    return new CauseLinker(SilentJobs.of(stoppages, List.of()), List.of(findings))
        .causes(stoppages);
  }

  private static List<Cause> causes(
      List<Stoppage> stoppages, WrongCauses wrong, Finding... findings) {
    return new CauseLinker(SilentJobs.of(stoppages, List.of()), List.of(findings), wrong)
        .causes(stoppages);
  }

  private static CauseLinker linker(List<Stoppage> stoppages) {
    return new CauseLinker(SilentJobs.of(stoppages, List.of()), List.of());
  }

  private static Arguments row(
      String why, Finding finding, Job job, @org.jspecify.annotations.Nullable CauseLink expected) {
    return arguments(why, finding, job, Optional.ofNullable(expected));
  }

  private static Finding in(String path, int line, Finding.Severity severity) {
    return finding("F" + path, severity, new Location(TOOLS, path, line, 0), BEFORE);
  }

  private static Finding table(Instant firstSeen) {
    return finding("F-table", ERROR, TABLE, firstSeen);
  }

  private static Finding at(Finding finding, Instant firstSeen) {
    return finding.withLife(
        new FindingLifecycle(firstSeen, firstSeen, FindingLifecycle.Status.OPEN));
  }

  private static Finding status(Finding finding, FindingLifecycle.Status status) {
    return finding.withLife(new FindingLifecycle(BEFORE, BEFORE, status));
  }

  private static Finding change(String rule, int line, String evidence) {
    return titled(rule, line, "/etc/crontab: a line changed", evidence);
  }

  private static Finding changeOf(String path, String what) {
    var place = new Location(TOOLS, path, 0, 0);
    return placed(
        titled("DR01", 0, path + ": " + what + " changed", "- 0755 0:0\n+ 0644 0:0"), place);
  }

  private static Finding titled(String rule, int line, String title, String evidence) {
    return new Finding(
        "F-" + rule,
        rule,
        rule.equals("DR01") ? INFO : WARNING,
        new Location(TOOLS, "/etc/crontab", line, 0),
        new Explanation(title, evidence, "# accept it, or put it back", ""),
        List.of(),
        Confidence.CERTAIN,
        new FindingLifecycle(BEFORE, BEFORE, FindingLifecycle.Status.OPEN));
  }

  private static Finding placed(Finding finding, Location place) {
    return new Finding(
        finding.id(),
        finding.rule(),
        finding.severity(),
        place,
        finding.explanation(),
        finding.jobsLost(),
        finding.confidence(),
        finding.life());
  }

  private static Finding withId(String id, Finding finding) {
    return named(id, finding.rule(), finding);
  }

  private static Finding withRule(String rule, Finding finding) {
    return named(finding.id(), rule, finding);
  }

  private static Finding named(String id, String rule, Finding finding) {
    return new Finding(
        id,
        rule,
        finding.severity(),
        finding.place(),
        finding.explanation(),
        finding.jobsLost(),
        finding.confidence(),
        finding.life());
  }

  private static Finding unsure(Finding finding) {
    return new Finding(
        finding.id(),
        finding.rule(),
        finding.severity(),
        finding.place(),
        finding.explanation(),
        finding.jobsLost(),
        Confidence.POSSIBLE,
        finding.life());
  }
}
