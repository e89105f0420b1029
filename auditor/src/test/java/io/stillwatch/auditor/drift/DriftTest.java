// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.drift;

import static io.stillwatch.auditor.HostFixture.NOW;
import static io.stillwatch.core.finding.Confidence.CERTAIN;
import static io.stillwatch.core.finding.Confidence.LIKELY;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.HostFixture;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Finding.Severity;
import io.stillwatch.core.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DriftTest {
  private static final String TABLE =
      "# jobs\n15 2 * * * root mysqldump x\n20 3 * * * ops /opt/tools/rotate.sh\n";

  private static HostFixture host(String table) {
    return HostFixture.debian().furnished().file("/etc/cron.d/jobs", table);
  }

  @Test
  void equal_configurations_have_none() {
    var config = host(TABLE).request().config();

    assertThat(Drift.between(config, config)).isEmpty();
  }

  @Test
  void a_line_that_was_edited_is_paired_with_what_it_was() {
    var changes =
        Drift.between(
            host(TABLE).request().config(),
            host("# new\n" + TABLE.replace("15 2", "15 4")).request().config());

    assertThat(changes)
        .containsExactly(
            new Change("/etc/cron.d/jobs", 1, "a line", "", "# new"),
            new Change(
                "/etc/cron.d/jobs",
                3,
                "a line",
                "15 2 * * * root mysqldump x",
                "15 4 * * * root mysqldump x"));
  }

  @Test
  void lines_that_only_moved_did_not_change() {
    var moved = "20 3 * * * ops /opt/tools/rotate.sh\n# jobs\n15 2 * * * root mysqldump x\n";

    assertThat(Drift.between(host(TABLE).request().config(), host(moved).request().config()))
        .isEmpty();
  }

  @Test
  void the_mode_of_a_script_touches_the_job_that_runs_it() {
    var before = host(TABLE);
    var after = host(TABLE).stat("/opt/tools/rotate.sh", "f", "0644", 0).before(before);

    assertThat(after.findings())
        .filteredOn(f -> f.rule().equals("DR01"))
        .singleElement()
        .satisfies(f -> assertThat(f.explanation().title()).endsWith("which touches rotate.sh"));
  }

  @Test
  void what_only_one_of_the_two_tells_is_no_change() {
    var after = host(TABLE).stat("/opt/tools/other.sh", "f", "0644", 0).before(host(TABLE));

    assertThat(after.rules()).doesNotContain("DR01");
  }

  @Test
  void a_job_that_is_gone_is_named_once_whether_its_line_or_its_file_went() {
    var line = host("# jobs\n15 2 * * * root mysqldump x\n").before(host(TABLE));
    var file = HostFixture.debian().furnished().before(host(TABLE));

    assertThat(line.only("CF14").explanation().title()).contains("/opt/tools/rotate.sh is gone");
    assertThat(file.rules()).filteredOn("CF14"::equals).hasSize(2);
  }

  @Test
  void a_job_whose_line_became_a_comment_is_lost_under_the_id_that_it_had() {
    var lost = host(TABLE).jobs().getLast().id();
    var commented = TABLE.replace("20 3", "# 20 3");

    var finding = host(commented).before(host(TABLE)).only("CF14");

    assertThat(finding.explanation().title())
        .isEqualTo("The job /opt/tools/rotate.sh is commented out");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.place().line()).isEqualTo(3);
    assertThat(finding.jobsLost()).containsExactly(lost);
  }

  @Test
  void a_commented_job_that_ran_is_lost_without_a_snapshot_before_and_named_once() {
    var lost = host(TABLE).jobs().getLast().id();
    var after = host(TABLE.replace("20 3", "#20 3"));
    after.ran("ops", "/opt/tools/rotate.sh", NOW.minus(Duration.ofDays(9)), NOW, 9);

    assertThat(after.only("CF14").jobsLost()).containsExactly(lost);
    assertThat(after.before(host(TABLE)).only("CF14").jobsLost()).containsExactly(lost);
  }

  @Test
  void a_job_that_only_moved_to_another_table_is_not_gone() {
    var moved =
        host("# jobs\n15 2 * * * root mysqldump x\n")
            .file("/etc/cron.d/other", "20 3 * * * ops /opt/tools/rotate.sh\n");

    assertThat(moved.before(host(TABLE)).rules()).doesNotContain("CF14");
  }

  @Test
  void the_rotations_of_a_removed_logrotate_line_are_lost_too() {
    var before = rotating("25 6 * * * root /usr/sbin/logrotate /etc/logrotate.conf\n");
    var after = rotating("# nothing\n");

    assertThat(after.before(before).only("CF14").jobsLost())
        .containsExactlyElementsOf(before.jobs().stream().map(Job::id).toList());
  }

  @Test
  void rotations_that_another_line_drives_now_are_not_lost() {
    var before = rotating("25 6 * * * root /usr/sbin/logrotate /etc/logrotate.conf\n");
    var after = rotating("25 7 * * * root /usr/sbin/logrotate -s /x /etc/logrotate.conf\n");

    assertThat(after.before(before).findings())
        .filteredOn(f -> f.rule().equals("CF14"))
        .allSatisfy(f -> assertThat(f.jobsLost()).hasSize(1));
  }

  private static HostFixture rotating(String table) {
    return host(table).file("/etc/logrotate.conf", "/var/log/app.log {\n weekly\n}\n");
  }

  private static final String GOOD = "20 3 * * * ops mysqldump x\n";
  private static final String TYPO = "20 3 * * * ops mysqldmp x\n";

  static Stream<Arguments> edits() {
    var due = NOW.minus(Duration.ofHours(9));
    var stopped = due.minus(Duration.ofDays(9));
    var twice = host(TYPO).file("/etc/cron.d/other", GOOD);
    return Stream.of(
        Arguments.of("it ran until the edit", host(TYPO), due, 40, CERTAIN),
        Arguments.of("it stopped long before the edit", host(TYPO), stopped, 40, LIKELY),
        Arguments.of("it ran once only", host(TYPO), due, 1, LIKELY),
        Arguments.of("it ran after the edit", host(TYPO), NOW.plusSeconds(60), 40, LIKELY),
        Arguments.of("another line runs it", twice, due, 40, LIKELY),
        Arguments.of("the new one may exist", host(TYPO).partlyKnown(), due, 40, LIKELY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void a_mistyped_edit_is_certain_only_with_evidence(
      String row, HostFixture after, Instant lastRun, int runs, Confidence confidence) {
    var first = NOW.minus(Duration.ofDays(50));
    after.ran("ops", "mysqldump x", first, lastRun, runs).before(host(GOOD));

    assertThat(after.findings())
        .filteredOn(f -> f.explanation().title().startsWith("An edit made"))
        .extracting(Finding::confidence)
        .containsExactly(confidence);
  }

  @Test
  void an_edit_of_a_script_that_ran_is_likely_mistyped_where_no_file_is_known() {
    var before = HostFixture.debian().file("/etc/cron.d/x", "20 3 * * * root /opt/rotate.sh\n");
    var after =
        HostFixture.debian()
            .file("/etc/cron.d/x", "20 3 * * * root /opt/rotat.sh\n")
            .ran("root", "/opt/rotate.sh", NOW.minus(Duration.ofDays(9)), NOW.minusSeconds(9), 9);

    var finding = after.before(before).only("CC01");

    assertThat(finding.confidence()).isEqualTo(LIKELY);
    assertThat(finding.explanation().suggestion()).isEqualTo("/opt/rotate.sh");
  }
}
