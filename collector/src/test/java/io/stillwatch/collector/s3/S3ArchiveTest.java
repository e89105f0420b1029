// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.aws.AwsAccess;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.simulator.s3.S3Proxy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over HTTP against a real S3 server.
class S3ArchiveTest {
  private static final SourceId SOURCE = new SourceId("file:web-1");
  private static final Host HOST = Host.server("web-1");
  private static final Instant START = Instant.parse("2026-01-15T10:30:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static S3Proxy server;
  private static int test;

  private final List<S3Archive> opened = new ArrayList<>();
  private final String prefix = "archive-" + ++test + "/";
  private final Path waiting = folder.resolve("waiting-" + test);
  private Instant now = START;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.open(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void close() {
    opened.forEach(S3Archive::close);
  }

  private S3Archive archive(String endpoint, String bucket, long maxBytes) throws IOException {
    var settings = new ArchiveSettings(bucket, prefix, waiting, Duration.ofMinutes(5), maxBytes);
    var session = new AwsSession(new AwsAccess("us-east-1", endpoint), () -> now);
    var archive = new S3Archive(settings, session, () -> now);
    opened.add(archive);
    return archive;
  }

  private S3Archive archive() throws IOException {
    return archive(server.endpoint(), S3Server.BUCKET, 1 << 20);
  }

  private static void send(S3Archive archive) throws Exception {
    archive.watched().getFirst().source().poll(Checkpoint.START);
  }

  private static LogRecord line(int number) {
    var position = new Position("/var/log/syslog", "generation", number * 100L);
    return new LogRecord(
        EvidenceId.of("line", String.valueOf(number)),
        SOURCE,
        "cron.syslog",
        HOST,
        START.plusSeconds(number),
        position,
        Line.of("line " + number + " é"),
        new LogEvent.Other("cron"));
  }

  private static List<Evidence> lines(int from, int until) {
    var lines = new ArrayList<Evidence>();
    for (int number = from; number < until; number++) lines.add(line(number));
    return lines;
  }

  private static List<JsonNode> unpacked(byte[] packed) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      var lines = new ArrayList<JsonNode>();
      for (var line : text.split("\n", -1)) if (!line.isEmpty()) lines.add(JSON.readTree(line));
      return lines;
    }
  }

  private List<String> texts() throws Exception {
    var texts = new ArrayList<String>();
    for (var key : server.keys(prefix + "data/"))
      unpacked(server.get(key)).forEach(line -> texts.add(line.path("text").asText()));
    return texts;
  }

  private static List<String> expected(int from, int until) {
    return lines(from, until).stream().map(one -> ((LogRecord) one).line().text()).toList();
  }

  @Test
  void batches_come_as_one_packed_object_once_they_are_old_enough() throws Exception {
    var archive = archive();
    archive.keep(lines(0, 3));
    archive.keep(lines(3, 5));
    send(archive);
    assertThat(server.keys(prefix)).isEmpty();
    now = now.plus(Duration.ofMinutes(5));
    send(archive);
    assertThat(server.keys(prefix + "data/2026/01/15/")).hasSize(1);
    assertThat(texts()).isEqualTo(expected(0, 5));
    assertThat(waiting).isEmptyDirectory();
  }

  @Test
  void a_line_that_is_no_utf8_is_kept_with_its_bytes() throws Exception {
    var line = line(0);
    var bytes = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
    var lossy =
        new LogRecord(
            line.id(),
            line.source(),
            line.dataset(),
            line.host(),
            line.at(),
            line.position(),
            Line.decoded(bytes, List.of()),
            line.event());
    var archive = archive();
    archive.keep(List.of(lossy, line(1)));
    now = now.plus(Duration.ofMinutes(5));
    send(archive);
    var kept = unpacked(server.get(server.keys(prefix + "data/").getFirst()));
    assertThat(kept.getFirst().path("text").asText()).isEqualTo("caf\ufffd");
    assertThat(kept.getFirst().path("original_b64").binaryValue()).isEqualTo(bytes);
    assertThat(kept.getLast().has("original_b64")).isFalse();
  }

  @Test
  void the_index_tells_what_is_where_so_that_one_batch_can_be_taken_out() throws Exception {
    var archive = archive();
    archive.keep(lines(0, 3));
    archive.keep(lines(3, 5));
    now = now.plus(Duration.ofMinutes(5));
    send(archive);
    var index = JSON.readTree(server.get(server.keys(prefix + "index/").getFirst()));
    var second = index.path("batches").path(1);
    var object = server.get(index.path("object").asText());
    int from = second.path("position").asInt();
    var member = Arrays.copyOfRange(object, from, from + second.path("length").asInt());
    assertThat(unpacked(member).getFirst().path("text").asText()).isEqualTo("line 3 é");
    var part = second.path("parts").path(0);
    assertThat(part.path("source").asText()).isEqualTo("file:web-1");
    assertThat(part.path("path").asText()).isEqualTo("/var/log/syslog");
    assertThat(part.path("lines").asInt()).isEqualTo(2);
    assertThat(part.path("first_offset").asLong()).isEqualTo(300);
    assertThat(part.path("until").asText()).isEqualTo(START.plusSeconds(4).toString());
  }

  @Test
  void gaps_are_kept_too_and_listings_are_no_logs() throws Exception {
    var archive = archive();
    var position = new Position("/var/log/syslog", "generation", 7);
    archive.keep(List.of(new Gap("gap", SOURCE, HOST, START, position, 99, "truncated")));
    archive.keep(List.of(new Listing("l", SOURCE, HOST, START, List.of(), Map.of())));
    now = now.plus(Duration.ofMinutes(5));
    send(archive);
    var lines = unpacked(server.get(server.keys(prefix + "data/").getFirst()));
    assertThat(lines)
        .singleElement()
        .satisfies(one -> {
          assertThat(one.path("gap").asLong()).isEqualTo(99);
          assertThat(one.path("offset").asLong()).isEqualTo(7);
        });
  }

  @Test
  void what_waits_is_sent_by_the_next_process() throws Exception {
    archive().keep(lines(0, 3));
    var next = archive();
    next.keep(lines(3, 4));
    send(next);
    assertThat(texts()).isEqualTo(expected(0, 3));
  }

  @Test
  void what_a_crash_left_half_written_is_cut_off() throws Exception {
    archive().keep(lines(0, 3));
    try (var files = Files.list(waiting)) {
      for (var file : files.toList())
        Files.write(file, new byte[] {31, -117, 8}, StandardOpenOption.APPEND);
    }
    send(archive());
    assertThat(texts()).isEqualTo(expected(0, 3));
  }

  @Test
  void a_bucket_that_is_not_there_is_named_and_nothing_is_lost() throws Exception {
    var absent = archive(server.endpoint(), "absent", 1 << 20);
    absent.keep(lines(0, 3));
    now = now.plus(Duration.ofMinutes(5));
    assertThatThrownBy(() -> send(absent))
        .isInstanceOf(SourceException.Permanent.class)
        .extracting(e -> ((SourceException.Permanent) e).rule())
        .isEqualTo("CO03");
    send(archive());
    assertThat(texts()).isEqualTo(expected(0, 3));
  }

  @Test
  void a_denied_archive_names_its_action() throws Exception {
    var own = folder.resolve("guarded-" + test);
    Files.createDirectories(own);
    try (var guarded = S3Server.guarded(own)) {
      var archive = archive(guarded.endpoint(), S3Server.BUCKET, 1 << 20);
      archive.keep(lines(0, 1));
      now = now.plus(Duration.ofMinutes(5));
      assertThatThrownBy(() -> send(archive))
          .isInstanceOf(SourceException.Permanent.class)
          .hasMessageContaining("s3:PutObject on arn:aws:s3:::logs/" + prefix);
    }
  }

  @Test
  void a_server_that_is_away_is_asked_again() throws Exception {
    var away = archive("http://127.0.0.1:1", S3Server.BUCKET, 1 << 20);
    away.keep(lines(0, 1));
    now = now.plus(Duration.ofMinutes(5));
    assertThatThrownBy(() -> send(away)).isInstanceOf(SourceException.Retryable.class);
    assertThat(waiting).isNotEmptyDirectory();
  }

  @Test
  void a_full_folder_leaves_lines_out_and_counts_them_and_nobody_waits() throws Exception {
    var small = archive(server.endpoint(), S3Server.BUCKET, 200);
    for (int batch = 0; batch < 10; batch++) small.keep(lines(batch * 10, batch * 10 + 10));
    assertThat(small.leftOut()).isPositive();
    now = now.plus(Duration.ofMinutes(5));
    send(small);
    assertThat(texts().size() + small.leftOut()).isEqualTo(100);
  }
}
