// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {
  @ParameterizedTest
  @CsvSource({
    "636166e9,                 Latin-1",
    "61eda0bd62,               half of a surrogate pair in the form of CESU-8",
    "eda0bdedb880,             both halves in the form of CESU-8",
    "fffe6700f600df00,         UTF-16 with its mark",
    "67c0af,                   a slash that is longer than it need be",
    "61e282,                   a character that breaks off",
    "f4908080,                 a character beyond the last one",
    "efbfbde9,                 U+FFFD as it was written and a byte that is nothing",
  })
  void bytes_that_are_no_utf8_are_replaced_in_the_text_and_kept(String hex, String what) {
    var bytes = HexFormat.of().parseHex(hex);
    var line = Line.decoded(bytes, List.of("truncated"));
    assertThat(line.text()).as(what).contains("\ufffd");
    assertThat(line.flags()).containsExactly("truncated", Line.LOSSY);
    assertThat(Base64.getDecoder().decode(line.original())).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "6100620a, NUL",
    "efbfbd,   U+FFFD as it was written",
    "efbbbf61, the mark of UTF-8",
    "f09f9982, a character of four bytes",
    "'',       nothing",
  })
  void utf8_is_told_by_its_text_alone(String hex, String what) {
    var bytes = HexFormat.of().parseHex(hex);
    var line = Line.decoded(bytes, List.of());
    assertThat(line.text().getBytes(UTF_8)).as(what).isEqualTo(bytes);
    assertThat(line).isEqualTo(Line.of(new String(bytes, UTF_8)));
  }

  @Test
  void of_a_thousand_random_lines_every_byte_is_known() {
    var random = new SplittableRandom(1);
    int lossy = 0;
    for (int i = 0; i < 1_000; i++) {
      var bytes = new byte[random.nextInt(1, 40)];
      random.nextBytes(bytes);
      var line = Line.decoded(bytes, List.of());
      boolean isLossy = !line.original().isEmpty();
      if (isLossy) assertThat(line.text()).contains("\ufffd");
      assertThat(
              isLossy ? Base64.getDecoder().decode(line.original()) : line.text().getBytes(UTF_8))
          .isEqualTo(bytes);
      assertThat(line.flags().contains(Line.LOSSY)).isEqualTo(isLossy);
      if (isLossy) lossy++;
    }
    assertThat(lossy).isBetween(900, 999);
  }

  @Test
  void other_flags_leave_the_bytes_and_the_fields_as_they_are() {
    var line = Line.decoded(new byte[] {'a', (byte) 0xe9}, List.of());
    var clamped = line.withFlags(List.of("clamped"));
    assertThat(clamped).isEqualTo(new Line("a\ufffd", List.of("clamped"), Fields.NONE, "Yek="));
    assertThat(clamped.withOriginal("")).isSameAs(clamped);
  }
}
