// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentlyReadTest {
  @Test
  void what_was_asked_for_the_longest_ago_is_forgotten_first() {
    var recent = new RecentlyRead<Integer>(2);
    recent.put("one", 1);
    recent.put("two", 2);
    assertThat(recent.get("one")).contains(1);
    recent.put("three", 3);
    assertThat(recent.get("two")).isEmpty();
    assertThat(recent.get("one")).contains(1);
    assertThat(recent.get("three")).contains(3);
  }
}
