// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.testkit.store.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a real server handles evidence that it rejects, permanently or temporarily.
class ElasticEvidenceTest {
  private static final String INDEX = "stillwatch-logs-cron.syslog-2026.11.20";

  private final RealElasticsearch.Letters letters = new RealElasticsearch.Letters();
  private ElasticStores stores;
  private ElasticClient client;

  @BeforeEach
  void connect() throws Exception {
    stores = RealElasticsearch.empty(letters);
    client = RealElasticsearch.client();
  }

  @AfterEach
  void close() throws Exception {
    stores.close();
    client.close();
  }

  @Test
  void a_resent_document_is_reported_as_a_duplicate() throws Exception {
    var documents = stores.documents().encode(Samples.oneOfEach());
    assertThat(kinds(documents)).containsOnly(BulkItemOutcome.Kind.STORED);
    assertThat(kinds(documents)).containsOnly(BulkItemOutcome.Kind.DUPLICATE);
  }

  @Test
  void writes_to_a_blocked_index_are_retried() throws Exception {
    stores.evidence().append(List.of(Samples.started(1)));
    block(true);
    assertThat(kinds(stores.documents().encode(List.of(Samples.started(2)))))
        .containsOnly(BulkItemOutcome.Kind.RETRY);
    assertThatThrownBy(() -> stores.evidence().append(List.of(Samples.started(2))))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cluster_block_exception");
    block(false);
    stores.evidence().append(List.of(Samples.started(2)));
    assertThat(letters.ids()).isEmpty();
  }

  private void block(boolean blocked) throws StoreException {
    var settings = Json.object();
    if (blocked) settings.put("index.blocks.read_only_allow_delete", true);
    else settings.putNull("index.blocks.read_only_allow_delete");
    client.json("PUT", "/" + INDEX + "/_settings", settings);
  }

  @Test
  void writes_to_a_closed_index_are_retried_without_rejecting_documents() throws Exception {
    stores.evidence().append(List.of(Samples.started(1)));
    client.send("POST", "/" + INDEX + "/_close", new byte[0]);
    assertThat(kinds(stores.documents().encode(List.of(Samples.started(2)))))
        .containsOnly(BulkItemOutcome.Kind.RETRY);
    client.send("POST", "/" + INDEX + "/_open", new byte[0]);
    assertThat(letters.ids()).isEmpty();
  }

  @Test
  void only_the_document_that_does_not_fit_the_mapping_is_rejected() throws Exception {
    var documents =
        new ArrayList<>(stores.documents().encode(List.of(Samples.started(1), Samples.started(2))));
    documents.add(1, document("bad", "{\"@timestamp\":\"30 February\"}"));
    var outcomes = stores.documents().write(documents);
    assertThat(outcomes)
        .extracting(BulkItemOutcome::kind)
        .containsExactly(
            BulkItemOutcome.Kind.STORED,
            BulkItemOutcome.Kind.REJECTED,
            BulkItemOutcome.Kind.STORED);
    assertThat(outcomes.get(1).reason())
        .contains("document_parsing_exception")
        .contains("February");
  }

  @Test
  void an_id_that_is_too_long_fails_the_request_but_only_its_document_is_rejected()
      throws Exception {
    var evidence = new ArrayList<Evidence>();
    for (int i = 0; i < 500; i++) evidence.add(Samples.started(i));
    var invalid = withId("x".repeat(513));
    evidence.add(250, invalid);
    stores.evidence().append(evidence);
    assertThat(letters.ids()).containsExactly(invalid.id());
    assertThat(letters.reasons().get(invalid.id())).contains("too long");
    assertThat(stores.search().counts()).containsEntry("logs", 500L);
  }

  private static LogRecord withId(String id) {
    var record = Samples.started(1);
    return new LogRecord(
        id,
        record.source(),
        record.dataset(),
        record.host(),
        record.at(),
        record.position(),
        record.line(),
        record.event());
  }

  @Test
  void bytes_that_are_not_valid_utf8_are_restored_from_the_server() throws Exception {
    var random = new SplittableRandom(42);
    var all = new ArrayList<Evidence>();
    for (int i = 0; i < 1_000; i++) {
      var bytes = new byte[i == 500 ? 512 << 10 : random.nextInt(1, 60)];
      random.nextBytes(bytes);
      var line = Samples.started(i);
      all.add(line.withLine(Line.decoded(bytes, List.of())));
    }
    stores.evidence().append(all);
    assertThat(letters.ids()).isEmpty();
    var read = stores.evidence().readAfter(EvidenceStore.Page.START).evidence();
    assertThat(read)
        .extracting(one -> ((LogRecord) one).line().original())
        .containsExactlyElementsOf(
            all.stream().map(one -> ((LogRecord) one).line().original()).toList());
    var whole = new ArrayList<>(read);
    var longest = (LogRecord) whole.set(500, all.get(500));
    assertThat(whole).isEqualTo(all);
    assertThat(longest.line().flags()).containsExactly(Line.LOSSY, "truncated");
    var mapping = client.get("/" + INDEX + "/_mapping").findPath("original_b64");
    assertThat(mapping.path("index").asBoolean(true)).isFalse();
  }

  @Test
  void a_foreign_document_does_not_block_the_reader() throws Exception {
    var document =
        document(
            "foreign",
            "{\"event\":{\"sequence\":1700000000000000,\"action\":\"future\"},"
                + "\"@timestamp\":\"2026-11-20T00:00:00Z\"}");
    assertThat(stores.documents().write(List.of(document)).getFirst().kind())
        .isEqualTo(BulkItemOutcome.Kind.STORED);
    stores.evidence().append(List.of(Samples.started(1)));
    var page = stores.evidence().readAfter(EvidenceStore.Page.START);
    assertThat(page.evidence()).containsExactly(Samples.started(1));
  }

  @Test
  void documents_that_another_process_stored_late_are_read_although_the_cursor_is_past_them()
      throws Exception {
    var behind = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(-20));
    try (var other =
        ElasticStores.connect(
            RealElasticsearch.uri(), RealElasticsearch.settings(), letters, behind)) {
      stores.evidence().append(List.of(Samples.started(1), Samples.started(2)));
      var first = stores.evidence().readAfter(EvidenceStore.Page.START);
      assertThat(stores.evidence().readAfter(first.next()).evidence()).isEmpty();

      other.evidence().append(List.of(Samples.started(3)));
      client.send("POST", "/stillwatch-logs/_refresh", new byte[0]);

      var second = stores.evidence().readAfter(first.next());
      assertThat(second.evidence())
          .containsExactlyInAnyOrder(Samples.started(1), Samples.started(2), Samples.started(3));
      assertThat(stores.evidence().readAfter(second.next()).evidence()).isEmpty();
    }
  }

  @Test
  void numbers_continue_after_a_restart_with_a_clock_that_was_set_back() throws Exception {
    stores.evidence().append(List.of(Samples.started(1)));
    var cursor = stores.evidence().readAfter(EvidenceStore.Page.START).next();
    var yesterday = InstantSource.fixed(Instant.now().minus(Duration.ofDays(1)));
    try (var restarted =
        ElasticStores.connect(
            RealElasticsearch.uri(), RealElasticsearch.settings(), letters, yesterday)) {
      restarted.evidence().append(List.of(Samples.started(2)));
      assertThat(restarted.evidence().readAfter(cursor).evidence())
          .containsExactly(Samples.started(2));
    }
  }

  @Test
  void a_foreign_cursor_is_an_error() {
    assertThatThrownBy(() -> stores.evidence().readAfter("4711"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Not a cursor of this store");
  }

  private List<BulkItemOutcome.Kind> kinds(List<Document> documents) throws StoreException {
    return stores.documents().write(documents).stream().map(BulkItemOutcome::kind).toList();
  }

  private static Document document(String id, String json) {
    return new Document(INDEX, id, json.getBytes(StandardCharsets.UTF_8));
  }
}
