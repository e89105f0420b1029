// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.collector.aws.AwsAccess;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.collector.database.Carried;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.simulator.aws.Fault;
import io.stillwatch.simulator.aws.FaultRule;
import io.stillwatch.simulator.rds.DatabaseInstance;
import io.stillwatch.simulator.rds.Engine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What pages leave out without a sign comes back once the file is closed.
class RdsReconciliationTest {
  private static final String TEXT = "DownloadDBLogFilePortion";
  private static final String WHOLE = "DownloadCompleteDBLogFile";
  private static final String SLOW = "slowquery/mysql-slowquery.log";
  private static final String AUDIT = "audit/server_audit.log";

  private final DatabaseInstance database =
      new DatabaseInstance("orders", Engine.MYSQL, "8.0.40", 100);
  private final List<RdsSources> opened = new ArrayList<>();
  private final Map<String, Evidence> stored = new LinkedHashMap<>();
  private Instant now = Instant.parse("2026-01-15T10:30:00Z");
  private SimulatedAccount account;
  private LogSource source;
  private Checkpoint checkpoint = Checkpoint.START;
  private int written;
  private Instant completeUntil = Instant.MIN;

  @BeforeEach
  void start() throws Exception {
    account = SimulatedAccount.start(List.of(database), () -> now);
    restart();
  }

  @AfterEach
  void stop() {
    opened.forEach(RdsSources::close);
    account.close();
  }

  private void restart() throws Exception {
    var settings = new RdsSettings(account.region(), account.endpoint().toString(), List.of());
    var sources = new RdsSources(settings, () -> now);
    opened.add(sources);
    source = sources.watched().getFirst().source();
  }

  private void write(String file, int lines) {
    for (int i = 0; i < lines; i++) database.append(file, line(written++) + "\n", now);
  }

  private static String line(int number) {
    return "2026-01-15T10:00:00.000000Z " + number + " [Note] café " + "x".repeat(number % 40);
  }

  private static String hour(int number) {
    return "error/postgresql.log.2026-01-15-" + number;
  }

  /// One round of polls; what has an id already is stored already.
  private void poll() throws Exception {
    var caughtUp = false;
    for (int polls = 0; !caughtUp; polls++) {
      var before = downloads();
      var batch = source.poll(checkpoint);
      assertThat(downloads() - before).isLessThanOrEqualTo(1);
      batch.evidence().forEach(one -> stored.putIfAbsent(one.id(), one));
      checkpoint = batch.next();
      caughtUp = batch.caughtUp();
      if (caughtUp) completeUntil = batch.completeUntil();
      assertThat(polls).isLessThan(50);
    }
    now = now.plus(Duration.ofMinutes(1));
  }

  /// Polls until pages are known to have left out lines, and nothing is repaired yet.
  private Batch seeDamage() throws Exception {
    for (int polls = 0; polls < 50; polls++) {
      var batch = source.poll(checkpoint);
      batch.evidence().forEach(one -> stored.putIfAbsent(one.id(), one));
      checkpoint = batch.next();
      if (checkpoint.value().contains("\"damaged\":true")) return batch;
    }
    throw new AssertionError("no damage is seen");
  }

  private void polls(int number) throws Exception {
    for (int i = 0; i < number; i++) poll();
  }

  private void leaveOut(int oneIn) {
    account.faults().add(FaultRule.at(TEXT, new Fault.LeftOut(oneIn, 7)));
  }

  /// The last file of MySQL gets its closed name, and another is begun.
  private void rotateSlow() {
    database.rotate(SLOW, SLOW + "." + now.toString().substring(0, 13).replace('T', '.'), now);
    write(SLOW, 1);
  }

  private long downloads() {
    return account.calls().getOrDefault(WHOLE, 0L);
  }

  private List<String> texts() {
    return stored.values().stream()
        .filter(LogRecord.class::isInstance)
        .map(one -> ((LogRecord) one).line().text())
        .filter(text -> !text.isBlank())
        .toList();
  }

  private List<Gap> gaps() {
    return stored.values().stream().filter(Gap.class::isInstance).map(Gap.class::cast).toList();
  }

  private void assertAllOnce() {
    var expected = new ArrayList<String>();
    for (int number = 0; number < written; number++) expected.add(line(number));
    assertThat(texts()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(gaps()).isEmpty();
  }

  private void assertSomeMissing() {
    assertThat(texts()).hasSizeLessThan(written).doesNotHaveDuplicates();
    assertThat(gaps()).isEmpty();
  }

  @Test
  void lines_left_out_of_a_renamed_file_come_back() throws Exception {
    leaveOut(5);
    for (int round = 0; round < 4; round++) {
      write(SLOW, 50);
      poll();
    }
    assertSomeMissing();
    account.faults().clear();
    rotateSlow();
    polls(3);
    assertAllOnce();
  }

  @Test
  void lines_left_out_of_a_dated_file_come_back() throws Exception {
    leaveOut(5);
    for (int round = 0; round < 4; round++) {
      write(hour(10), 50);
      poll();
    }
    assertSomeMissing();
    account.faults().clear();
    write(hour(11), 5);
    polls(3);
    assertAllOnce();
  }

  @Test
  void lines_left_out_of_a_numbered_file_come_back_whatever_its_number_is() throws Exception {
    leaveOut(5);
    for (int round = 0; round < 5; round++) {
      write(AUDIT, 40);
      poll();
      database.rotateNumbered(AUDIT, now);
      write(AUDIT, 10);
    }
    account.faults().clear();
    database.rotateNumbered(AUDIT, now);
    write(AUDIT, 1);
    polls(5);
    assertAllOnce();
  }

  @Test
  void a_round_that_checks_a_closed_file_tells_all_the_same_how_far_all_is_complete()
      throws Exception {
    write(SLOW, 5);
    poll();
    for (int round = 0; round < 4; round++) {
      now = now.plus(Duration.ofHours(1));
      rotateSlow();
      var before = downloads();
      poll();
      assertThat(completeUntil).isEqualTo(now.minus(Duration.ofMinutes(1)));
      assertThat(downloads()).isGreaterThan(before);
    }
  }

  @Test
  void a_file_without_damage_is_fetched_once_and_brings_nothing() throws Exception {
    write(hour(10), 3_000);
    poll();
    write(hour(11), 1);
    polls(10);
    assertThat(downloads()).isEqualTo(1);
    assertAllOnce();
  }

  @Test
  void a_file_that_may_still_grow_is_not_fetched() throws Exception {
    for (int round = 0; round < 5; round++) {
      write(hour(10), 20);
      write(SLOW, 20);
      poll();
    }
    polls(70); // an hour in which nothing is written either
    assertThat(downloads()).isZero();
  }

  @Test
  void a_closed_file_that_grows_all_the_same_is_checked_again_for_its_new_end() throws Exception {
    write(hour(10), 100);
    poll();
    write(hour(11), 1);
    polls(3);
    assertThat(downloads()).isEqualTo(1);
    leaveOut(3);
    write(hour(10), 30);
    write(hour(11), 1);
    poll();
    account.faults().clear();
    now = now.plus(Duration.ofMinutes(1));
    write(hour(11), 1);
    polls(3);
    assertThat(downloads()).isEqualTo(3); // seen to differ, repaired
    assertAllOnce();
  }

  @Test
  void many_files_are_fetched_one_at_a_poll_and_each_once() throws Exception {
    for (int hour = 10; hour < 21; hour++) {
      write(hour(hour), 10);
      now = now.plus(Duration.ofHours(1));
    }
    poll();
    assertThat(downloads()).isBetween(1L, 2L); // the rest does not hold up this round
    polls(10);
    assertThat(downloads()).isEqualTo(10);
    assertAllOnce();
  }

  @Test
  void without_the_permission_nothing_changes_and_a_finding_names_the_action() throws Exception {
    account.faults().add(FaultRule.denied(WHOLE));
    account.faults().add(FaultRule.at(TEXT, new Fault.LeftOut(5, 7)).times(1));
    write(hour(10), 50);
    poll();
    for (int hour = 11; hour < 16; hour++) {
      write(hour(hour), 50);
      poll();
    }
    assertThat(downloads()).isEqualTo(1);
    assertSomeMissing();
    assertThat(source.shortcomings())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.rule()).isEqualTo("IA02");
          assertThat(one.getMessage()).contains("closed files cannot be checked");
          assertThat(one.remedy()).contains("rds:" + WHOLE).contains("db:orders");
        });
    polls(120);
    assertThat(downloads()).isEqualTo(3);

    account.faults().clear();
    polls(70);
    assertAllOnce();
    assertThat(source.shortcomings()).isEmpty();
  }

  @Test
  void without_the_permission_a_checkpoint_does_not_grow_without_end() throws Exception {
    account.faults().add(FaultRule.denied(WHOLE));
    for (int file = 1000; file < 1150; file++) {
      write("error/postgresql.log.2026-01-15-" + file, 1);
      now = now.plus(Duration.ofSeconds(10));
    }
    polls(10);
    assertThat(checkpoint.value().split("\"sum\"", -1)).hasSizeBetween(100, 103);
    account.faults().clear();
    polls(200);
    assertThat(downloads()).isBetween(101L, 105L);
    assertAllOnce();
  }

  @Test
  void lines_without_a_time_have_the_same_when_they_are_read_again() throws Exception {
    var told = new ArrayList<LogRecord>();
    database.append(hour(10), "a line without a time\n", now);
    write(hour(10), 1);
    leaveOut(1);
    poll();
    var first = now;
    write(hour(10), 3);
    now = now.plus(Duration.ofDays(1));
    write(hour(10), 1);
    poll();
    account.faults().clear();
    write(hour(11), 1);
    seeDamage();
    var batch = source.poll(checkpoint);
    if (batch.evidence().isEmpty()) batch = source.poll(batch.next());
    for (var one : batch.evidence()) if (one instanceof LogRecord record) told.add(record);
    assertThat(told).isNotEmpty();
    for (var record : told)
      if (record.line().text().equals("a line without a time"))
        assertThat(record.at()).isBefore(first);
    assertThat(told.getFirst().line().text()).isEqualTo("a line without a time");
  }

  @Test
  void a_request_that_fails_waits_and_holds_up_nothing() throws Exception {
    leaveOut(5);
    write(hour(10), 50);
    poll();
    account.faults().clear();
    account.faults().add(FaultRule.at(WHOLE, Fault.serverError()).times(3));
    write(hour(11), 50);
    var listings = stored.values().stream().filter(Listing.class::isInstance).count();
    for (int round = 0; round < 5; round++) {
      write(hour(11), 10);
      poll();
    }
    assertThat(downloads()).isEqualTo(1);
    assertThat(texts()).contains(line(written - 1));
    assertThat(stored.values().stream().filter(Listing.class::isInstance))
        .hasSize((int) listings + 5);
    polls(40);
    assertThat(downloads()).isEqualTo(5); // three failures, the comparison, the repair
    assertAllOnce();
  }

  @Test
  void damage_that_cannot_be_repaired_is_a_gap() throws Exception {
    leaveOut(5);
    write(hour(10), 50);
    poll();
    account.faults().clear();
    write(hour(11), 1);
    seeDamage();
    account.faults().add(FaultRule.at(WHOLE, Fault.serverError()));
    polls(100);
    assertThat(downloads()).isEqualTo(7);
    assertDamageIsCounted();
  }

  @Test
  void damage_of_a_file_that_is_deleted_before_its_repair_is_a_gap() throws Exception {
    leaveOut(5);
    write(hour(10), 50);
    poll();
    account.faults().clear();
    write(hour(11), 1);
    seeDamage();
    account.faults().add(FaultRule.denied(WHOLE));
    polls(3);
    assertSomeMissing();
    database.delete(hour(10));
    polls(3);
    assertDamageIsCounted();
  }

  private void assertDamageIsCounted() {
    long bytes = 0;
    for (int number = 0; number < 50; number++)
      bytes += line(number).getBytes(StandardCharsets.UTF_8).length + 1;
    assertThat(gaps()).singleElement().extracting(Gap::bytes).isEqualTo(bytes);
  }

  @Test
  void listing_and_text_do_not_wait_for_a_whole_file() throws Exception {
    write(hour(10), 50);
    poll();
    write(hour(11), 50);
    var news = source.poll(checkpoint);
    assertThat(news.evidence()).hasSize(51);
    assertThat(news.completeUntil()).isEqualTo(now);
    assertThat(news.caughtUp()).isFalse();
    assertThat(downloads()).isZero();
    write(hour(11), 1);
    var check = source.poll(news.next());
    assertThat(downloads()).isEqualTo(1);
    assertThat(check.evidence()).isEmpty();
    assertThat(source.poll(check.next()).evidence()).hasSize(2);
  }

  @Test
  void text_that_comes_after_all_takes_the_place_of_what_was_promised() {
    var read = Reconciliation.NOTHING.and(0, 10, "0123456789", false);
    var promised = read.promised(10, 30).promised(10, 40);
    assertThat(promised.bytes()).isEqualTo(40);
    assertThat(promised.and(10, 20, "abcdefghij", false))
        .isEqualTo(read.and(10, 20, "abcdefghij", false));
  }

  @Test
  void a_whole_file_that_breaks_off_after_it_was_read_is_closed_in_peace() {
    var closed = new AtomicBoolean();
    WholeFiles.close(
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Connection reset");
          }

          @Override
          public void close() throws IOException {
            closed.set(true);
            throw new IOException("Connection reset");
          }
        });
    assertThat(closed).isTrue();
  }

  @Test
  void a_file_that_never_comes_whole_is_not_asked_for_without_end() throws Exception {
    account.faults().add(FaultRule.at(WHOLE, Fault.serverError()));
    write(hour(10), 50);
    write(hour(11), 1);
    now = now.plus(Duration.ofMinutes(1));
    write(hour(11), 1);
    polls(200);
    assertThat(downloads()).isEqualTo(6);
    assertAllOnce();
  }

  @Test
  void a_file_renamed_since_the_listing_is_found_by_the_next() throws Exception {
    leaveOut(5);
    write(SLOW, 100);
    poll();
    account.faults().clear();
    rotateSlow();
    account.faults().add(FaultRule.at(WHOLE, Fault.fileNotFound()).times(1));
    polls(4);
    assertThat(downloads()).isEqualTo(1);
    polls(10);
    assertThat(downloads()).isEqualTo(3);
    assertAllOnce();
  }

  @Test
  void a_restart_between_damage_and_repair_changes_nothing() throws Exception {
    leaveOut(5);
    write(hour(10), 100);
    poll();
    account.faults().clear();
    restart();
    write(hour(11), 1);
    seeDamage();
    assertSomeMissing();
    restart();
    poll();
    assertAllOnce();
  }

  @Test
  void a_long_repair_goes_on_after_a_restart_where_it_stood() throws Exception {
    leaveOut(40);
    write(hour(10), 30_000);
    poll();
    account.faults().clear();
    write(hour(11), 1);
    var seen = seeDamage();
    assertThat(seen.caughtUp()).isFalse();
    restart();
    var first = source.poll(checkpoint);
    if (first.evidence().stream().noneMatch(LogRecord.class::isInstance)) {
      checkpoint = first.next(); // text had its turn
      first = source.poll(checkpoint);
    }
    assertThat(first.evidence()).hasSizeBetween(20_000, 25_000);
    assertThat(first.caughtUp()).isFalse();
    assertThat(first.completeUntil()).isEqualTo(Instant.MIN);
    first.evidence().forEach(one -> stored.putIfAbsent(one.id(), one));
    checkpoint = first.next();
    restart();
    poll();
    assertAllOnce();
    assertThat(downloads()).isEqualTo(3);
  }

  @Test
  void only_what_is_near_the_damage_is_told_again() throws Exception {
    for (int round = 0; round < 6; round++) {
      if (round == 3) leaveOut(100);
      write(hour(10), 20_000);
      poll();
      account.faults().clear();
    }
    write(hour(11), 1);
    seeDamage();
    assertSomeMissing();
    long repeated = 0;
    for (int round = 0; round < 20; round++) {
      var batch = source.poll(checkpoint);
      repeated += batch.evidence().stream().filter(LogRecord.class::isInstance).count();
      batch.evidence().forEach(one -> stored.putIfAbsent(one.id(), one));
      checkpoint = batch.next();
      now = now.plus(Duration.ofMinutes(1));
    }
    assertThat(repeated).isLessThan(60_000);
    assertAllOnce();
  }

  @Test
  void a_record_of_several_lines_gets_its_line_beside_the_blank_one() throws Exception {
    leaveOut(2);
    for (int i = 0; i < 20; i++) {
      write(hour(10), 1);
      database.append(hour(10), "\tDETAIL of " + i + "\n", now);
    }
    poll();
    account.faults().clear();
    write(hour(11), 1);
    polls(3);
    assertThat(texts()).hasSize(41).doesNotHaveDuplicates();
    assertThat(texts().stream().filter(text -> text.contains("DETAIL"))).hasSize(20);
  }

  @Test
  void a_last_line_without_an_end_is_no_damage() throws Exception {
    write(hour(10), 10);
    database.append(hour(10), line(written++), now);
    poll();
    write(hour(11), 1);
    polls(5);
    assertThat(downloads()).isEqualTo(1);
    assertAllOnce();
  }

  @Test
  void bytes_that_are_no_utf_8_are_no_damage() throws Exception {
    write(hour(10), 10);
    writeBytes(hour(10), "2026-01-15T10:00:00Z caf", 0xe9, "\n");
    write(hour(10), 10);
    poll();
    write(hour(11), 1);
    polls(5);
    assertThat(downloads()).isEqualTo(1);
    assertThat(texts()).hasSize(22).doesNotHaveDuplicates();
    assertThat(gaps()).isEmpty();
  }

  @Test
  void around_bytes_that_are_no_utf_8_only_what_was_missing_comes() throws Exception {
    leaveOut(5);
    write(hour(10), 30);
    writeBytes(hour(10), "2026-01-15T10:00:00Z caf", 0xe9, " first\n");
    write(hour(10), 30);
    writeBytes(hour(10), "2026-01-15T10:00:00Z caf", 0xe9, " sec");
    poll();
    writeBytes(hour(10), "on", 0xe9, "d\n");
    write(hour(10), 30);
    poll();
    assertThat(texts()).hasSizeLessThan(93);
    account.faults().clear();
    write(hour(11), 1);
    polls(5);
    assertOthersOnce();
    assertThat(texts().stream().filter(text -> text.contains("caf\ufffd first")))
        .hasSizeBetween(1, 2);
    assertThat(texts().stream().filter(text -> text.contains("caf\ufffd sec")))
        .hasSizeBetween(1, 2);
    assertThat(gaps()).isEmpty();
  }

  @Test
  void an_overlap_of_bytes_that_are_no_utf_8_is_told_once() throws Exception {
    write(hour(10), 10);
    poll();
    account.faults().add(FaultRule.at(TEXT, new Fault.Overlap(100)));
    writeBytes(hour(10), "2026-01-15T10:00:00Z caf", 0xe9, "\n");
    write(hour(10), 10);
    poll();
    account.faults().clear();
    assertThat(downloads()).isEqualTo(1); // for the places of the lines
    assertThat(texts()).hasSize(21).doesNotHaveDuplicates();
  }

  @Test
  void damage_among_lines_without_a_place_is_counted() throws Exception {
    account.faults().add(FaultRule.denied(WHOLE));
    leaveOut(5);
    write(hour(10), 30);
    writeBytes(hour(10), "2026-01-15T10:00:00Z ", 0xe2, 0x82, " two bytes for one character\n");
    write(hour(10), 30);
    poll();
    assertThat(source.shortcomings()).hasSize(1);
    var told = texts();
    account.faults().clear();
    now = now.plus(Duration.ofHours(2));
    write(hour(11), 1);
    polls(5);
    assertThat(texts()).hasSize(told.size() + 1).doesNotHaveDuplicates();
    long size = database.content(hour(10)).orElseThrow().length;
    assertThat(gaps()).singleElement().extracting(Gap::bytes).isEqualTo(size);
  }

  @Test
  void text_without_certain_places_does_not_wait_for_a_whole_file_that_fails() throws Exception {
    account.faults().add(FaultRule.at(WHOLE, Fault.serverError()));
    write(hour(10), 5);
    writeBytes(hour(10), "2026-01-15T10:00:00Z ", 0xe2, 0x82, " two bytes for one character\n");
    poll();
    assertThat(texts()).hasSize(6);
    assertThat(downloads()).isEqualTo(1);
  }

  private void writeBytes(String file, Object... parts) {
    var bytes = new ByteArrayOutputStream();
    for (var part : parts) {
      if (part instanceof Integer one) bytes.write(one);
      else bytes.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
    }
    database.append(file, bytes.toByteArray(), now);
  }

  private void assertOthersOnce() {
    var expected = new ArrayList<String>();
    for (int number = 0; number < written; number++) expected.add(line(number));
    assertThat(texts().stream().filter(text -> text.indexOf('\ufffd') < 0))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void what_was_counted_as_lost_is_read_once_it_may_be() throws Exception {
    account.faults().add(FaultRule.denied(WHOLE));
    write(hour(10), 3);
    database.append(hour(10), "2026-01-15T10:01:00Z bad \u0001 byte\n", now);
    write(hour(10), 3);
    poll();
    assertThat(gaps()).isNotEmpty();
    account.faults().clear();
    now = now.plus(Duration.ofHours(1));
    write(hour(11), 1);
    polls(4);
    assertThat(texts()).contains("2026-01-15T10:01:00Z bad \u0001 byte");
    for (int number = 0; number < written; number++) assertThat(texts()).contains(line(number));
  }

  @Test
  void an_end_that_was_denied_is_read_once_it_may_be() throws Exception {
    account.faults().add(FaultRule.denied(WHOLE));
    write(hour(10), 5);
    poll();
    write(hour(10), 5);
    account.faults().add(FaultRule.at(TEXT, new Fault.NullData()));
    polls(6);
    account.faults().clear();
    now = now.plus(Duration.ofHours(1));
    write(hour(11), 1);
    polls(4);
    assertAllOnce();
  }

  @Test
  void damage_of_a_file_that_is_too_long_is_counted() throws Exception {
    account.faults().add(FaultRule.denied(WHOLE));
    leaveOut(5);
    write(hour(10), 100);
    poll();
    account.faults().clear();
    var session = new AwsSession(access(), () -> now, _ -> {});
    var api = new RdsApi(session);
    var whole = new WholeFiles(api, api.instances().getFirst(), () -> now);
    var lines = new RdsLines(new SourceId("rds:orders"), Host.rds("orders"), now);
    var file = api.listing(api.instances().getFirst()).getFirst();
    var reading = RdsState.of(checkpoint).readings().getFirst();

    var closed = new Reconciler.Closed(file, reading);
    var below = new Reconciler.Limits(file.sizeBytes(), file.sizeBytes() - 1);
    var reconciler = new Reconciler(whole, lines, below);
    var after = reconciler.step(closed, Carried.NOTHING);
    assertThat(after.reconciliation()).isEqualTo(Reconciliation.NOTHING);
    assertThat(reconciler.evidence())
        .singleElement()
        .isInstanceOfSatisfying(
            Gap.class,
            gap -> {
              assertThat(gap.bytes()).isEqualTo(file.sizeBytes());
              assertThat(gap.why()).contains("too long");
            });

    var enough = new Reconciler.Limits(file.sizeBytes(), file.sizeBytes());
    var repairing = new Reconciler(whole, lines, enough);
    assertThat(repairing.step(closed, Carried.NOTHING).reconciliation().damaged()).isTrue();
    assertThat(repairing.evidence()).isEmpty();

    var asked = downloads();
    var tooLow = new Reconciler.Limits(file.sizeBytes() - 1, file.sizeBytes());
    var not = new Reconciler(whole, lines, tooLow);
    assertThat(not.step(closed, Carried.NOTHING).reconciliation())
        .isEqualTo(Reconciliation.NOTHING);
    assertThat(not.evidence()).isEmpty();
    assertThat(downloads()).isEqualTo(asked);
    session.close();
  }

  private AwsAccess access() {
    return new AwsAccess(account.region(), account.endpoint().toString(), Optional.empty(), 0);
  }

  @Test
  void a_checkpoint_without_sums_is_read_and_only_new_text_is_checked() throws Exception {
    write(hour(10), 50);
    poll();
    checkpoint =
        new Checkpoint(
            checkpoint.value().replaceAll(",\"reconciliation\":\\{[^}]*\\}[^}]*\\}", ""));
    assertThat(checkpoint.value()).doesNotContain("reconciliation");
    write(hour(11), 50);
    polls(3);
    assertThat(downloads()).isZero();
    write(hour(12), 1);
    now = now.plus(Duration.ofMinutes(1));
    write(hour(12), 1);
    polls(3);
    assertThat(downloads()).isEqualTo(1);
    assertAllOnce();
  }

  @Test
  void an_instance_that_sleeps_or_is_gone_is_no_trouble() throws Exception {
    write(hour(10), 50);
    poll();
    write(hour(11), 1);
    account.faults().add(FaultRule.at(WHOLE, Fault.notReady()).times(1));
    poll();
    assertThat(source.shortcomings()).isEmpty();
    account.faults().add(FaultRule.at("DescribeDBLogFiles", Fault.notReady()).times(1));
    poll();
    polls(15);
    assertThat(downloads()).isEqualTo(2);
    assertAllOnce();
  }

  @Test
  void credentials_that_expire_are_no_missing_permission() throws Exception {
    write(hour(10), 50);
    poll();
    write(hour(11), 1);
    account.faults().add(FaultRule.at(WHOLE, Fault.expiredToken()).times(1));
    poll();
    assertThat(source.shortcomings()).isEmpty();
    polls(15);
    assertThat(downloads()).isEqualTo(2);
    assertAllOnce();
  }

  @Test
  void text_that_fails_is_mended_first() throws Exception {
    write(hour(10), 50);
    poll();
    write(hour(11), 50);
    account.faults().add(FaultRule.at(TEXT, Fault.serverError()));
    for (int round = 0; round < 3; round++) {
      try {
        checkpoint = source.poll(checkpoint).next();
      } catch (SourceException e) {
        assertThat(e).isInstanceOf(SourceException.Retryable.class);
      }
      now = now.plus(Duration.ofMinutes(1));
    }
    assertThat(downloads()).isZero();
    account.faults().clear();
    polls(2);
    assertThat(downloads()).isEqualTo(1);
    assertAllOnce();
  }
}
