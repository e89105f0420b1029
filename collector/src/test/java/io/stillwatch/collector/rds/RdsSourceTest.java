// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.simulator.aws.Fault;
import io.stillwatch.simulator.aws.FaultRule;
import io.stillwatch.simulator.rds.DatabaseInstance;
import io.stillwatch.simulator.rds.Engine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RdsSourceTest {
  private static final String TEXT = "DownloadDBLogFilePortion";
  private static final String SLOW = "slowquery/mysql-slowquery.log";
  private static final String AUDIT = "audit/server_audit.log";
  private static final String HEADING =
      "/rdsdbbin/mysql/bin/mysqld, Version: 8.0.32 (Source distribution). started with:\n"
          + "Tcp port: 3306  Unix socket: /tmp/mysql.sock\n"
          + "Time                 Id Command    Argument\n";

  private final DatabaseInstance database =
      new DatabaseInstance("orders", Engine.MYSQL, "8.0.40", 100);
  private Instant now = Instant.parse("2026-01-15T10:30:00Z");
  private SimulatedAccount account;
  private RdsSources sources;
  private Checkpoint checkpoint = Checkpoint.START;
  private final List<Evidence> stored = new ArrayList<>();
  private int written;

  @BeforeEach
  void start() {
    account = SimulatedAccount.start(List.of(database), () -> now);
    var settings = new RdsSettings(account.region(), account.endpoint().toString(), List.of());
    sources = new RdsSources(settings, () -> now);
  }

  @AfterEach
  void stop() {
    sources.close();
    account.close();
  }

  private void write(String file, int lines) {
    for (int i = 0; i < lines; i++) database.append(file, line(written++) + "\n", now);
  }

  private static String line(int number) {
    return "2026-01-15T10:00:"
        + String.format("%02d", number % 60)
        + ".000000Z "
        + number
        + " [Note] café";
  }

  private void poll() throws Exception {
    var source = sources.watched().getFirst().source();
    var caughtUp = false;
    int polls = 0;
    while (!caughtUp) {
      var batch = source.poll(checkpoint);
      stored.addAll(batch.evidence());
      checkpoint = batch.next();
      caughtUp = batch.caughtUp();
      assertThat(++polls).isLessThan(50);
    }
  }

  private void later(Duration time) {
    now = now.plus(time);
  }

  private List<String> texts() {
    return stored.stream()
        .filter(LogRecord.class::isInstance)
        .map(one -> ((LogRecord) one).line().text())
        .toList();
  }

  private List<Gap> gaps() {
    return stored.stream().filter(Gap.class::isInstance).map(Gap.class::cast).toList();
  }

  private void assertReadOnce() {
    var expected = new ArrayList<String>();
    for (int number = 0; number < written; number++) expected.add(line(number));
    assertThat(texts()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(stored.stream().map(Evidence::id)).doesNotHaveDuplicates();
    assertThat(gaps()).isEmpty();
  }

  @Test
  void t8_the_listing_comes_first_and_holds_all_pages() throws Exception {
    for (int i = 0; i < 1_200; i++) database.touch("audit/server_audit.log." + i, now);
    write(SLOW, 1);
    poll();
    assertThat(stored.getFirst()).isInstanceOf(Listing.class);
    assertThat(((Listing) stored.getFirst()).files()).hasSize(1_201);
  }

  @Test
  void each_poll_tells_a_listing_although_nothing_changed() throws Exception {
    write(SLOW, 1);
    for (int i = 0; i < 3; i++) {
      poll();
      later(Duration.ofMinutes(5));
    }
    assertThat(stored.stream().filter(Listing.class::isInstance)).hasSize(3);
    assertReadOnce();
  }

  @Test
  void long_files_come_page_by_page() throws Exception {
    write(SLOW, 12_345);
    poll();
    assertReadOnce();
  }

  @Test
  void pages_that_overlap_are_told_once() throws Exception {
    write(SLOW, 300);
    poll();
    write(SLOW, 300);
    account.faults().add(FaultRule.at(TEXT, new Fault.Overlap(1_001)).times(3));
    poll();
    assertReadOnce();
  }

  @Test
  void pages_that_overlap_from_within_a_character_are_told_once() throws Exception {
    for (int overlap = 1; overlap < 40; overlap++) {
      database.append(SLOW, "2026-01-15T10:00:00.000000Z 日本語 🙂 " + overlap + "\n", now);
      account.faults().add(FaultRule.at(TEXT, new Fault.Overlap(overlap)).times(1));
      poll();
      account.faults().clear();
    }
    assertThat(texts()).hasSize(39).doesNotHaveDuplicates().allMatch(text -> text.contains("🙂"));
  }

  @Test
  void a_premature_end_is_not_believed() throws Exception {
    write(SLOW, 12_000);
    account.faults().add(FaultRule.at(TEXT, new Fault.EarlyEnd()).times(2));
    poll();
    assertReadOnce();
  }

  @Test
  void t8_a_truncated_page_is_asked_for_again_in_smaller_parts() throws Exception {
    write(SLOW, 1_000);
    account.faults().add(FaultRule.at(TEXT, new Fault.Truncation(5_000)).times(20));
    poll();
    assertReadOnce();
  }

  @Test
  void a_line_that_is_always_cut_leaves_a_gap() throws Exception {
    write(SLOW, 2);
    database.append(SLOW, "2026-01-15T10:01:00.000000Z " + "x".repeat(3_000) + "\n", now);
    write(SLOW, 1);
    account.faults().add(FaultRule.at(TEXT, new Fault.Truncation(1_000)));
    account.faults().add(FaultRule.denied("DownloadCompleteDBLogFile"));
    poll();
    assertThat(gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.bytes()).isBetween(2_000L, 2_100L));
    assertThat(texts()).contains(line(0), line(1), line(2));
  }

  @Test
  void a_byte_that_the_api_refuses_costs_little_and_is_counted() throws Exception {
    write(SLOW, 200);
    database.append(SLOW, "2026-01-15T10:01:00.000000Z bad \u0001 byte\n", now);
    write(SLOW, 200);
    account.faults().add(FaultRule.denied("DownloadCompleteDBLogFile"));
    poll();
    assertThat(gaps()).isNotEmpty();
    assertThat(gaps().stream().mapToLong(Gap::bytes).sum()).isLessThan(300);
    assertThat(texts()).hasSizeGreaterThan(394);
    assertThat(stored.stream().map(Evidence::id)).doesNotHaveDuplicates();
  }

  @Test
  void t8_no_data_in_the_middle_of_a_rotation_is_asked_for_again() throws Exception {
    write(SLOW, 10);
    poll();
    write(SLOW, 10);
    account.faults().add(FaultRule.at(TEXT, new Fault.NullData()).times(2));
    poll();
    assertReadOnce();
  }

  @Test
  void t8_the_bare_zero_of_an_ended_segment_is_understood() throws Exception {
    write(SLOW, 7_000);
    account.faults().add(FaultRule.at(TEXT, new Fault.ZeroMarker()).times(1));
    poll();
    write(SLOW, 10);
    account.faults().add(FaultRule.at(TEXT, new Fault.ZeroMarker()).times(1));
    poll();
    write(SLOW, 10);
    poll();
    assertReadOnce();
  }

  @Test
  void the_tail_of_an_hourly_file_is_finished_under_its_new_name() throws Exception {
    database.append(SLOW, HEADING, now);
    write(SLOW, 20);
    poll();
    write(SLOW, 5);
    later(Duration.ofMinutes(35));
    database.rotate(SLOW, SLOW + ".2026-01-15.10", now);
    database.append(SLOW, HEADING, now);
    write(SLOW, 40);
    poll();
    assertThat(texts().stream().filter(text -> text.contains("[Note]")))
        .hasSize(65)
        .doesNotHaveDuplicates();
    assertThat(stored.stream().map(Evidence::id)).doesNotHaveDuplicates();
    assertThat(gaps()).isEmpty();
  }

  @Test
  void a_file_of_nothing_but_a_heading_never_passes_for_another() throws Exception {
    database.append(SLOW, HEADING, now);
    poll();
    later(Duration.ofDays(1));
    database.rotate(SLOW, SLOW + ".2026-01-16", now);
    database.append(SLOW, HEADING, now);
    poll();
    later(Duration.ofDays(1));
    write(SLOW, 3);
    database.rotate(SLOW, SLOW + ".2026-01-17", now);
    database.append(SLOW, HEADING, now);
    write(SLOW, 4);
    database.delete(SLOW + ".2026-01-16");
    poll();
    assertThat(texts().stream().filter(text -> text.contains("[Note]"))).hasSize(7);
    assertThat(texts().stream().filter(text -> text.startsWith("Tcp port"))).hasSize(3);
    assertThat(stored.stream().map(Evidence::id)).doesNotHaveDuplicates();
    assertThat(gaps()).isEmpty();
  }

  @Test
  void numbered_files_that_shift_while_they_are_read_are_told_once() throws Exception {
    for (int round = 0; round < 6; round++) {
      write(AUDIT, 30);
      poll();
      write(AUDIT, 10);
      later(Duration.ofMinutes(1));
      database.rotateNumbered(AUDIT, now);
      write(AUDIT, 5);
      poll();
    }
    assertReadOnce();
  }

  @Test
  void a_file_renamed_between_the_listing_and_its_text_is_found_again() throws Exception {
    write(AUDIT, 30);
    poll();
    write(AUDIT, 10);
    account.faults().add(FaultRule.at(TEXT, new Fault.RenamedFirst()).times(1));
    poll();
    later(Duration.ofMinutes(1));
    write(AUDIT, 5);
    poll();
    assertReadOnce();
  }

  @Test
  void a_file_that_is_not_found_is_only_late() throws Exception {
    write(SLOW, 10);
    account.faults().add(FaultRule.at(TEXT, Fault.fileNotFound()).times(1));
    poll();
    later(Duration.ofMinutes(1));
    poll();
    assertReadOnce();
  }

  @Test
  void a_file_that_is_deleted_unread_leaves_a_gap() throws Exception {
    write(SLOW, 10);
    poll();
    write(SLOW, 5);
    account.faults().add(FaultRule.at(TEXT, new Fault.NullData()));
    account.faults().add(FaultRule.denied("DownloadCompleteDBLogFile"));
    poll();
    account.faults().clear();
    database.delete(SLOW);
    poll();
    assertThat(gaps()).singleElement().satisfies(gap -> assertThat(gap.why()).contains("deleted"));
  }

  @Test
  void a_denied_listing_names_the_action_and_the_instance() {
    account.faults().add(FaultRule.denied("DescribeDBLogFiles"));
    var denied = catchThrowableOfType(SourceException.Permanent.class, this::poll);
    assertThat(denied.rule()).isEqualTo("IA02");
    assertThat(denied.remedy())
        .contains("rds:DescribeDBLogFiles")
        .contains("arn:aws:rds:eu-central-1:123456789012:db:orders");
  }

  @Test
  void denied_text_is_a_finding_and_listings_go_on() throws Exception {
    write(SLOW, 3);
    account.faults().add(FaultRule.denied(TEXT));
    for (int round = 0; round < 3; round++) {
      var denied = catchThrowableOfType(SourceException.Permanent.class, this::poll);
      assertThat(denied.remedy()).contains("rds:" + TEXT);
      later(Duration.ofMinutes(1));
    }
    assertThat(stored.stream().filter(Listing.class::isInstance)).hasSize(3);
    account.faults().clear();
    poll();
    assertReadOnce();
  }

  @Test
  void denied_discovery_names_its_action() {
    account.faults().add(FaultRule.denied("DescribeDBInstances"));
    var denied = catchThrowableOfType(SourceException.Permanent.class, () -> sources.watched());
    assertThat(denied.remedy()).contains("rds:DescribeDBInstances");
  }

  @Test
  void throttling_waits_and_keeps_what_was_read() throws Exception {
    write(SLOW, 12_000);
    account.faults().add(FaultRule.at(TEXT, Fault.throttling()).where("Marker", "0").times(9));
    var throttled = catchThrowableOfType(SourceException.Retryable.class, this::poll);
    assertThat(throttled.after()).isEqualTo(Duration.ofSeconds(30));
    account.faults().clear();
    poll();
    assertReadOnce();
  }

  @Test
  void a_flush_by_rds_itself_is_a_rotation() throws Exception {
    database.append(
        SLOW,
        HEADING
            + "# Time: 2026-01-15T10:00:06.278162Z\n"
            + "# User@Host: rdsadmin[rdsadmin] @ localhost [127.0.0.1]  Id:     7\n"
            + "# Query_time: 0.002968  Lock_time: 0.000000 Rows_sent: 0  Rows_examined: 0\n"
            + "SET timestamp=1768471206;\nFLUSH SLOW LOGS;\n"
            + "# Time: 2026-01-15T10:00:07.000000Z\n"
            + "# User@Host: app[app] @ localhost []  Id:     8\nFLUSH SLOW LOGS;\n",
        now);
    poll();
    var rotations =
        stored.stream()
            .filter(one ->
                one instanceof LogRecord record && record.event() instanceof LogEvent.Rotated)
            .toList();
    assertThat(rotations).singleElement();
    assertThat(rotations.getFirst().at()).isEqualTo(Instant.parse("2026-01-15T10:00:06.278162Z"));
  }

  @Test
  void an_error_log_that_is_moved_into_another_is_told_once() throws Exception {
    for (int round = 0; round < 4; round++) {
      write("error/mysql-error.log", 3);
      poll();
      later(Duration.ofMinutes(5));
      database.flush("error/mysql-error.log", "error/mysql-error-running.log", now);
      poll();
    }
    assertThat(texts()).hasSize(12 + 3);
  }

  @Test
  void a_quiet_poll_of_many_files_makes_one_request() throws Exception {
    for (int hour = 0; hour < 40; hour++)
      database.append(
          String.format("error/postgresql.log.2026-01-%02d-%02d", 1 + hour / 24, hour % 24),
          "2026-01-01 00:00:00 UTC::@:[1]:LOG:  " + hour + "\n",
          now);
    poll();
    var source = sources.watched().getFirst().source();
    var before = account.calls().values().stream().mapToLong(Long::longValue).sum();
    later(Duration.ofMinutes(1));
    source.poll(checkpoint);
    assertThat(account.calls().values().stream().mapToLong(Long::longValue).sum() - before).isOne();
    assertThat(texts()).hasSize(40);
    assertThat(checkpoint.value().getBytes(StandardCharsets.UTF_8).length).isLessThan(30_000);
  }
}
