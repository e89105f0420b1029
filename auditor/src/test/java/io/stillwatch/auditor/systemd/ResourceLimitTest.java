// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `systemd-analyze verify` of systemd 252 takes for `LimitNOFILE=` and its kin.
class ResourceLimitTest {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "limit-count, 1024",
    "limit-count, 1024:infinity",
    "limit-count, '4: 5'",
    "limit-count, infinity",
    "limit-size, 1G:2G",
    "limit-size, 1G 5M",
    "limit-seconds, 1min 3",
    "limit-seconds, 30s:1min",
    "limit-microseconds, 900:1ms",
    "limit-nice, +19",
    "limit-nice, -20",
    "limit-nice, 40",
    "limit-nice, 5:6",
    "limit-nice, +6:+5"
  })
  void readable_limits_give_no_problem(String kind, String value) {
    assertThat(ResourceLimit.problem(kind, value)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "limit-count, ''",
    "limit-count, 1 384",
    "limit-count, 1K",
    "limit-count, '5:'",
    "limit-count, ':5'",
    "limit-count, 4:5:6",
    "limit-count, '4 :5'",
    "limit-count, 18446744073709551615",
    "limit-size, 5M 1G",
    "limit-size, 50%",
    "limit-seconds, 0x10",
    "limit-microseconds, -1",
    "limit-nice, +20",
    "limit-nice, -21",
    "limit-nice, 41",
    "limit-nice, infinity"
  })
  void other_limits_are_not_read(String kind, String value) {
    assertThat(ResourceLimit.problem(kind, value))
        .contains("systemd cannot read the value " + value);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "limit-count, 5:4",
    "limit-count, infinity:5",
    "limit-seconds, 1min:30s",
    "limit-microseconds, 1ms:900",
    "limit-size, 2G:1G",
    "limit-nice, +5:+6"
  })
  void a_soft_limit_is_not_above_the_hard_one(String kind, String value) {
    assertThat(ResourceLimit.problem(kind, value))
        .contains("systemd refuses a soft limit above the hard one: " + value);
  }
}
