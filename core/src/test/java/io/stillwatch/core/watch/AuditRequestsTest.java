// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditRequestsTest {
  private final AuditRequests requests = new AuditRequests();

  @Test
  void each_host_is_audited_once_however_often_that_is_asked_for() {
    for (var host : new String[] {"a", "b", "a"}) requests.add(host);
    assertThat(requests.take()).containsExactly("a", "b");
    assertThat(requests.take()).isEmpty();
  }

  @Test
  void a_request_for_every_host_holds_the_others() {
    for (var host : new String[] {"a", "", "b"}) requests.add(host);
    assertThat(requests.take()).containsExactly("");
  }

  @Test
  void too_many_requests_are_one_for_every_host() {
    for (int i = 0; i < AuditRequests.MOST; i++) requests.add("host-" + i);
    requests.add("host-0");
    requests.add("another");
    for (int i = 0; i < 100_000; i++) requests.add("made-up-" + i);
    assertThat(requests.take()).containsExactly("");
  }
}
