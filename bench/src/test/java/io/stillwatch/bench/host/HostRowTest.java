// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.bench.host.HostMessage.Blame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostRowTest {
  private static final Instant BROKEN = Instant.parse("2026-11-23T12:00:00Z");
  private static final String FILE = "/etc/cron.d/backup";

  /// Messages as `alert:kind:reason:rule`, one a minute.
  @ParameterizedTest
  @CsvSource({
    "told and over,   a:firing:job-failed:CC03 a:resolved:job-failed:CC03,      ''",
    "predicted too,   a:predicted:job-failed:CC03 a:firing:job-failed:CC03"
        + " a:resolved:job-failed:CC03, ''",
    "nothing, '', no message; no cause",
    "not over,        a:firing:job-failed:CC03,                                  messages firing",
    "an update,       a:firing:job-failed:CC03 a:update:job-failed:CC03"
        + " a:resolved:job-failed:CC03, 'messages firing, update, resolved'",
    "two alerts,      a:firing:job-failed:CC03 b:firing:job-failed:CC03,        2 alerts",
    "another reason, a:firing:host-silent:CC03 a:resolved:host-silent:CC03, reason host-silent",
    "without a cause, a:firing:job-failed: a:resolved:job-failed:,              no cause",
    "a wrong cause,   a:firing:job-failed:LC31 a:resolved:job-failed:LC31,      cause LC31 " + FILE,
  })
  void what_people_were_told(String what, String messages, String problems) {
    var row = HostRow.of(HostFault.EXECUTE_BIT, messages(messages), times(0));
    assertThat(String.join("; ", row.problems())).isEqualTo(problems);
  }

  @Test
  void of_a_removed_job_nobody_is_told() {
    assertThat(HostRow.of(HostFault.REMOVED_JOB, List.of(), times(0)).right()).isTrue();
    var told = messages("a:firing:job-failed:CC03");
    assertThat(HostRow.of(HostFault.REMOVED_JOB, told, times(0)).problems())
        .contains("messages firing");
  }

  @Test
  void a_message_may_come_again_once_for_each_kill() {
    var messages = new ArrayList<>(messages("a:firing:job-failed:CC03 a:resolved:job-failed:CC03"));
    messages.add(messages.getFirst());
    assertThat(HostRow.of(HostFault.EXECUTE_BIT, messages, times(1)).right()).isTrue();
    assertThat(HostRow.of(HostFault.EXECUTE_BIT, messages, times(0)).problems())
        .containsExactly("accepted again 1 times");
  }

  @Test
  void the_time_to_the_first_message_and_to_the_last_one() {
    var messages =
        messages("a:predicted:job-failed:CC03 a:firing:job-failed:CC03 a:resolved:job-failed:");
    var row = HostRow.of(HostFault.EXECUTE_BIT, messages, times(0));
    assertThat(row.toldAfter()).contains(Duration.ofMinutes(1));
    assertThat(row.overAfter()).contains(Duration.ofMinutes(1));
  }

  private static HostRow.Times times(int kills) {
    return new HostRow.Times(BROKEN, BROKEN.plus(Duration.ofMinutes(2)), kills);
  }

  private static List<HostMessage> messages(String words) {
    var messages = new ArrayList<HostMessage>();
    for (var word : words.isEmpty() ? new String[0] : words.split(" ")) {
      var parts = word.split(":", -1);
      var at = BROKEN.plus(Duration.ofMinutes(messages.size() + 1));
      var id = parts[0] + "-" + messages.size();
      var blame = new Blame(parts[3], parts[3].isEmpty() ? "" : FILE);
      messages.add(new HostMessage(at, id, parts[0], parts[1], parts[2], blame));
    }
    return messages;
  }
}
