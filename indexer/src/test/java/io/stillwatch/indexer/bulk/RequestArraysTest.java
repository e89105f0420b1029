// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestArraysTest {
  private final RequestArrays arrays = new RequestArrays();

  @Test
  void the_array_of_an_answered_request_is_used_again() {
    var request = request();
    request.answered();
    assertThat(arrays.take(100)).isSameAs(request.bytes());
  }

  @Test
  void the_array_of_a_request_that_was_never_answered_is_not() {
    var request = request();
    assertThat(arrays.take(100)).isNotSameAs(request.bytes());
  }

  @Test
  void the_array_of_a_request_that_was_divided_is_not_for_its_connection_may_read_on() {
    var request = request();
    request.part(0, 1).answered();
    request.answered();
    assertThat(arrays.take(100)).isNotSameAs(request.bytes());
  }

  @Test
  void one_array_serves_one_request_at_a_time() {
    var request = request();
    request.answered();
    assertThat(arrays.take(100)).isNotSameAs(arrays.take(100));
  }

  @Test
  void what_is_too_small_or_larger_than_requests_are_is_not_kept() {
    arrays.giveBack(new byte[2_000]);
    assertThat(arrays.take(3_000)).hasSize(3_000);
    arrays.giveBack(new byte[RequestArrays.LARGEST_REQUEST + 1]);
    assertThat(arrays.take(3_000)).hasSize(3_000);
  }

  private BulkRequest request() {
    var request = new BulkRequest(2_000, arrays);
    for (var id : new String[] {"a", "b"}) {
      request.begin("stillwatch-logs-a-2026.11.22", id);
      request.append("{}".getBytes(StandardCharsets.UTF_8), 0, 2);
      request.end();
    }
    return request;
  }
}
