// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.bench.takeover.StoredOutcome.StoredAlert;
import io.stillwatch.bench.takeover.TakeoverResult.Messages;
import io.stillwatch.simulator.aws.ReceivedMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageCheckTest {
  private static final Instant AT = Instant.parse("2026-11-22T02:00:00Z");
  private static final StoredAlert ALERT =
      new StoredAlert("x", "host-1", "job", AT, false, List.of("x-1-firing", "x-2-resolved"));

  private static ReceivedMessage message(String id, int second) {
    var attributes = Map.of("notification_id", id);
    return new ReceivedMessage(
        "m", "topic", "subject", Map.of("default", "text"), attributes, AT.plusSeconds(second));
  }

  private static Messages check(List<Instant> faults, ReceivedMessage... accepted) {
    return new MessageCheck(List.of(ALERT), faults).check(List.of(accepted));
  }

  @Test
  void each_notification_once_is_right() {
    assertThat(check(List.of(), message("x-1-firing", 0), message("x-2-resolved", 60)))
        .isEqualTo(new Messages(2, 0, 0));
  }

  @Test
  void a_notification_that_was_never_accepted_is_wrong() {
    assertThat(check(List.of(), message("x-1-firing", 0)).wrong()).isEqualTo(1);
  }

  @Test
  void a_message_of_no_alert_is_wrong() {
    var messages =
        Stream.of("x-1-firing", "x-2-resolved", "y-1-firing").map(id -> message(id, 0)).toList();
    assertThat(new MessageCheck(List.of(ALERT), List.of()).check(messages).wrong()).isEqualTo(1);
  }

  @Test
  void a_repeat_is_right_only_around_a_fault_of_the_sender() {
    var accepted =
        new ReceivedMessage[] {
          message("x-1-firing", 0), message("x-1-firing", 30), message("x-2-resolved", 60)
        };
    assertThat(check(List.of(AT.plusSeconds(5)), accepted)).isEqualTo(new Messages(3, 1, 0));
    assertThat(check(List.of(), accepted)).isEqualTo(new Messages(3, 1, 1));
    assertThat(check(List.of(AT.plusSeconds(600)), accepted)).isEqualTo(new Messages(3, 1, 1));
  }

  @Test
  void one_number_with_two_kinds_is_wrong() {
    var accepted =
        List.of(message("x-1-firing", 0), message("x-2-update", 30), message("x-2-resolved", 60));
    // .. and the update belongs to no alert
    assertThat(new MessageCheck(List.of(ALERT), List.of()).check(accepted).wrong()).isEqualTo(2);
  }
}
