// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.bulk;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.ElasticSettings;
import io.stillwatch.indexer.RealElasticsearch;
import io.stillwatch.indexer.bulk.FaultyServer.Answer;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.client.Unrefreshed;
import io.stillwatch.indexer.document.DocumentSink;
import io.stillwatch.indexer.document.IndexPeriod;
import io.stillwatch.indexer.tail.RecentIndices;
import io.stillwatch.indexer.tail.SequenceAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the writer handles requests that fail as a whole; single items are tested in
/// [BulkItemOutcomesTest].
class BulkWriterTest {
  private static final ElasticSettings SETTINGS = ElasticSettings.CLUSTER.failingOnWarnings();

  @ParameterizedTest
  @CsvSource({
    "429, circuit_breaking_exception",
    "500, some_exception",
    "503, cluster_block_exception",
    "401, security_exception",
    "403, security_exception",
    "404, anything",
  })
  void a_failed_request_is_retried_as_a_whole(int status, String type) {
    assertThatThrownBy(() -> write(_ -> Answer.error(status, type), documents(3)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(status + " for a bulk request")
        .hasMessageContaining("simulated");
  }

  @Test
  void a_400_from_a_proxy_is_retried_without_rejecting_documents() {
    assertThatThrownBy(
            () -> write(_ -> new Answer(400, "<html>Bad gateway config</html>"), documents(3)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Bad gateway config");
  }

  @Test
  void a_request_is_retried_after_a_broken_connection() {
    assertThatThrownBy(() -> write(_ -> Answer.CUT, documents(3)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("did not respond");
  }

  @Test
  void a_missing_response_times_out() throws Exception {
    var never = new CountDownLatch(1);
    var shortTimeout = SETTINGS.withTimeout(Duration.ofMillis(200));
    try (var server = new FaultyServer(_ -> waitFor(never));
        var client = RealElasticsearch.client(server.uri(), shortTimeout)) {
      assertThatThrownBy(() -> writer(client).write(documents(3)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("did not respond");
      never.countDown();
    }
  }

  private static Answer waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Answer.CUT;
  }

  @Test
  void a_response_with_a_different_number_of_items_is_retried() {
    var one = new Answer(200, "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}}]}");
    assertThatThrownBy(() -> write(_ -> one, documents(3)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("1 outcomes for 3 documents");
  }

  @Test
  void a_successful_response_with_fewer_items_is_retried() {
    var one = new Answer(200, "{\"errors\":false,\"items\":[{\"create\":{\"status\":201}}]}");
    assertThatThrownBy(() -> write(_ -> one, documents(3)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("1 outcomes for 3 documents");
  }

  @Test
  void a_truncated_request_is_retried_without_rejecting_documents() {
    var cut =
        new Answer(
            400,
            "{\"error\":{\"type\":\"illegal_argument_exception\",\"reason\":"
                + "\"The bulk request must be terminated by a newline [\\\\n]\"},\"status\":400}");
    assertThatThrownBy(() -> write(_ -> cut, documents(1)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newline");
  }

  @ParameterizedTest
  @CsvSource({"400, illegal_argument_exception", "413, too_large"})
  void one_invalid_document_does_not_block_the_others(int status, String type) throws Exception {
    var outcomes =
        write(
            body ->
                body.contains("\"_id\":\"id-7\"")
                    ? Answer.error(status, type)
                    : Answer.stored(body),
            documents(20));
    for (int i = 0; i < outcomes.size(); i++) {
      assertThat(outcomes.get(i).kind())
          .isEqualTo(i == 7 ? BulkItemOutcome.Kind.REJECTED : BulkItemOutcome.Kind.STORED);
    }
    assertThat(outcomes.get(7).reason()).contains(status + " " + type);
  }

  @Test
  void a_413_from_a_proxy_splits_the_request() throws Exception {
    var outcomes =
        write(
            body -> body.length() > 2_000 ? new Answer(413, "") : Answer.stored(body),
            documents(100));
    assertThat(outcomes)
        .extracting(BulkItemOutcome::kind)
        .containsOnly(BulkItemOutcome.Kind.STORED);
  }

  @Test
  void requests_and_documents_have_a_maximum_size() throws Exception {
    var documents = new ArrayList<Document>();
    for (int i = 0; i < 8; i++) documents.add(document("large-" + i, 900_000));
    documents.add(document("too-large", DocumentSink.LARGEST_DOCUMENT));
    try (var server = new FaultyServer(Answer::stored)) {
      var outcomes = writer(server).write(documents);
      assertThat(outcomes.subList(0, 8))
          .extracting(BulkItemOutcome::kind)
          .containsOnly(BulkItemOutcome.Kind.STORED);
      assertThat(outcomes.get(8).kind()).isEqualTo(BulkItemOutcome.Kind.REJECTED);
      assertThat(outcomes.get(8).reason()).contains("more than the limit of 1048576");
      assertThat(server.bodies())
          .hasSize(2)
          .allMatch(body -> body.length() <= RequestArrays.LARGEST_REQUEST);
    }
  }

  @Test
  void quotes_and_line_breaks_in_names_do_not_start_a_new_line() throws Exception {
    var hostile =
        new Document("stillwatch-\"x\n", "a\"}}\n{\"delete\":{", bytes("{\n\"a\" : 1\n}"));
    try (var server = new FaultyServer(Answer::stored)) {
      assertThat(writer(server).write(List.of(hostile))).hasSize(1);
      assertThat(server.bodies().getFirst().lines())
          .containsExactly(
              "{\"create\":{\"_index\":\"stillwatch-\\\"x\\n\",\"_id\":\"a\\\"}}\\n{\\\"delete\\\":{\"}}",
              "{ \"a\" : 1 }");
    }
  }

  @Test
  void a_body_of_several_megabytes_arrives_unchanged() throws Exception {
    var documents = new ArrayList<Document>();
    for (int i = 0; i < 4; i++) documents.add(numbered("id-" + i, 100_000));
    try (var server = new FaultyServer(Answer::stored)) {
      assertThat(writer(server).write(documents)).hasSize(4);
      assertThat(server.bodies()).hasSize(1);
      assertThat(server.bodies().getFirst().lines().filter(line -> line.startsWith("{\"a\"")))
          .containsExactlyElementsOf(
              documents.stream()
                  .map(document -> new String(document.json(), StandardCharsets.UTF_8))
                  .toList());
    }
  }

  @Test
  void a_recycled_buffer_does_not_leak_the_previous_request() throws Exception {
    try (var server = new FaultyServer(Answer::stored)) {
      var writer = writer(server);
      writer.write(documents(100));
      writer.write(List.of(document("late", 3)));
      assertThat(server.bodies().getLast().lines())
          .containsExactly(
              "{\"create\":{\"_index\":\"stillwatch-logs-a-2026.11.22\",\"_id\":\"late\"}}",
              "{\"a\":\"xxx\"}");
    }
  }

  private static List<BulkItemOutcome> write(
      Function<String, Answer> script, List<Document> documents) throws Exception {
    try (var server = new FaultyServer(script)) {
      return writer(server).write(documents);
    }
  }

  private static BulkWriter writer(FaultyServer server) throws StoreException {
    return writer(RealElasticsearch.client(server.uri(), SETTINGS));
  }

  private static BulkWriter writer(ElasticClient client) {
    var clock = InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));
    return new BulkWriter(
        client,
        new SequenceAllocator(clock, 0),
        new RecentIndices(client, IndexPeriod.DAY, System::nanoTime),
        new Unrefreshed(client));
  }

  private static List<Document> documents(int count) {
    var documents = new ArrayList<Document>();
    for (int i = 0; i < count; i++) documents.add(document("id-" + i, 10));
    return documents;
  }

  private static Document document(String id, int padding) {
    return new Document(
        "stillwatch-logs-a-2026.11.22", id, bytes("{\"a\":\"" + "x".repeat(padding) + "\"}"));
  }

  private static Document numbered(String id, int numbers) {
    var text = IntStream.range(0, numbers).mapToObj(Integer::toString).collect(joining(" "));
    return new Document("stillwatch-logs-a-2026.11.22", id, bytes("{\"a\":\"" + text + "\"}"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
