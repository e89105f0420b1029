// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrowserIdTest {
  private static final String SECRET = "6f1c0a5e-3b0e-4a55-9d0e-0b9b6a1f7c11";

  @Test
  void the_cookie_cannot_be_read_from_the_owner_of_a_view() {
    assertThat(BrowserId.ownerOf(SECRET))
        .matches("[0-9a-f]{64}")
        .isEqualTo(BrowserId.ownerOf(SECRET))
        .isNotEqualTo(BrowserId.ownerOf("7" + SECRET.substring(1)));
  }
}
