// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.bulk;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.Fate;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.ElasticSettings;
import io.stillwatch.indexer.RealElasticsearch;
import io.stillwatch.indexer.bulk.FaultyServer.Answer;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.client.Unrefreshed;
import io.stillwatch.indexer.document.DocumentSink;
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

/// What the writer makes of requests that fail as a whole; the items are in [BulkItemOutcomesTest].
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
  void the_whole_request_must_be_repeated(int status, String type) {
    assertThatThrownBy(() -> write(_ -> Answer.error(status, type), documents(3)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(status + " to a bulk request")
        .hasMessageContaining("as played");
  }

  @Test
  void a_400_that_is_not_elasticsearchs_own_is_repeated_for_no_document_is_to_blame() {
    assertThatThrownBy(
            () -> write(_ -> new Answer(400, "<html>Bad gateway config</html>"), documents(3)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Bad gateway config");
  }

  @Test
  void a_cut_connection_is_repeated() {
    assertThatThrownBy(() -> write(_ -> Answer.CUT, documents(3)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("did not answer");
  }

  @Test
  void an_answer_that_does_not_come_is_not_waited_for_without_end() throws Exception {
    var never = new CountDownLatch(1);
    var impatient = SETTINGS.withTimeout(Duration.ofMillis(200));
    try (var server = new FaultyServer(_ -> waitFor(never));
        var client = RealElasticsearch.client(server.uri(), impatient)) {
      assertThatThrownBy(() -> writer(client).write(documents(3)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("did not answer");
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
  void an_answer_about_other_documents_is_repeated() {
    var one = new Answer(200, "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}}]}");
    assertThatThrownBy(() -> write(_ -> one, documents(3)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the fate of 1 documents for 3");
  }

  @Test
  void a_good_answer_about_fewer_documents_is_repeated() {
    var one = new Answer(200, "{\"errors\":false,\"items\":[{\"create\":{\"status\":201}}]}");
    assertThatThrownBy(() -> write(_ -> one, documents(3)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the fate of 1 documents for 3");
  }

  @Test
  void a_request_that_was_cut_on_the_way_is_repeated_for_no_document_is_to_blame() {
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
  void one_poisonous_document_does_not_hold_up_its_neighbours(int status, String type)
      throws Exception {
    var fates =
        write(
            body ->
                body.contains("\"_id\":\"id-7\"")
                    ? Answer.error(status, type)
                    : Answer.stored(body),
            documents(20));
    for (int i = 0; i < fates.size(); i++) {
      assertThat(fates.get(i).kind()).isEqualTo(i == 7 ? Fate.Kind.REJECTED : Fate.Kind.STORED);
    }
    assertThat(fates.get(7).reason()).contains(status + " " + type);
  }

  @Test
  void a_413_of_a_proxy_only_halves_the_request() throws Exception {
    var fates =
        write(
            body -> body.length() > 2_000 ? new Answer(413, "") : Answer.stored(body),
            documents(100));
    assertThat(fates).extracting(Fate::kind).containsOnly(Fate.Kind.STORED);
  }

  @Test
  void requests_and_documents_have_a_largest_size() throws Exception {
    var documents = new ArrayList<Document>();
    for (int i = 0; i < 8; i++) documents.add(document("large-" + i, 900_000));
    documents.add(document("too-large", DocumentSink.LARGEST_DOCUMENT));
    try (var server = new FaultyServer(Answer::stored)) {
      var fates = writer(server).write(documents);
      assertThat(fates.subList(0, 8)).extracting(Fate::kind).containsOnly(Fate.Kind.STORED);
      assertThat(fates.get(8).kind()).isEqualTo(Fate.Kind.REJECTED);
      assertThat(fates.get(8).reason()).contains("more than the 1048576");
      assertThat(server.bodies())
          .hasSize(2)
          .allMatch(body -> body.length() <= RequestArrays.LARGEST_REQUEST);
    }
  }

  @Test
  void names_with_quotes_and_line_breaks_make_no_line_of_their_own() throws Exception {
    var evil = new Document("stillwatch-\"x\n", "a\"}}\n{\"delete\":{", bytes("{\n\"a\" : 1\n}"));
    try (var server = new FaultyServer(Answer::stored)) {
      assertThat(writer(server).write(List.of(evil))).hasSize(1);
      assertThat(server.bodies().getFirst().lines())
          .containsExactly(
              "{\"create\":{\"_index\":\"stillwatch-\\\"x\\n\",\"_id\":\"a\\\"}}\\n{\\\"delete\\\":{\"}}",
              "{ \"a\" : 1 }");
    }
  }

  @Test
  void megabytes_arrive_as_they_were_written() throws Exception {
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
  void a_short_request_after_a_long_one_shows_nothing_of_it() throws Exception {
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

  private static List<Fate> write(Function<String, Answer> script, List<Document> documents)
      throws Exception {
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
        new RecentIndices(client),
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
