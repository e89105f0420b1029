// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {
  private Instant now = Instant.parse("2026-11-22T02:00:00Z");
  private final OpenConnections open = new OpenConnections(() -> now, 3, 2);

  /// A connection from an address, without a network.
  private static final class From extends Socket {
    private final InetAddress address;
    private boolean ended;

    From(int last) throws UnknownHostException {
      address = InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    }

    @Override
    public InetAddress getInetAddress() {
      return address;
    }

    @Override
    public synchronized void close() throws IOException {
      ended = true;
      super.close();
    }
  }

  @Test
  void one_address_cannot_take_all() throws Exception {
    assertThat(open.admit(new From(1))).isTrue();
    assertThat(open.admit(new From(1))).isTrue();
    assertThat(open.admit(new From(1))).isFalse();
    assertThat(open.admit(new From(2))).isTrue();
  }

  @Test
  void there_are_so_many_in_all() throws Exception {
    for (int address = 1; address <= 3; address++) {
      assertThat(open.admit(new From(address))).isTrue();
    }
    assertThat(open.admit(new From(4))).isFalse();
  }

  @Test
  void the_one_that_was_silent_the_longest_makes_room() throws Exception {
    var first = new From(1);
    var second = new From(2);
    open.admit(first);
    now = now.plusSeconds(1);
    open.admit(second);
    now = now.plusSeconds(1);
    open.admit(new From(3));
    now = now.plus(OpenConnections.IDLE);
    open.heard(first);
    assertThat(open.admit(new From(4))).isTrue();
    assertThat(second.ended).isTrue();
    assertThat(first.ended).isFalse();
  }

  @Test
  void one_that_spoke_a_moment_ago_is_kept() throws Exception {
    var first = new From(1);
    open.admit(first);
    open.admit(new From(1));
    now = now.plus(OpenConnections.IDLE).minus(Duration.ofSeconds(1));
    assertThat(open.admit(new From(1))).isFalse();
    assertThat(first.ended).isFalse();
  }

  @Test
  void what_ended_takes_no_place() throws Exception {
    var first = new From(1);
    open.admit(first);
    open.admit(new From(1));
    open.ended(first);
    assertThat(open.admit(new From(1))).isTrue();
  }
}
