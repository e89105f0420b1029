// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.OriginalLines.Look;
import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.testkit.store.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ElasticOriginalsTest {
  private static final Instant AT = Instant.parse("2026-11-20T02:00:00Z");
  private static final String SECRET = "mysqldump -phunter2 shop";

  private static ElasticStores stores;
  private static Hit line;

  @BeforeAll
  static void a_line_with_a_secret_is_stored() throws Exception {
    stores = RealElasticsearch.empty();
    stores
        .evidence()
        .append(
            List.of(
                new LogRecord(
                    "a",
                    Samples.SOURCE,
                    "cron.syslog",
                    Host.server("ops-1"),
                    AT,
                    new Position("/var/log/cron.log", "g", 10),
                    Line.of(SECRET),
                    new LogEvent.Other("app"))));
    var found = new ArrayList<Hit>();
    var range = new Interval(AT, AT.plus(Duration.ofHours(1)));
    stores.search().each(new KqlQuery.Everything(), range, 10, found::add);
    line = found.getFirst();
  }

  @AfterAll
  static void close() {
    stores.close();
  }

  @Test
  void a_line_as_it_was_written_is_returned_and_the_look_is_stored() throws Exception {
    assertThat(line.fields().toString()).contains("-pREDACTED").doesNotContain("hunter2");
    var look = new Look(line.index(), line.id(), "ana", "ticket 7", AT);
    assertThat(stores.originals().open(look)).contains(SECRET);
    assertThat(stores.originals().looks(10)).contains(look);
  }

  @Test
  void a_line_is_not_shown_while_looks_cannot_be_stored() throws Exception {
    var look = new Look(line.index(), line.id(), "ana", "ticket 8", AT);
    stores.originals().open(look);
    try (var client = RealElasticsearch.client()) {
      blocked(client, true);
      assertThatThrownBy(() -> stores.originals().open(look)).isInstanceOf(StoreException.class);
      blocked(client, false);
    }
    assertThat(stores.originals().open(look)).contains(SECRET);
  }

  private static void blocked(ElasticClient client, boolean blocked) throws Exception {
    var settings = Json.object().put("index.blocks.write", blocked);
    client.json("PUT", "/stillwatch-audit-*/_settings", settings);
  }

  @Test
  void a_secret_in_a_reason_is_not_stored() throws Exception {
    stores.originals().open(new Look(line.index(), line.id(), "ana", "password=hunter3", AT));
    assertThat(stores.originals().looks(10).toString()).doesNotContain("hunter3");
  }

  @Test
  void what_is_no_stored_line_is_not_shown_and_leaves_no_look() throws Exception {
    int before = stores.originals().looks(10).size();
    assertThat(stores.originals().open(new Look(line.index(), "b", "ana", "x", AT))).isEmpty();
    assertThat(stores.originals().open(new Look("stillwatch-watch", "x", "ana", "x", AT)))
        .isEmpty();
    assertThat(stores.originals().looks(10)).hasSize(before);
  }
}
