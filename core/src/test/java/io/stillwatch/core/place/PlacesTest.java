// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private final Places places = new Places(3, 2);

  @Test
  void one_user_leaves_room_for_the_others() {
    assertThat(places.take("a")).isPresent();
    assertThat(places.take("a")).isPresent();
    assertThat(places.take("a")).isEmpty();
    assertThat(places.take("b")).isPresent();
    assertThat(places.take("c")).isEmpty();
  }

  @Test
  void a_place_is_given_back_once() {
    var first = places.take("a").orElseThrow();
    var second = places.take("a").orElseThrow();
    first.close();
    first.close();
    assertThat(places.take("a")).isPresent();
    assertThat(places.take("a")).isEmpty();
    second.close();
    assertThat(places.take("a")).isPresent();
  }

  @Test
  void whoever_waits_gets_the_place_that_becomes_free() throws Exception {
    var place = places.take("a").orElseThrow();
    assertThat(places.take("a")).isPresent();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> places.take("a", Duration.ofMinutes(1)));
      place.close();
      assertThat(waiting.get()).isPresent();
    }
  }

  @Test
  void patience_ends() throws Exception {
    assertThat(places.take("a")).isPresent();
    assertThat(places.take("a")).isPresent();
    assertThat(places.take("a", Duration.ofMillis(1))).isEmpty();
  }
}
