// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException.Permanent;
import io.stillwatch.core.source.SourceException.Retryable;
import io.stillwatch.simulator.s3.S3Proxy;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Over HTTP against a real S3 server.
class S3SourceTest {
  @TempDir private static Path folder;
  private static S3Proxy server;
  private static int test;

  private Instant now = Instant.parse("2026-01-15T10:30:00Z");
  private final InstantSource clock = () -> now;
  private final List<S3Sources> opened = new ArrayList<>();
  private String prefix = "";

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.open(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void prefix() {
    prefix = "case-" + ++test + "/";
  }

  @AfterEach
  void close() {
    opened.forEach(S3Sources::close);
  }

  @Test
  void objects_are_unpacked_by_what_they_hold_whatever_they_are_called() throws Exception {
    server.put(prefix + "1.gz", line(1));
    server.put(prefix + "2.log", gzip(line(2)));
    server.put(prefix + "3", Zstd.compress(line(3).getBytes(StandardCharsets.UTF_8)));
    server.put(prefix + "4.txt", bzip2(line(4)));
    server.put(prefix + "5.gz", joined(gzip(line(5)), gzip(line(6))));
    assertThat(texts(all(Checkpoint.START).evidence))
        .containsExactly(text(1), text(2), text(3), text(4), text(5), text(6));
  }

  @Test
  void keys_may_hold_anything() throws Exception {
    var keys =
        List.of("a b+c.log", "ä/日本 %41.log", "dt=2026-01-15/hh=10/x&y=1?.log", "quote'\"<>.log");
    for (var key : keys) server.put(prefix + key, line(keys.indexOf(key)));
    assertThat(all(Checkpoint.START).evidence)
        .extracting(one -> ((LogRecord) one).position().path())
        .containsExactlyInAnyOrderElementsOf(
            keys.stream().map(key -> "s3://logs/" + prefix + key).toList());
  }

  @Test
  void an_object_that_was_written_again_brings_what_is_new_and_repeats_the_ids_of_the_rest()
      throws Exception {
    server.put(prefix + "growing.log", line(1) + line(2));
    var first = all(Checkpoint.START);
    server.put(prefix + "growing.log", line(1) + line(2) + line(3));
    var second = all(first.end);
    assertThat(ids(second.evidence))
        .hasSize(3)
        .startsWith(ids(first.evidence).toArray(String[]::new));
    assertThat(all(second.end).evidence).isEmpty();
  }

  @Test
  void a_late_object_with_a_small_key_is_found_although_keys_do_not_sort_by_time()
      throws Exception {
    server.put(prefix + "f0/stream/000000.gz", gzip(line(1)));
    var first = all(Checkpoint.START);
    server.put(prefix + "0a/stream/000000.gz", gzip(line(2)));
    assertThat(texts(all(first.end).evidence)).containsExactly(text(2));
  }

  @Test
  void lines_that_cloudwatch_exported_tell_host_and_time_of_the_line_within() throws Exception {
    server.put(prefix + "aws-logs-write-test", "Permission Check Successful");
    server.put(
        prefix + "4ab1/web-7/000000.gz",
        gzip(
            "2026-01-15T02:00:03.000Z Jan 15 02:00:01 web-7 CRON[9]: (root) CMD (/opt/a.sh)\n"
                + "2026-01-15T02:00:04.000Z something else\n"));
    var evidence = all(Checkpoint.START).evidence;
    assertThat(evidence).hasSize(2);
    var run = (LogRecord) evidence.getFirst();
    assertThat(run.event()).isEqualTo(new LogEvent.RunStarted("root", "/opt/a.sh", 9));
    assertThat(run.host()).isEqualTo(Host.server("web-7"));
    assertThat(run.at()).isEqualTo(Instant.parse("2026-01-15T02:00:01Z"));
    assertThat(evidence.get(1).at()).isEqualTo(Instant.parse("2026-01-15T02:00:04Z"));
  }

  @Test
  void a_large_object_is_read_in_portions_by_one_source_or_by_many() throws Exception {
    var lines = new StringBuilder();
    for (int i = 0; i < 12_345; i++) lines.append(line(i));
    server.put(prefix + "large.gz", gzip(lines.toString()));
    var one = all(Checkpoint.START);
    assertThat(one.evidence).hasSize(12_345);
    var many = new ArrayList<Evidence>();
    var checkpoint = Checkpoint.START;
    for (boolean caughtUp = false; !caughtUp; ) {
      var batch = source().poll(checkpoint); // a new one each time, as after a restart
      many.addAll(batch.evidence());
      checkpoint = batch.next();
      caughtUp = batch.caughtUp();
    }
    assertThat(ids(many)).isEqualTo(ids(one.evidence));
  }

  @Test
  void a_bomb_stops_at_its_limits_and_leaves_a_gap_and_the_others_are_read() throws Exception {
    server.put(prefix + "a-bomb.gz", gzip("0".repeat(40 << 20)));
    server.put(prefix + "b-good.log", line(1));
    var read = all(Checkpoint.START);
    assertThat(read.evidence.stream().filter(Gap.class::isInstance))
        .singleElement()
        .satisfies(
            gap -> assertThat(((Gap) gap).why()).contains("a-bomb.gz", "100 times its size"));
    assertThat(texts(read.evidence)).contains(text(1));
    assertThat(all(read.end).evidence).isEmpty();
  }

  @Test
  void bombs_of_every_packing_stop_at_their_limits() throws Exception {
    var zeros = "0".repeat(40 << 20);
    server.put(prefix + "a.zst", Zstd.compress(zeros.getBytes(StandardCharsets.UTF_8)));
    server.put(prefix + "b.bz2", bzip2(zeros));
    server.put(prefix + "c-bomb-in-two-parts.gz", joined(gzip(line(1)), gzip(zeros)));
    var read = all(Checkpoint.START);
    assertThat(read.evidence.stream().filter(Gap.class::isInstance)).hasSize(3);
    assertThat(texts(read.evidence)).contains(text(1));
  }

  @Test
  void a_cut_archive_is_read_as_far_as_it_goes_and_the_rest_is_a_gap() throws Exception {
    var random = new SplittableRandom(3);
    var lines = new StringBuilder();
    for (int i = 0; i < 2_000; i++)
      lines.append(line(i).strip()).append(random.nextLong()).append('\n');
    var packed = gzip(lines.toString());
    server.put(prefix + "cut.gz", Arrays.copyOf(packed, packed.length / 2));
    var read = all(Checkpoint.START);
    assertThat(read.evidence.getLast()).isInstanceOf(Gap.class);
    assertThat(read.evidence.size()).isBetween(500, 1_500);
  }

  @Test
  void a_deleted_object_that_was_begun_leaves_a_gap() throws Exception {
    server.put(prefix + "large.log", line(1).repeat(6_000));
    var first = source().poll(Checkpoint.START);
    assertThat(first.caughtUp()).isFalse();
    server.delete(prefix + "large.log");
    var second = source().poll(first.next());
    assertThat(second.evidence()).singleElement().isInstanceOf(Gap.class);
  }

  @Test
  void objects_beyond_the_lookback_are_forgotten_and_never_read_again() throws Exception {
    now = Instant.now(); // objects are as old as the server says
    server.put(prefix + "1.log", line(1));
    var first = all(Checkpoint.START);
    now = now.plus(Duration.ofHours(49));
    var settings = settings(true, Duration.ofDays(30));
    var later = all(first.end, settings);
    assertThat(later.evidence).isEmpty();
    assertThat(S3State.of(later.end).objects()).isEmpty();
    assertThat(S3State.of(later.end).floor()).isEqualTo(prefix + "1.log");
    assertThat(all(later.end, settings).evidence).isEmpty();
  }

  @Test
  void known_up_to_the_newest_object_and_blind_when_none_comes_for_too_long() throws Exception {
    now = Instant.now();
    server.put(prefix + "1.log", line(1));
    var first = all(Checkpoint.START);
    assertThat(source().poll(first.end).completeUntil())
        .isBetween(now.minusSeconds(60), now.plusSeconds(60));
    now = now.plus(Duration.ofHours(27));
    assertThatThrownBy(() -> source().poll(first.end))
        .isInstanceOf(Retryable.class)
        .hasMessageContaining("No object has come to s3://logs/" + prefix);
  }

  @Test
  void a_denied_listing_names_the_action_and_a_missing_bucket_the_key() throws Exception {
    var own = folder.resolve("guarded");
    java.nio.file.Files.createDirectories(own);
    try (var guarded = S3Server.guarded(own);
        var sources =
            new S3Sources(
                "us-east-1",
                guarded.endpoint(),
                List.of(settings(false, Duration.ofHours(26))),
                clock)) {
      assertThatThrownBy(() -> sources.watched().getFirst().source().poll(Checkpoint.START))
          .isInstanceOf(Permanent.class)
          .hasMessage("s3:ListBucket on arn:aws:s3:::logs was denied.")
          .extracting(e -> ((Permanent) e).rule())
          .isEqualTo("IA02");
    }
    var absent =
        new S3Settings(
            "absent-bucket",
            "",
            Host.server("x"),
            ZoneOffset.UTC,
            settings(false, Duration.ofHours(26)).arrival(),
            S3Settings.Limits.USUAL);
    assertThatThrownBy(() -> source(absent).poll(Checkpoint.START))
        .isInstanceOf(Permanent.class)
        .extracting(e -> ((Permanent) e).rule())
        .isEqualTo("CO03");
  }

  @Test
  void a_denied_object_names_its_action_or_that_of_its_key() {
    assertThat(S3Errors.translate("s3:GetObject", "arn:aws:s3:::logs/a/*", denied("Access Denied")))
        .isInstanceOf(Permanent.class)
        .hasMessageContaining("s3:GetObject on arn:aws:s3:::logs/a/*");
    var key = denied("User is not authorized to perform: kms:Decrypt on this resource");
    assertThat(S3Errors.translate("s3:GetObject", "arn:aws:s3:::logs/a/*", key))
        .hasMessageStartingWith("kms:Decrypt on the key that encrypts");
  }

  private static S3Exception denied(String message) {
    var details = AwsErrorDetails.builder().errorCode("AccessDenied").errorMessage(message).build();
    return (S3Exception)
        S3Exception.builder().awsErrorDetails(details).message(message).statusCode(403).build();
  }

  private record Read(List<Evidence> evidence, Checkpoint end) {}

  private Read all(Checkpoint from) throws Exception {
    return all(from, settings(false, Duration.ofHours(26)));
  }

  private Read all(Checkpoint from, S3Settings settings) throws Exception {
    var evidence = new ArrayList<Evidence>();
    var source = source(settings);
    var checkpoint = from;
    while (true) {
      var batch = source.poll(checkpoint);
      evidence.addAll(batch.evidence());
      checkpoint = batch.next();
      if (batch.caughtUp()) return new Read(evidence, checkpoint);
    }
  }

  private S3Settings settings(boolean dated, Duration quietAfter) {
    return new S3Settings(
        S3Server.BUCKET,
        prefix,
        Host.server("web-1"),
        ZoneOffset.UTC,
        new S3Settings.Arrival(dated, Duration.ofHours(48), quietAfter),
        S3Settings.Limits.USUAL);
  }

  private LogSource source() {
    return source(settings(false, Duration.ofHours(26)));
  }

  private LogSource source(S3Settings settings) {
    var sources = new S3Sources("us-east-1", server.endpoint(), List.of(settings), clock);
    opened.add(sources);
    return sources.watched().getFirst().source();
  }

  private static String line(int number) {
    return text(number) + "\n";
  }

  private static String text(int number) {
    return "Jan 15 02:%02d:%02d web-1 CRON[%d]: (root) CMD (/opt/a.sh)"
        .formatted(number / 60 % 60, number % 60, number + 1);
  }

  private static List<String> texts(List<Evidence> evidence) {
    return evidence.stream()
        .filter(LogRecord.class::isInstance)
        .map(one -> ((LogRecord) one).line().text())
        .toList();
  }

  private static List<String> ids(List<Evidence> evidence) {
    return evidence.stream().map(Evidence::id).toList();
  }

  private interface Packing {
    OutputStream over(OutputStream out) throws java.io.IOException;
  }

  private static byte[] packed(String text, Packing packing) throws java.io.IOException {
    var out = new ByteArrayOutputStream();
    try (var packer = packing.over(out)) {
      packer.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static byte[] gzip(String text) throws java.io.IOException {
    return packed(text, GZIPOutputStream::new);
  }

  private static byte[] bzip2(String text) throws java.io.IOException {
    return packed(text, BZip2CompressorOutputStream::new);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    var both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
