// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException.Permanent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A bucket with versions, over HTTP.
class S3VersionsTest {
  private static final String KEY = "hosts/web-1/syslog";

  private Instant now = Instant.parse("2026-01-15T10:30:00Z");
  private final List<Evidence> stored = new ArrayList<>();
  private Checkpoint checkpoint = Checkpoint.START;
  private VersionedBucket bucket;
  private S3Sources sources;

  @BeforeEach
  void start() throws Exception {
    bucket = new VersionedBucket();
    var arrival = new S3Settings.Arrival(true, Duration.ofHours(48), Duration.ofDays(30));
    var settings =
        new S3Settings(
            "logs",
            "hosts/",
            Host.server("web-1"),
            ZoneOffset.UTC,
            arrival,
            S3Settings.Limits.USUAL);
    sources = new S3Sources("us-east-1", bucket.endpoint(), List.of(settings), () -> now);
  }

  @AfterEach
  void stop() {
    sources.close();
    bucket.close();
  }

  private LogSource source() {
    return sources.watched().getFirst().source();
  }

  private void read() throws Exception {
    for (boolean caughtUp = false; !caughtUp; ) {
      var batch = source().poll(checkpoint);
      stored.addAll(batch.evidence());
      checkpoint = batch.next();
      caughtUp = batch.caughtUp();
    }
    now = now.plus(Duration.ofMinutes(2));
  }

  private List<String> texts() {
    return stored.stream().map(one -> ((LogRecord) one).line().text()).toList();
  }

  private static String line(int number) {
    return "Jan 15 02:00:%02d web-1 CRON[%d]: (root) CMD (/opt/a.sh)".formatted(number, number + 1);
  }

  private void put(int... lines) {
    var text = new StringBuilder();
    for (int number : lines) text.append(line(number)).append('\n');
    bucket.put(KEY, text.toString(), now);
  }

  @Test
  void what_was_written_over_between_two_polls_is_read_too() throws Exception {
    put(1, 2);
    read();
    put(3);
    put(4);
    read();
    assertThat(texts()).containsExactly(line(1), line(2), line(3), line(4));
  }

  @Test
  void a_version_that_repeats_lines_repeats_their_ids() throws Exception {
    put(1, 2);
    put(1, 2, 3);
    read();
    assertThat(stored.stream().map(Evidence::id).distinct()).hasSize(3);
  }

  @Test
  void a_new_version_of_an_old_key_is_found_although_listing_starts_late() throws Exception {
    put(1);
    bucket.put("hosts/web-1/a-older", line(9) + "\n", now);
    read();
    now = now.plus(Duration.ofHours(60));
    read();
    assertThat(S3State.of(checkpoint).floor()).isEqualTo(KEY);
    bucket.put("hosts/web-2/later", line(5) + "\n", now);
    read();
    assertThat(texts()).hasSize(3);
  }

  @Test
  void versions_that_may_not_be_listed_are_a_shortcoming_and_the_newest_are_read()
      throws Exception {
    put(1);
    put(2);
    bucket.deny("versions");
    read();
    assertThat(texts()).containsExactly(line(2));
    assertThat(source().shortcomings())
        .singleElement()
        .satisfies(one -> assertThat(one.remedy()).contains("s3:ListBucketVersions"));
    bucket.deny();
    read();
    assertThat(texts()).contains(line(1));
    assertThat(source().shortcomings()).isEmpty();
  }

  @Test
  void a_bucket_that_does_not_tell_is_read_without_versions() throws Exception {
    put(1);
    put(2);
    bucket.deny("versioning");
    read();
    assertThat(texts()).containsExactly(line(2));
    assertThat(source().shortcomings()).isEmpty();
  }

  @Test
  void a_denied_object_names_its_action() {
    put(1);
    bucket.deny("get", "versioning");
    assertThatThrownBy(() -> source().poll(Checkpoint.START))
        .isInstanceOf(Permanent.class)
        .hasMessage("s3:GetObject on arn:aws:s3:::logs/hosts/* was denied.");
  }

  @Test
  void a_denied_version_names_its_action() {
    put(1);
    bucket.deny("get");
    assertThatThrownBy(() -> source().poll(Checkpoint.START))
        .isInstanceOf(Permanent.class)
        .extracting(e -> ((Permanent) e).remedy())
        .asString()
        .contains("s3:GetObjectVersion");
  }
}
