// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkersTest {
  /// The cases that honeycombio/rdslogs tests in cli/cli_test.go.
  @ParameterizedTest
  @CsvSource({
    "12:1234, 12:2345, 100, 30, 12:2345",
    "12:1234, 12:1234,   0, 30, 12:1234",
    "12:1234, 0,         0, 12, 0",
    "12:1234, 0,         0,  3, 12:1234",
    "12:1234, 0,        39, 12, 12:1273",
    "12:1234, 0,        39,  3, 12:1273",
  })
  void the_next_marker_follows_what_the_service_meant(
      String asked, String returned, long bytes, int minute, String next) {
    assertThat(Markers.next(asked, returned, bytes, minute)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "15:1048577, 1048577", "1:0, 0"})
  void a_marker_tells_its_byte(String marker, long offset) {
    assertThat(Markers.offset(marker)).hasValue(offset);
  }

  @ParameterizedTest
  @CsvSource({"opaque", "12:", "a:b"})
  void a_marker_of_another_form_stays_opaque(String marker) {
    assertThat(Markers.offset(marker)).isEmpty();
    assertThat(Markers.moved(marker, 5)).isEqualTo(marker);
  }
}
