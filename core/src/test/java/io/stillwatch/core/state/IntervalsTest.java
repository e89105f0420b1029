// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private static Interval span(int from, int until) {
    return new Interval(at(from), at(until));
  }

  private static Intervals of(String text) {
    var all = Intervals.NONE;
    if (text == null) return all;
    for (var part : text.split(" ", -1)) {
      var ends = part.split("-", -1);
      all = all.with(span(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])), Duration.ZERO);
    }
    return all;
  }

  @ParameterizedTest(name = "{0}: {1} with {2}, merged within {3} min, is {4}")
  @CsvSource({
    "the first span stands alone, , 10-20, 0, 10-20",
    "spans apart stay apart, 10-20, 30-40, 0, 10-20 30-40",
    "an earlier span is put before, 30-40, 10-20, 0, 10-20 30-40",
    "overlapping spans become one, 10-20, 15-30, 0, 10-30",
    "touching spans become one, 10-20, 20-30, 0, 10-30",
    "near spans become one, 10-20, 25-30, 5, 10-30",
    "spans just too far apart stay apart, 10-20, 26-30, 5, 10-20 26-30",
    "a span inside another changes nothing, 10-40, 20-30, 0, 10-40",
    "a span over several swallows them, 10-20 30-40 50-60, 15-55, 0, 10-60"
  })
  void spans_are_merged(String what, String before, String added, int near, String after) {
    var ends = added.split("-", -1);
    var span = span(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    assertThat(of(before).with(span, Duration.ofMinutes(near))).isEqualTo(of(after));
  }

  @ParameterizedTest(name = "{0}: {1} without what is before {2} is {3}")
  @CsvSource({
    "nothing is before the first span, 10-20, 5, 10-20",
    "a span that is over is dropped, 10-20 30-40, 25, 30-40",
    "a span that ends there is dropped, 10-20, 20, ",
    "a span that goes on is cut, 10-20 30-40, 15, 15-20 30-40"
  })
  void the_past_is_cut(String what, String before, int cut, String after) {
    assertThat(of(before).cutBefore(at(cut))).isEqualTo(of(after));
  }

  @ParameterizedTest(name = "10-20 overlaps {0}-{1}: {2}")
  @CsvSource({"0,10,false", "0,11,true", "12,13,true", "19,30,true", "20,30,false", "15,15,true"})
  void an_overlap_is_more_than_a_touch(int from, int until, boolean overlaps) {
    assertThat(of("10-20").overlaps(at(from), at(until))).isEqualTo(overlaps);
  }

  @ParameterizedTest(name = "10-20 contains {0}: {1}")
  @CsvSource({"9,false", "10,true", "19,true", "21,false"})
  void a_span_contains_its_instants(int minute, boolean contains) {
    assertThat(of("10-20").contains(at(minute))).isEqualTo(contains);
  }

  @Test
  void the_oldest_spans_are_dropped_beyond_the_limit() {
    var all = Intervals.NONE;
    for (int i = 0; i < 100; i++) all = all.with(span(i * 10, i * 10 + 1), Duration.ZERO);
    assertThat(all.spans()).hasSize(64);
    assertThat(all.spans().getLast()).isEqualTo(span(990, 991));
  }
}
