// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who makes room for a new connection.
class ConnectionsTest {
  private final List<String> closed = new ArrayList<>();
  private long now;
  private final Connections<String> connections = new Connections<>(3, 1, () -> now++);

  private void open(String name, String address) {
    connections.opened(name, address, true, () -> closed.add(name));
  }

  @Test
  void the_one_that_has_waited_longest_for_its_client_makes_room() {
    open("a", "192.0.2.1");
    open("b", "192.0.2.1");
    open("c", "192.0.2.1");
    connections.began("a");
    connections.ended("a");
    open("d", "192.0.2.1");
    assertThat(closed).containsExactly("b");
  }

  @Test
  void the_address_with_the_most_connections_makes_room() {
    open("a", "192.0.2.1");
    open("b", "192.0.2.2");
    open("c", "192.0.2.2");
    open("d", "192.0.2.3");
    assertThat(closed).containsExactly("b");
  }

  @Test
  void a_request_that_is_being_answered_is_never_ended() {
    for (var name : List.of("a", "b", "c")) {
      open(name, "192.0.2.1");
      connections.began(name);
    }
    open("d", "192.0.2.1");
    assertThat(closed).isEmpty();
    assertThat(connections.began("d")).as("is served").isFalse();
    open("e", "192.0.2.1");
    assertThat(closed).containsExactly("e");
  }

  @Test
  void a_silent_web_socket_is_never_ended() {
    connections.opened("a", "192.0.2.1", false, () -> closed.add("a"));
    open("b", "192.0.2.1");
    open("c", "192.0.2.1");
    open("d", "192.0.2.1");
    open("e", "192.0.2.1");
    assertThat(closed).containsExactly("b", "c");
  }

  @Test
  void a_closed_connection_leaves_its_place() {
    open("a", "192.0.2.1");
    open("b", "192.0.2.1");
    open("c", "192.0.2.1");
    connections.closed("a");
    open("d", "192.0.2.1");
    assertThat(closed).isEmpty();
    assertThat(connections.began("d")).isTrue();
  }

  private void fillUntilOneIsInReserve() {
    for (var name : List.of("a", "b", "c")) {
      open(name, "192.0.2.1");
      connections.began(name);
    }
    open("d", "192.0.2.2");
    connections.began("d");
  }

  @Test
  void those_that_are_served_stay_so_while_others_are_in_reserve() {
    fillUntilOneIsInReserve();
    connections.ended("a");
    assertThat(connections.began("a")).as("is served").isTrue();
    assertThat(connections.began("d")).as("is served").isFalse();
  }

  @Test
  void a_place_that_frees_goes_to_one_in_reserve() {
    fillUntilOneIsInReserve();
    connections.closed("b");
    assertThat(connections.began("d")).as("is served").isTrue();
  }

  @Test
  void those_that_wait_make_room_for_the_reserve_too() {
    fillUntilOneIsInReserve();
    connections.ended("a");
    connections.ended("b");
    open("e", "192.0.2.3");
    assertThat(closed).containsExactly("a", "b");
    assertThat(connections.began("d")).as("is served").isTrue();
    assertThat(connections.began("e")).as("is served").isTrue();
  }
}
