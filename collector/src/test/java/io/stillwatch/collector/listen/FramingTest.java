// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.collector.push.SyslogIntake.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramingTest {
  @Test
  void a_count_in_front_means_octet_counting_and_messages_may_hold_line_feeds() throws Exception {
    assertThat(messages("8 <13>a\nbc5 <13>d")).containsExactly("<13>a\nbc", "<13>d");
  }

  @Test
  void anything_else_means_lines() throws Exception {
    assertThat(messages("<13>a\r\n<13>5 b\n\n<13>c")).containsExactly("<13>a", "<13>5 b", "<13>c");
  }

  @Test
  void bytes_are_counted_and_not_letters() throws Exception {
    assertThat(messages("7 <13>ä\n" + "3 abc")).containsExactly("<13>ä", "abc");
  }

  @Test
  void a_long_line_comes_in_pieces_and_nothing_of_it_is_lost() throws Exception {
    var pieces = messages("<13>" + "x".repeat(150_000) + "\n<13>next\n");
    assertThat(pieces).hasSize(4);
    assertThat(String.join("", pieces.subList(0, 3))).hasSize(150_004);
    assertThat(pieces.getLast()).isEqualTo("<13>next");
  }

  @Test
  void each_message_has_a_place_of_its_own() throws Exception {
    var framing = new Framing();
    var bytes = "a\nbb\nc\n".getBytes(StandardCharsets.UTF_8);
    assertThat(framing.add(bytes, bytes.length))
        .extracting(Message::offset)
        .containsExactly(0L, 2L, 5L);
  }

  @Test
  void what_is_no_syslog_ends_the_connection() {
    assertThatThrownBy(() -> messages("12345678901 x")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> messages("5 hello12x")).isInstanceOf(IOException.class);
  }

  /// However the network cuts the bytes.
  private static List<String> messages(String text) throws IOException {
    var whole = cut(text.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    assertThat(cut(text.getBytes(StandardCharsets.UTF_8), 1)).isEqualTo(whole);
    assertThat(cut(text.getBytes(StandardCharsets.UTF_8), 3)).isEqualTo(whole);
    return whole;
  }

  private static List<String> cut(byte[] bytes, int size) throws IOException {
    var framing = new Framing();
    var messages = new ArrayList<Message>();
    for (int from = 0; from < bytes.length; from += Math.min(size, bytes.length - from)) {
      int until = from + Math.min(size, bytes.length - from);
      messages.addAll(framing.add(java.util.Arrays.copyOfRange(bytes, from, until), until - from));
    }
    messages.addAll(framing.end());
    return messages.stream().map(m -> new String(m.bytes(), StandardCharsets.UTF_8)).toList();
  }
}
