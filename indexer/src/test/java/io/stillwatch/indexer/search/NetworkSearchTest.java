// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Fields;
import io.stillwatch.core.evidence.Fields.Session;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.search.SearchRequest;
import io.stillwatch.core.search.SearchResult;
import io.stillwatch.indexer.ElasticStores;
import io.stillwatch.indexer.RealElasticsearch;
import io.stillwatch.testkit.store.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Addresses are searched as text and as members of a network.
class NetworkSearchTest {
  private static final Instant AT = Instant.parse("2026-11-20T01:00:00Z");
  private static ElasticStores stores;

  @BeforeAll
  static void store_lines_of_four_clients() throws Exception {
    stores = RealElasticsearch.empty();
    stores
        .evidence()
        .append(
            List.of(
                line("a", "10.0.4.7"),
                line("b", "10.0.5.7"),
                line("c", "2001:db8::7"),
                line("d", "reports.example.org")));
  }

  private static LogRecord line(String id, String address) {
    var session = new Session("app", "orders", address, 5432);
    var fields = new Fields("", 0, -1, session, "", -1, -1, Map.of());
    return new LogRecord(
        id,
        Samples.SOURCE,
        "postgresql",
        Host.server("db-1"),
        AT,
        new Position("/var/log/postgresql.log", "g", 10),
        new Line("connection received", List.of(), fields),
        new LogEvent.Other("postgres"));
  }

  @AfterAll
  static void close() {
    stores.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "client.address: 10.0.4.0/24            | a",
        "client.address: 10.0.0.0/16            | ab",
        "client.address: \"2001:db8::/32\"      | c",
        "not client.address: 10.0.0.0/8         | cd",
        "client.address: 10.0.4.7               | a",
        "client.address: 10.0*                  | ab",
        "client.address: reports.example.org    | d",
        "client.address: *                      | abcd",
      })
  void a_network_finds_its_addresses(String kql, String ids) throws Exception {
    var request = new SearchRequest(kql, AT.minusSeconds(60), AT.plusSeconds(60), 0, 10, 0);
    var hits = stores.search().search(request).hits();
    assertThat(hits.stream().map(SearchResult.Hit::id).sorted()).containsExactly(ids.split(""));
  }
}
