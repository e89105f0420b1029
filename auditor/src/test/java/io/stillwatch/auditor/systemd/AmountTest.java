// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `systemd-analyze verify` of systemd 252 takes for counts, sizes and shares.
class AmountTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0, 0",
    "+5, 5",
    "010, 8",
    "0x10, 16",
    "0b11, 3",
    "0o17, 15",
    "-0, 0",
    "18446744073709551615, 18446744073709551615"
  })
  void counts_have_the_bases_of_c(String text, BigInteger value) {
    assertThat(Amount.count(text)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-5", "1 384", "1K", "1,000", "08", "5 ", "\"5\"", "18446744073709551616"})
  void other_counts_are_refused(String text) {
    assertThat(Amount.count(text)).isEmpty();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "100, 100",
    "100B, 100",
    "1 G, 1073741824",
    "1.5K, 1536",
    "1.K, 1024",
    "+1K, 1024",
    "1G 5M, 1078984704",
    "1K 5, 1029",
    "15E, 17293822569102704640"
  })
  void sizes_come_in_parts_of_falling_units(String text, BigInteger value) {
    assertThat(Amount.bytes(text)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1GB", "1k", "1Ki", "1e3", "5M 1G", "1 2", ".5G", "-1G", "0x10", "16E"})
  void other_sizes_are_refused(String text) {
    assertThat(Amount.bytes(text)).isEmpty();
  }

  @ParameterizedTest(name = "{0} is {1} of 10,000")
  @CsvSource({"50%, 5000", "50.5%, 5050", "0.25%, 25", "500‰, 5000", "500.5‰, 5005", "5000‱, 5000"})
  void shares_have_a_sign_and_few_digits(String text, int value) {
    assertThat(Amount.share(text)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "50", "101%", "50.555%", "50 %", "-1%", "10001‱"})
  void other_shares_are_refused(String text) {
    assertThat(Amount.share(text)).isEmpty();
  }
}
