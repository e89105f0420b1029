// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Gap;
import io.stillwatch.simulator.aws.Fault;
import io.stillwatch.simulator.aws.FaultRule;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// Lines around bytes that are no UTF-8 have the places of the file, so nothing is told twice.
class RdsPlacesTest extends ClosedFiles {
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
}
