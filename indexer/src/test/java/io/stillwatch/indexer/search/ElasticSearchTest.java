// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.search.FieldValues;
import io.stillwatch.core.search.KqlException;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.SearchRequest;
import io.stillwatch.core.search.SearchResult;
import io.stillwatch.indexer.ElasticStores;
import io.stillwatch.indexer.RealElasticsearch;
import io.stillwatch.testkit.store.Samples;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every query runs on the real server: the tests check which of five lines it finds, not its
/// syntax.
class ElasticSearchTest {
  private static final Instant FROM = Instant.parse("2026-11-20T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-21T00:00:00Z");

  private static ElasticStores stores;

  @BeforeAll
  static void store_five_lines() throws Exception {
    stores = RealElasticsearch.empty();
    stores
        .evidence()
        .append(
            List.of(
                line(
                    "a",
                    "ops-1",
                    "01:00",
                    new LogEvent.RunStarted(
                        "root", "/usr/sbin/logrotate /etc/logrotate.conf", 4711),
                    "CRON[4711]: (root) CMD (/usr/sbin/logrotate /etc/logrotate.conf)"),
                line(
                    "b",
                    "ops-2",
                    "02:00",
                    new LogEvent.RunFailed("exit status 127", 4712),
                    "CRON[4712]: (CRON) error (grandchild #1 failed with exit status 127)"),
                line(
                    "c",
                    "ops-2",
                    "02:30",
                    new LogEvent.ConfigError("/etc/cron.d/a*b", "bad minute"),
                    "cron[1]: Error: bad minute; while reading /etc/cron.d/a*b"),
                line("d", "db-1", "03:00", new LogEvent.Other("sshd"), "sshd: status of the exit"),
                new LogRecord(
                    "e",
                    new SourceId("rds:orders"),
                    "rds.error",
                    Host.rds("orders-mysql"),
                    FROM.plus(Duration.ofHours(23)),
                    new Position("error/mysql-error.log", "g", 9),
                    new Line("[Warning] flush_slow_lgo is not a procedure", List.of("no-year")),
                    new LogEvent.Unparsed("no envelope"))));
  }

  private static Evidence line(String id, String host, String time, LogEvent event, String text) {
    return new LogRecord(
        id,
        Samples.SOURCE,
        "cron.syslog",
        Host.server(host),
        Instant.parse("2026-11-20T" + time + ":00Z"),
        new Position("/var/log/cron.log", "g", 10),
        Line.of(text),
        event);
  }

  @AfterAll
  static void close() {
    stores.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "''                                                    | edcba",
        "*                                                     | edcba",
        "host.name: ops-2                                      | cb",
        "host.name: ops*                                       | cba",
        "host.name: ops-1 or host.name: db-1                   | da",
        "host.name: (ops-1 or db-1)                            | da",
        "host.name: (ops* and not ops-2)                       | a",
        "not host.name: ops-2                                  | eda",
        "host.name: ops-2 and not event.action: run-failed     | c",
        "'\"exit status\"'                                     | b",
        "exit status                                           | db",
        "'message: \"exit status 127\"'                        | b",
        "message: logrot*                                      | a",
        "message: flush_slow*                                  | e",
        "logrot*                                               | a",
        "process.command_line: /usr/sbin/*                     | a",
        "process.pid >= 4712                                   | b",
        "process.pid: 4711                                     | a",
        "process.pid: abc                                      | ''",
        "process.pid: *                                        | ba",
        "process.*: sshd                                       | d",
        "*.name: root                                          | a",
        "file.path: /etc/cron.d/a\\*b                          | c",
        "file.path: /etc/cron.d/a\\**                          | c",
        "event.outcome: failure                                | cb",
        "event.reason: \"bad minute\"                          | c",
        "cloud.instance.id: orders-mysql                       | e",
        "tags: no-year                                         | e",
        "log.file.path: error*                                 | e",
        "no.such.field: x                                      | ''",
        "no.such.*: x                                          | ''",
        "nested.list:{ a: 1 }                                  | ''",
        "'@timestamp: \"2026-11-20\"'                          | edcba",
        "'@timestamp >= \"2026-11-20T02:30:00Z\"'              | edc",
        "'@timestamp < \"2026-11-20T02:00:00Z\"'               | a",
        "'message: \"(grandchild #1\"'                         | b",
        "'message: -+=&|!~^?/[]'                               | ''",
      })
  void finds_the_same_lines_as_kibana_newest_first(String kql, String ids) throws Exception {
    var hits = search(kql).hits();
    assertThat(String.join("", hits.stream().map(SearchResult.Hit::id).toList())).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource({"host.name: *2, cb", "event.action: *error, c", "host.name: *p*, cba"})
  void a_leading_wildcard_is_allowed_on_fields_with_few_values(String kql, String ids)
      throws Exception {
    var search = stores.search();
    var query = KqlQuery.parse(kql, search.fields());
    assertThat(ids(search.search(request(query, SearchRequest.Order.NEWEST, "")).hits()))
        .isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource({
    "@timestamp, true, edcba",
    "@timestamp, false, abcde",
    "process.pid, false, abedc",
    "process.pid, true, baedc",
    "host.name, false, dacbe",
    "message, true, edcba",
  })
  void lines_are_sorted_by_a_field_and_then_by_time(String field, boolean descending, String ids)
      throws Exception {
    var order = new SearchRequest.Order(field, descending);
    var result = stores.search().search(request(KqlQuery.parse(""), order, ""));
    assertThat(ids(result.hits())).isEqualTo(ids);
  }

  @Test
  void the_bars_are_divided_by_the_values_of_a_field() throws Exception {
    var request = request(KqlQuery.parse(""), SearchRequest.Order.NEWEST, "host.name");
    var bars = stores.search().search(request).histogram();
    assertThat(bars.get(2).parts()).containsExactly(Map.entry("ops-2", 2L));
    assertThat(bars.get(23).parts()).containsExactly(Map.entry("orders-mysql", 1L));
  }

  @Test
  void the_values_of_a_field_come_with_the_size_of_their_sample() throws Exception {
    var search = stores.search();
    var range = new Interval(FROM, UNTIL);
    var hosts = search.values(KqlQuery.parse(""), range, "host.name", 2);
    assertThat(hosts.sampled()).isEqualTo(5);
    assertThat(hosts.present()).isEqualTo(5);
    assertThat(hosts.top()).hasSize(2).first().isEqualTo(new FieldValues.Count("ops-2", 2));
    var pids = search.values(KqlQuery.parse("host.name: ops*"), range, "process.pid", 10);
    assertThat(pids.sampled()).isEqualTo(3);
    assertThat(pids.present()).isEqualTo(2);
    assertThat(search.values(KqlQuery.parse(""), range, "message", 10)).isEqualTo(FieldValues.NONE);
  }

  @Test
  void a_line_is_found_by_its_id_and_leads_to_its_neighbours_in_the_file() throws Exception {
    var search = stores.search();
    var first = search("host.name: ops-2").hits().getLast();
    assertThat(search.find(first.index(), first.id())).contains(first);
    assertThat(ids(search.around(first, true, 5))).isEqualTo("c");
    assertThat(search.around(first, false, 5)).isEmpty();
    var second = search.around(first, true, 5).getFirst();
    assertThat(ids(search.around(second, false, 5))).isEqualTo("b");
  }

  @ParameterizedTest
  @CsvSource({"stillwatch-alerts, a", "stillwatch-logs-*, a", "stillwatch-logs-x/_search?q=, a"})
  void only_lines_of_logs_are_found_by_id(String index, String id) throws Exception {
    assertThat(stores.search().find(index, id)).isEmpty();
  }

  @Test
  void an_export_passes_each_line_on_until_it_has_enough_or_its_sink_fails() throws Exception {
    var search = stores.search();
    var range = new Interval(FROM, UNTIL);
    var lines = new ArrayList<SearchResult.Hit>();
    assertThat(search.each(KqlQuery.parse(""), range, 1_000, lines::add)).isEqualTo(5);
    assertThat(ids(lines)).isEqualTo("edcba");
    assertThat(search.each(KqlQuery.parse(""), range, 2, lines::add)).isEqualTo(2);
    assertThatThrownBy(() ->
            search.each(
                KqlQuery.parse(""),
                range,
                10,
                _ -> {
                  throw new IOException("the browser has gone");
                }))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"@timestamp > \"yesterday noon\"", "host.name: (", "message: *lgo"})
  void an_invalid_query_is_an_error_rather_than_an_empty_result(String kql) {
    assertThatThrownBy(() -> search(kql)).isInstanceOf(KqlException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message: a*\\*/.\\{1,1000\\}[a-z]*",
        "message: x* and message: \\\"*",
        "host.name: a*b*c*d*e*f*g*h*",
        "message: and*",
      })
  void a_hostile_query_returns_a_result(String kql) throws Exception {
    assertThat(search(kql).hits()).isEmpty();
  }

  @Test
  void a_hit_contains_its_fields_by_dotted_name() throws Exception {
    var hit = search("host.name: ops-1").hits().getFirst();
    assertThat(hit.index()).isEqualTo("stillwatch-logs-cron.syslog-2026.11.20");
    assertThat(hit.at()).isEqualTo("2026-11-20T01:00:00Z");
    assertThat(hit.fields())
        .containsEntry("process.pid", 4711)
        .containsEntry("user.name", "root")
        .containsEntry("event.action", "run-start")
        .containsEntry("log.file.path", "/var/log/cron.log")
        .containsKeys("message", "event.ingested", "stillwatch.source");
  }

  @Test
  void t16_the_histogram_covers_the_range_including_empty_bars() throws Exception {
    var result = search("");
    assertThat(result.bar()).isEqualTo(Duration.ofHours(1));
    assertThat(result.histogram()).hasSize(24);
    assertThat(result.histogram().getFirst()).isEqualTo(new SearchResult.Bar(FROM, 0));
    assertThat(result.histogram().get(2).count()).isEqualTo(2);
    assertThat(result.histogram().stream().mapToLong(SearchResult.Bar::count).sum()).isEqualTo(5);
    assertThat(result.total()).isEqualTo(5);
    assertThat(result.totalExact()).isTrue();
  }

  @Test
  void returns_pages_without_a_histogram_unless_it_is_requested() throws Exception {
    var page = stores.search().search(new SearchRequest("", FROM, UNTIL, 1, 2, 0));
    assertThat(page.hits()).extracting(SearchResult.Hit::id).containsExactly("d", "c");
    assertThat(page.histogram()).isEmpty();
  }

  @Test
  void a_range_of_all_time_has_at_most_the_requested_number_of_bars() throws Exception {
    var request =
        new SearchRequest("", Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"), 0, 1, 50);
    var result = stores.search().search(request);
    assertThat(result.histogram()).hasSizeLessThanOrEqualTo(50);
    assertThat(result.total()).isEqualTo(5);
  }

  @Test
  void a_range_without_any_index_has_empty_bars() throws Exception {
    var request = new SearchRequest("x", FROM.minusSeconds(60), FROM.minusSeconds(30), 0, 10, 30);
    var result = stores.search().search(request);
    assertThat(result.hits()).isEmpty();
    assertThat(result.histogram()).hasSize(30).allMatch(bar -> bar.count() == 0);
  }

  @Test
  void counts_documents_by_family() throws Exception {
    var others = new ArrayList<Evidence>(List.of(Samples.listing("l"), Samples.gap("g")));
    stores.evidence().append(others);
    assertThat(stores.search().counts()).containsEntry("logs", 5L).containsEntry("snapshots", 2L);
  }

  private static SearchRequest request(
      KqlQuery query, SearchRequest.Order order, String breakdown) {
    return new SearchRequest(
        query,
        FROM,
        UNTIL,
        new SearchRequest.Rows(0, 100, order),
        new SearchRequest.Histogram(24, breakdown));
  }

  private static String ids(List<SearchResult.Hit> hits) {
    return String.join("", hits.stream().map(SearchResult.Hit::id).toList());
  }

  private static SearchResult search(String kql) throws Exception {
    return stores.search().search(new SearchRequest(kql, FROM, UNTIL, 0, 100, 24));
  }
}
