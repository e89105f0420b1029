// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.series.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class CsvSeriesTest {
  private static final Instant AT = Instant.parse("2026-11-30T04:00:00Z");

  @TempDir private Path folder;

  private List<Sample> read(String text) throws IOException {
    return CsvSeries.read(Files.writeString(folder.resolve("series.csv"), text));
  }

  @TestFactory
  Stream<DynamicTest> a_sample_is_read_however_it_is_written() {
    return Stream.of(
            "time,value\n2026-11-30T04:00:00Z,12.5\n",
            "2026-11-30T05:00:00+01:00,12.5",
            "timestamp,value\r\n2026-11-30 04:00:00,12.5\r\n\r\n",
            "2026-11-30 04:00:00.000000,1.25e1",
            "\uFEFFtime,value\n1796011200,12.5",
            "1796011200.0, 12.5 ",
            "\"2026-11-30T04:00:00Z\",\"12.5\"",
            "2026-11-30T04:00:00Z,12.5\n2026-11-30T05:00:00Z,\n2026-11-30T06:00:00Z,NaN\n")
        .map(text ->
            DynamicTest.dynamicTest(
                text.lines().findFirst().orElseThrow(),
                () -> assertThat(read(text)).containsExactly(new Sample(AT, 12.5))));
  }

  private record Bad(String text, String message) {}

  @TestFactory
  Stream<DynamicTest> what_cannot_be_read_is_named_with_its_place_and_a_remedy() {
    var good = "time,value\n2026-11-30T04:00:00Z,1\n";
    return Stream.of(
            new Bad(good + "yesterday,2\n", "line 3, column 1: 'yesterday' is not a time. Write"),
            new Bad(good + "2026-13-30T04:00:00Z,2\n", "line 3, column 1: '2026-13-30T04:00:00Z'"),
            new Bad(
                good + "2026-11-30T05:00:00Z,high\n", "line 3, column 2: 'high' is not a number"),
            new Bad(good + "2026-11-30T05:00:00Z,Infinity\n", "line 3, column 2: 'Infinity'"),
            new Bad(good + "\n2026-11-30T05:00:00Z\n", "line 4, 1 columns. Give two: time,value."),
            new Bad(good + "2026-11-30T05:00:00Z,1,5\n", "line 3, 3 columns. Give two"),
            new Bad("time,value\n", "no sample. Give lines such as"),
            new Bad("", "no sample"))
        .map(bad ->
            DynamicTest.dynamicTest(
                bad.message(),
                () ->
                    assertThatThrownBy(() -> read(bad.text()))
                        .isInstanceOf(CsvException.class)
                        .hasMessageContaining("series.csv")
                        .hasMessageContaining(bad.message())));
  }

  @Test
  void a_file_in_another_encoding_is_refused() throws IOException {
    var file = folder.resolve("latin.csv");
    Files.write(file, "zeit,gr\u00F6\u00DFe\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> CsvSeries.read(file)).hasMessageContaining("not UTF-8");
  }
}
