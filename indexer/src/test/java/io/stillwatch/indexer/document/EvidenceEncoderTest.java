// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.store.Document;
import io.stillwatch.indexer.tail.SequenceAllocator;
import io.stillwatch.testkit.store.Samples;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceEncoderTest {
  private final SequenceAllocator sequences = new SequenceAllocator(InstantSource.system(), 0);
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private final EvidenceEncoder encoder =
      new EvidenceEncoder(InstantSource.fixed(NOW), IndexPeriod.DAY);

  @Test
  void decoding_returns_the_encoded_evidence() throws Exception {
    var all = new ArrayList<Evidence>(Samples.oneOfEach());
    int number = 10;
    for (var event : Samples.eventsAboutJobs()) all.add(Samples.line(number++, event));
    all.add(Samples.line(number++, new LogEvent.Other("sshd")));
    all.add(Samples.line(number, new LogEvent.Unparsed("no time")));
    for (var evidence : all) {
      assertThat(decoded(encoded(encoder, evidence))).isEqualTo(evidence);
    }
  }

  @Test
  void the_same_evidence_gives_the_same_document() {
    var later = new EvidenceEncoder(InstantSource.fixed(NOW.plusSeconds(86_000)), IndexPeriod.DAY);
    for (var evidence : Samples.oneOfEach()) {
      assertThat(encoded(later, evidence)).isEqualTo(encoded(encoder, evidence));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T23:59:59.999Z,             2026.11.20, false",
    "1970-01-01T00:00:00Z,                 2016, true",
    "9999-01-01T00:00:00Z,                 2026.11.23, true",
    "+292278995-01-01T00:00:00Z,           2026.11.23, true",
  })
  void an_implausible_time_is_clamped_and_flagged(Instant at, String day, boolean clamped)
      throws Exception {
    var line = Samples.line(1, new LogEvent.DaemonStarted("cron"), at, "started");
    var document = encoded(encoder, line);
    assertThat(document.index()).isEqualTo("stillwatch-logs-cron.syslog-" + day);
    assertThat(tree(document).path("tags").toString().contains("clamped")).isEqualTo(clamped);
    assertThat(decoded(document).at()).isEqualTo(at);
  }

  @Test
  void an_index_may_cover_a_month() {
    var monthly = new EvidenceEncoder(InstantSource.fixed(NOW), IndexPeriod.MONTH);
    assertThat(encoded(monthly, Samples.started(1)).index())
        .isEqualTo("stillwatch-logs-cron.syslog-2026.11");
    assertThat(encoded(monthly, Samples.gap("g")).index())
        .isEqualTo("stillwatch-snapshots-2026.11");
  }

  @Test
  void unpaired_surrogates_are_replaced() throws Exception {
    var line =
        Samples.line(1, new LogEvent.Other("a\udc00"), NOW, "half \ud83d pair, \ud83d\ude00");
    var document = tree(encoded(encoder, line));
    assertThat(document.path("message").asText()).isEqualTo("half \ufffd pair, \ud83d\ude00");
    assertThat(document.path("process").path("name").asText()).isEqualTo("a\ufffd");
  }

  @Test
  void a_line_that_is_too_long_is_truncated_and_flagged() throws Exception {
    var line =
        Samples.line(
            1, new LogEvent.Other("x"), NOW, "\u0001".repeat(DocumentSink.LARGEST_DOCUMENT));
    var document = encoded(encoder, line);
    assertThat(document.json().length).isLessThanOrEqualTo(DocumentSink.LARGEST_DOCUMENT);
    var decoded = (LogRecord) decoded(document);
    assertThat(decoded.line().text()).hasSizeGreaterThan(100_000);
    assertThat(decoded.line().flags()).containsExactly("truncated");
  }

  @Test
  void a_valid_utf8_line_is_stored_without_its_bytes() throws Exception {
    var text = "\u0000 \ufffd \u65e5";
    var document = encoded(encoder, of(Line.decoded(text.getBytes(UTF_8), List.of())));
    assertThat(tree(document).path("event").has("original_b64")).isFalse();
    assertThat(tree(document).path("message").asText()).isEqualTo(text);
    assertThat(((LogRecord) decoded(document)).line()).isEqualTo(Line.of(text));
  }

  @Test
  void the_bytes_of_a_thousand_random_lines_are_restored_from_the_documents() throws Exception {
    var random = new SplittableRandom(42);
    var all = new ArrayList<LogRecord>();
    var written = new ArrayList<byte[]>();
    for (int i = 0; i < 1_000; i++) {
      var bytes = new byte[random.nextInt(20, 200)];
      random.nextBytes(bytes);
      written.add(bytes);
      all.add(of(Line.decoded(bytes, List.of())));
    }
    var documents = encoder.encode(all);
    for (int i = 0; i < 1_000; i++) {
      var event = tree(documents.get(i)).path("event");
      assertThat(event.path("original_b64").binaryValue()).isEqualTo(written.get(i));
      assertThat(tree(documents.get(i)).path("message").asText()).contains("\ufffd");
      assertThat(decoded(documents.get(i))).isEqualTo(all.get(i));
    }
  }

  @Test
  void the_bytes_of_a_line_do_not_leak_into_the_next() throws Exception {
    var lossy = of(Line.decoded(new byte[] {(byte) 0xe9}, List.of()));
    var documents = encoder.encode(List.of(of(Line.of("a")), lossy, of(Line.of("b"))));
    assertThat(documents.stream().map(one -> new String(one.json(), UTF_8)))
        .extracting(json -> json.contains("original_b64"))
        .containsExactly(false, true, false);
  }

  @Test
  void the_longest_line_keeps_all_bytes_and_as_much_text_as_fits() throws Exception {
    var bytes = new byte[512 << 10];
    new SplittableRandom(1).nextBytes(bytes);
    var line = of(Line.decoded(bytes, List.of()));
    var document = encoded(encoder, line);
    assertThat(document.json().length)
        .isBetween(DocumentSink.LARGEST_DOCUMENT * 3 / 4, DocumentSink.LARGEST_DOCUMENT);
    var decoded = ((LogRecord) decoded(document)).line();
    assertThat(Base64.getDecoder().decode(decoded.original())).isEqualTo(bytes);
    assertThat(line.line().text()).startsWith(decoded.text());
    assertThat(decoded.text()).hasSizeGreaterThan(20_000);
    assertThat(decoded.flags()).containsExactly("lossy", "truncated");
  }

  /// A writer that keeps its offset after its log was truncated leaves such a line of NUL bytes.
  @Test
  void a_line_whose_text_is_too_large_keeps_all_bytes() throws Exception {
    var bytes = new byte[512 << 10];
    Arrays.fill(bytes, 500 << 10, bytes.length, (byte) 'x');
    var document = encoded(encoder, of(Line.decoded(bytes, List.of())));
    assertThat(document.json().length).isLessThanOrEqualTo(DocumentSink.LARGEST_DOCUMENT);
    var decoded = ((LogRecord) decoded(document)).line();
    assertThat(Base64.getDecoder().decode(decoded.original())).isEqualTo(bytes);
    assertThat(decoded.flags()).containsExactly("truncated");
  }

  @Test
  void bytes_that_do_not_fit_are_dropped_in_favour_of_the_text() throws Exception {
    var bytes = new byte[DocumentSink.LARGEST_DOCUMENT];
    Arrays.fill(bytes, 10, bytes.length, (byte) 'x');
    bytes[0] = (byte) 0xe9;
    var document = encoded(encoder, of(Line.decoded(bytes, List.of())));
    assertThat(document.json().length).isLessThanOrEqualTo(DocumentSink.LARGEST_DOCUMENT);
    var decoded = ((LogRecord) decoded(document)).line();
    assertThat(decoded.original()).isEmpty();
    assertThat(decoded.text()).hasSizeGreaterThan(500_000).endsWith("xxx");
    assertThat(decoded.flags()).containsExactly("lossy", "truncated");
  }

  @Test
  void a_document_that_is_too_large_because_of_another_field_has_neither_text_nor_bytes()
      throws Exception {
    var user = "x".repeat(DocumentSink.LARGEST_DOCUMENT);
    var line = Samples.line(1, new LogEvent.RunStarted(user, "true", 1));
    var lossy = line.withLine(Line.decoded(new byte[] {'a', (byte) 0xe9}, List.of()));
    var decoded = ((LogRecord) decoded(encoded(encoder, lossy))).line();
    assertThat(decoded.text()).isEmpty();
    assertThat(decoded.original()).isEmpty();
  }

  private static LogRecord of(Line line) {
    return Samples.line(1, new LogEvent.Other("app")).withLine(line);
  }

  @Test
  void a_document_is_stamped_in_place_and_again_when_it_is_resent() throws Exception {
    for (var evidence : Samples.oneOfEach()) {
      var json = encoded(encoder, evidence).json();
      var buffer = new byte[json.length + 20];
      System.arraycopy(json, 0, buffer, 13, json.length);
      sequences.stamp(buffer, 13, json.length, 1_800_000_000_000_001L);
      sequences.stamp(buffer, 13, json.length, 1_790_000_000_123_456L);
      var event = Json.MAPPER.readTree(buffer, 13, json.length).path("event");
      assertThat(event.path("sequence").asLong()).isEqualTo(1_790_000_000_123_456L);
      assertThat(event.path("ingested").asText()).isEqualTo("2026-09-21T14:13:20.123Z");
    }
  }

  @Test
  void a_line_without_an_event_gets_a_date_but_no_number() throws Exception {
    var json = encoded(encoder, Samples.line(1, new LogEvent.Other("sshd"))).json();
    sequences.stamp(json, 0, json.length, 1_790_000_000_000_000L);
    var event = Json.MAPPER.readTree(json).path("event");
    assertThat(event.path("ingested").asText()).isEqualTo("2026-09-21T14:13:20.000Z");
    assertThat(event.has("sequence")).isFalse();
  }

  @Test
  void foreign_documents_are_not_stamped() {
    var json = "{\"event\":{\"kind\":\"event\"},\"message\":\"not ours\"}".getBytes();
    var before = json.clone();
    sequences.stamp(json, 0, json.length, 1_790_000_000_000_000L);
    assertThat(json).isEqualTo(before);
  }

  private static Document encoded(EvidenceEncoder encoder, Evidence evidence) {
    return encoder.encode(List.of(evidence)).getFirst();
  }

  private static JsonNode tree(Document document) throws IOException {
    return Json.MAPPER.readTree(document.json());
  }

  private static Evidence decoded(Document document) throws IOException {
    var hit = Json.object().put("_index", document.index()).put("_id", document.id());
    hit.set("_source", tree(document));
    return EvidenceDecoder.decode(hit).orElseThrow();
  }
}
