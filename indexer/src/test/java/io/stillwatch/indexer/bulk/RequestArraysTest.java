// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestArraysTest {
  private final RequestArrays arrays = new RequestArrays();

  @Test
  void an_answered_request_recycles_its_buffer() {
    var request = request();
    request.answered();
    assertThat(arrays.acquire(100)).isSameAs(request.bytes());
  }

  @Test
  void an_unanswered_request_does_not_recycle_its_buffer() {
    var request = request();
    assertThat(arrays.acquire(100)).isNotSameAs(request.bytes());
  }

  @Test
  void a_split_request_does_not_recycle_its_buffer() {
    var request = request();
    request.part(0, 1).answered();
    request.answered();
    assertThat(arrays.acquire(100)).isNotSameAs(request.bytes());
  }

  @Test
  void a_buffer_is_used_by_one_request_at_a_time() {
    var request = request();
    request.answered();
    assertThat(arrays.acquire(100)).isNotSameAs(arrays.acquire(100));
  }

  @Test
  void buffers_that_are_too_small_or_too_large_are_not_recycled() {
    arrays.release(new byte[2_000]);
    assertThat(arrays.acquire(3_000)).hasSize(3_000);
    arrays.release(new byte[RequestArrays.LARGEST_REQUEST + 1]);
    assertThat(arrays.acquire(3_000)).hasSize(3_000);
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
