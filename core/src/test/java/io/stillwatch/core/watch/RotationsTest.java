// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RotationsTest {
  private static final Instant MONDAY = Instant.parse("2026-01-05T06:40:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-01-06T06:40:00Z");

  private final Rotations rotations = new Rotations();

  @Test
  void a_log_that_only_grows_is_not_rotated() {
    read(MONDAY, Map.of(), file("/var/log/syslog", 100), file("/var/log/syslog.1", 50));
    assertThat(read(TUESDAY, Map.of(), file("/var/log/syslog", 200), file("/var/log/syslog.1", 50)))
        .isEmpty();
  }

  @Test
  void a_log_that_shrank_was_rotated_or_truncated() {
    read(MONDAY, Map.of(), file("/var/log/syslog", 100));
    assertThat(read(TUESDAY, Map.of(), file("/var/log/syslog", 10))).containsExactly(TUESDAY);
  }

  @Test
  void a_log_that_outgrew_itself_overnight_is_caught_by_its_first_rotated_file() {
    read(MONDAY, Map.of(), file("/var/log/syslog", 100), file("/var/log/syslog.1", 50));
    assertThat(
            read(TUESDAY, Map.of(), file("/var/log/syslog", 120), file("/var/log/syslog.1", 105)))
        .containsExactly(TUESDAY);
  }

  @Test
  void the_status_file_tells_the_time_but_does_not_prove_a_rotation() {
    var claimed = Instant.parse("2026-01-06T06:25:01Z");
    read(MONDAY, Map.of("/var/log/syslog", MONDAY), file("/var/log/syslog", 100));
    assertThat(read(TUESDAY, Map.of("/var/log/syslog", claimed), file("/var/log/syslog", 200)))
        .isEmpty();
    var wednesday = Instant.parse("2026-01-07T06:40:00Z");
    var done = Instant.parse("2026-01-07T06:25:01Z");
    assertThat(read(wednesday, Map.of("/var/log/syslog", done), file("/var/log/syslog", 5)))
        .containsExactly(done);
  }

  @Test
  void an_empty_log_is_rotated_where_the_status_says_so_for_there_is_nothing_to_see() {
    var claimed = Instant.parse("2026-01-06T06:25:01Z");
    read(MONDAY, Map.of("/var/log/quiet.log", MONDAY), file("/var/log/quiet.log", 0));
    assertThat(read(TUESDAY, Map.of("/var/log/quiet.log", claimed), file("/var/log/quiet.log", 0)))
        .containsExactly(claimed);
  }

  @Test
  void compressing_a_rotated_file_later_is_no_second_rotation() {
    read(MONDAY, Map.of(), file("/var/log/syslog", 100), file("/var/log/syslog.1", 500));
    assertThat(
            read(TUESDAY, Map.of(), file("/var/log/syslog", 200), file("/var/log/syslog.1.gz", 50)))
        .isEmpty();
  }

  @Test
  void dated_names_tell_the_rotations_of_the_past_in_the_very_first_listing() {
    assertThat(
            read(
                Instant.parse("2026-01-05T13:30:00Z"),
                Map.of(),
                file("error/postgresql.log.2026-01-05-12", 10),
                file("error/postgresql.log.2026-01-05-13", 10)))
        .containsExactly(
            Instant.parse("2026-01-05T12:00:00Z"), Instant.parse("2026-01-05T13:00:00Z"));
  }

  private List<Instant> read(Instant at, Map<String, Instant> status, LogFile... files) {
    var host = Host.server("db-1");
    var listing = new Listing("id", new SourceId("test"), host, at, List.of(files), status);
    return rotations.read(listing).stream()
        .flatMap(seen -> seen.rotated().stream())
        .map(Rotations.Window::likely)
        .toList();
  }

  private static LogFile file(String path, long size) {
    return new LogFile(path, size, LogFile.NOT_TOLD);
  }
}
