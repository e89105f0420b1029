// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.search.KqlException;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.KqlText;
import io.stillwatch.core.search.KqlValue;
import io.stillwatch.indexer.document.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each query of `kql.tsv` becomes: the query for Elasticsearch, or `!`, the column of the
/// error and what was expected.
class KqlTableTest {
  private static final FieldTypes TYPES = FieldTypes.ofLogs();
  private static final KqlDsl DSL = new KqlDsl(TYPES);
  private static final String ALPHABET =
      "\\():<>\"*{}=ab and or not\t\n\u00a0\u0000ß日\u202e%_-0123456789.TZ/,&|!^~?[]uU";

  record Row(String kql, String becomes) {
    @Override
    public String toString() {
      return kql;
    }
  }

  static List<Row> rows() throws IOException {
    try (var table = KqlTableTest.class.getResourceAsStream("/kql.tsv")) {
      var rows = new ArrayList<Row>();
      for (var line : new String(table.readAllBytes(), UTF_8).split("\n")) {
        int tab = line.lastIndexOf('\t');
        rows.add(new Row(line.substring(0, tab), line.substring(tab + 1)));
      }
      return rows;
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_query_becomes_what_the_table_says(Row row) {
    assertThat(becomes(row.kql())).isEqualTo(row.becomes());
  }

  private static String becomes(String kql) {
    try {
      return new String(Json.bytes(DSL.translate(KqlQuery.parse(kql, TYPES.logFields()))), UTF_8);
    } catch (KqlException e) {
      return "! " + e.getMessage();
    }
  }

  @Test
  void the_table_is_large_and_has_no_query_twice() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(250).extracting(Row::kql).doesNotHaveDuplicates();
  }

  @Test
  void a_million_random_texts_are_queries_or_errors_with_a_column() {
    var random = new Random(42);
    int parsed = 0;
    for (int i = 0; i < 1_000_000; i++) {
      var text = text(random, 24);
      try {
        KqlQuery.parse(text, TYPES.logFields());
        parsed++;
      } catch (KqlException e) {
        assertThat(e.column()).isBetween(1, text.length() + 1);
      }
    }
    assertThat(parsed).isGreaterThan(10_000);
  }

  @Test
  void any_value_in_quotes_means_itself() {
    var random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      var value = text(random, 12);
      assertThat(KqlQuery.parse("a : " + KqlText.quoted(value)))
          .isEqualTo(new KqlQuery.Is(KqlText.exact("a"), new KqlValue.Phrase(value)));
    }
  }

  @Test
  void random_queries_parse_to_what_they_were_written_from() {
    var random = new Random(9);
    for (int i = 0; i < 50_000; i++) {
      var query = query(random, 3);
      assertThat(KqlQuery.parse(written(query))).as(written(query)).isEqualTo(query);
    }
  }

  private static KqlQuery query(Random random, int depth) {
    return switch (depth == 0 ? random.nextInt(3) : random.nextInt(6)) {
      case 0 -> new KqlQuery.AnyField(new KqlValue.Phrase(text(random, 6)));
      case 1 -> new KqlQuery.Is(KqlText.exact("f"), new KqlValue.Phrase(text(random, 6)));
      case 2 -> new KqlQuery.Range(KqlText.exact("g"), KqlQuery.Bound.AT_LEAST, text(random, 6));
      case 3 -> new KqlQuery.Not(query(random, depth - 1));
      case 4 -> new KqlQuery.AllOf(List.of(query(random, depth - 1), query(random, depth - 1)));
      default -> new KqlQuery.AnyOf(List.of(query(random, depth - 1), query(random, depth - 1)));
    };
  }

  private static String written(KqlQuery query) {
    return switch (query) {
      case KqlQuery.AnyField(KqlValue.Phrase(var text)) -> KqlText.quoted(text);
      case KqlQuery.Is(var field, KqlValue.Phrase(var text)) -> field + ": " + KqlText.quoted(text);
      case KqlQuery.Range(var field, var bound, var limit) ->
          field + bound.sign() + KqlText.quoted(limit);
      case KqlQuery.Not(var part) -> "not (" + written(part) + ")";
      case KqlQuery.AllOf(var parts) -> joined(parts, ") and (");
      case KqlQuery.AnyOf(var parts) -> joined(parts, ") or (");
      default -> throw new AssertionError(query);
    };
  }

  private static String joined(List<KqlQuery> parts, String between) {
    return "(" + String.join(between, parts.stream().map(KqlTableTest::written).toList()) + ")";
  }

  private static String text(Random random, int longest) {
    int length = random.nextInt(longest);
    return Stream.generate(() -> ALPHABET.charAt(random.nextInt(ALPHABET.length())))
        .limit(length)
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }
}
