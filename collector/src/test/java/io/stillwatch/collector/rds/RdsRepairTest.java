// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.collector.aws.AwsAccess;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.collector.database.Carried;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.simulator.aws.Fault;
import io.stillwatch.simulator.aws.FaultRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// How damage is repaired, and what is told where it cannot be.
class RdsRepairTest extends ClosedFiles {
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
}
