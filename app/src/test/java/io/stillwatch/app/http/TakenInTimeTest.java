// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How slowly a client may take what it asked for.
class TakenInTimeTest {
  private static final byte[] LINE = "a line\n".getBytes(StandardCharsets.UTF_8);

  private Duration now = Duration.ZERO;
  private Duration pace = Duration.ZERO;
  private int taken;
  private final OutputStream out =
      new TakenInTime(new Client(), Duration.ofSeconds(30), () -> now.toNanos());

  /// Takes each piece at its pace.
  private final class Client extends OutputStream {
    @Override
    public void write(int one) {
      throw new AssertionError("Pieces are passed on whole.");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      now = now.plus(pace);
      taken += length;
    }
  }

  @Test
  void one_that_takes_each_piece_in_time_gets_all_however_long_it_takes() throws IOException {
    pace = Duration.ofSeconds(30);
    for (int i = 0; i < 100; i++) out.write(LINE);
    assertThat(taken).isEqualTo(100 * LINE.length);
  }

  @Test
  void one_that_takes_a_piece_too_slowly_gets_no_more() {
    pace = Duration.ofSeconds(31);
    assertThatThrownBy(() -> out.write(LINE)).isInstanceOf(IOException.class);
  }

  @Test
  void the_time_in_which_nothing_was_there_to_be_taken_does_not_count() throws IOException {
    out.write(LINE);
    now = now.plus(Duration.ofHours(1));
    out.write(LINE);
    assertThat(taken).isEqualTo(2 * LINE.length);
  }
}
