// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.search.SearchResult.Hit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines are `file.record.offset` in the order in which they were found; records are their offsets.
class RecordPagesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no line                                 | ''                | ''
          single lines stay single                | a.2.2 a.1.1       | 2 1
          lines of one record are folded          | a.5.5 a.5.6 a.1.1 | 5+6 1
          in the order of the file                | a.5.7 a.5.6 a.5.5 | 5+6+7
          the same offset in another file is other | a.5.5 b.5.5      | 5 5
          a record between parts it               | a.5.5 b.1.1 a.5.6 | 5 1 6
          """)
  void lines_of_a_record_that_follow_each_other_are_one_row(
      String what, String found, String records) {
    assertThat(words(FoundRecord.fold(hits(found)))).isEqualTo(records);
  }

  @Test
  void a_page_begins_where_the_one_before_ended() throws Exception {
    var all = new ArrayList<Hit>();
    for (int record = 1_000; record > 0; record--) {
      for (int line = 0; line < 1 + record % 7; line++)
        all.addAll(hits("a." + record * 10 + "." + (record * 10 + line)));
    }
    var pages =
        new RecordPages(
            (offset, limit) -> all.subList(offset, Math.min(all.size(), offset + limit)),
            all.size());
    var read = new ArrayList<FoundRecord>();
    for (int offset = 0; offset < 1_000; offset += 50) {
      var page = pages.page(offset, 50);
      assertThat(page).hasSize(50);
      read.addAll(page);
    }
    assertThat(read).isEqualTo(FoundRecord.fold(all));
    assertThat(pages.page(1_000, 50)).isEmpty();
    assertThat(pages.page(100, 50)).isEqualTo(read.subList(100, 150));
  }

  private static String words(List<FoundRecord> records) {
    return String.join(
        " ",
        records.stream()
            .map(record ->
                String.join(
                    "+",
                    record.lines().stream()
                        .map(line -> String.valueOf(line.fields().get("log.offset")))
                        .toList()))
            .toList());
  }

  private static List<Hit> hits(String text) {
    var hits = new ArrayList<Hit>();
    for (var one : text.split(" ", -1)) {
      if (one.isEmpty()) continue;
      var parts = one.split("\\.", -1);
      hits.add(
          new Hit(
              "logs",
              one,
              Instant.EPOCH,
              Map.of(
                  "host.name",
                  "db",
                  "log.file.path",
                  parts[0],
                  "stillwatch.record_offset",
                  Long.parseLong(parts[1]),
                  "log.offset",
                  Long.parseLong(parts[2]))));
    }
    return hits;
  }
}
