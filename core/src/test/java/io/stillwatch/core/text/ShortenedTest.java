// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogEvent.RunStarted;
import org.junit.jupiter.api.Test;

class ShortenedTest {
  @Test
  void a_command_that_is_too_long_says_how_much_of_it_is_missing() {
    var started = new RunStarted("root", "/opt/a " + "x".repeat(99_993), 1);
    int kept = started.command().indexOf(" [cut: ");
    assertThat(started.command())
        .startsWith("/opt/a xxx")
        .endsWith("x [cut: " + (100_000 - kept) + " more characters]")
        .hasSizeLessThanOrEqualTo(LogEvent.LONGEST);
    assertThat(started.shortened()).isTrue();
  }

  @Test
  void it_stays_the_same_when_it_is_read_again() {
    var once = new RunStarted("root", "mysql -pabc ".repeat(10_000), 1);
    assertThat(new RunStarted("root", once.command(), 1)).isEqualTo(once);
  }

  @Test
  void a_secret_at_the_end_of_what_is_kept_is_not_shown() {
    var command = "x".repeat(LogEvent.LONGEST - 20) + " --password sesame and more";
    assertThat(new RunStarted("root", command, 1).command()).doesNotContain("sesame");
  }

  @Test
  void what_is_short_enough_is_left_alone() {
    var command = "x".repeat(LogEvent.LONGEST);
    var started = new RunStarted("root", command, 1);
    assertThat(started.command()).isEqualTo(command);
    assertThat(started.shortened()).isFalse();
    assertThat(Shortened.lines("a\n\nb\n", 2)).isEqualTo("a\n\nb\n");
  }

  @Test
  void each_long_line_of_a_text_is_cut() {
    var text = "a\n" + "b".repeat(100) + "\n\n" + "c".repeat(200);
    var lines = Shortened.lines(text, 60).lines().toList();
    assertThat(lines).hasSize(4).startsWith("a").allMatch(line -> line.length() <= 60);
    assertThat(lines.get(1)).matches("b+ \\[cut: \\d+ more characters]");
    assertThat(lines.get(3)).matches("c+ \\[cut: 1\\d\\d more characters]");
  }
}
