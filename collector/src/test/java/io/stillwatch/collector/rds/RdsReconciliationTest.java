// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.simulator.aws.Fault;
import io.stillwatch.simulator.aws.FaultRule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What pages leave out without a sign comes back once the file is closed.
class RdsReconciliationTest extends ClosedFiles {
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
