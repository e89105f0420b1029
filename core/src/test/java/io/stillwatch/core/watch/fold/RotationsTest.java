// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.state.ListingState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RotationsTest {
  private static final Instant MONDAY = Instant.parse("2026-01-05T06:40:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-01-06T06:40:00Z");
  private static final Instant RAN = Instant.parse("2026-01-06T06:25:01Z");

  private ListingState state = ListingState.NONE;

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
  void a_log_that_outgrew_itself_overnight_is_caught_by_its_first_closed_file() {
    read(MONDAY, Map.of(), file("/var/log/syslog", 100), file("/var/log/syslog.1", 50));
    assertThat(
            read(TUESDAY, Map.of(), file("/var/log/syslog", 120), file("/var/log/syslog.1", 105)))
        .containsExactly(TUESDAY);
  }

  @Test
  void the_time_of_the_closed_file_says_when() {
    read(MONDAY, Map.of(), file("/var/log/syslog", 100));
    assertThat(
            read(
                TUESDAY,
                Map.of(),
                file("/var/log/syslog", 10),
                new LogFile("/var/log/syslog.1", 150, RAN)))
        .containsExactly(RAN);
  }

  @Test
  void the_status_file_says_when_but_does_not_prove_a_rotation() {
    read(MONDAY, Map.of("/var/log/syslog", MONDAY), file("/var/log/syslog", 100));
    assertThat(read(TUESDAY, Map.of("/var/log/syslog", RAN), file("/var/log/syslog", 200)))
        .isEmpty();
    var wednesday = Instant.parse("2026-01-07T06:40:00Z");
    var done = Instant.parse("2026-01-07T06:25:01Z");
    assertThat(read(wednesday, Map.of("/var/log/syslog", done), file("/var/log/syslog", 5)))
        .containsExactly(done);
  }

  @Test
  void an_empty_log_is_rotated_where_the_status_says_so() {
    read(MONDAY, Map.of("/var/log/quiet.log", MONDAY), file("/var/log/quiet.log", 0));
    assertThat(read(TUESDAY, Map.of("/var/log/quiet.log", RAN), file("/var/log/quiet.log", 0)))
        .containsExactly(RAN);
  }

  @Test
  void compressing_a_closed_file_later_is_not_a_second_rotation() {
    read(
        MONDAY,
        Map.of(),
        file("/var/log/syslog", 100),
        new LogFile("/var/log/syslog.1", 500, MONDAY));
    assertThat(
            read(
                TUESDAY,
                Map.of(),
                file("/var/log/syslog", 200),
                new LogFile("/var/log/syslog.1.gz", 50, MONDAY)))
        .isEmpty();
  }

  @Test
  void dated_names_show_the_rotations_of_the_past_in_the_first_listing() {
    assertThat(
            read(
                Instant.parse("2026-01-05T13:30:00Z"),
                Map.of(),
                file("error/postgresql.log.2026-01-05-12", 10),
                file("error/postgresql.log.2026-01-05-13", 10)))
        .containsExactly(
            Instant.parse("2026-01-05T12:00:00Z"), Instant.parse("2026-01-05T13:00:00Z"));
  }

  @Test
  void a_rotation_that_the_log_reports_is_exact_once_a_listing_shows_it() {
    read(MONDAY, Map.of(), file("slow.log", 100));
    state = Rotations.announced(state, "slow.log", RAN);
    assertThat(read(TUESDAY, Map.of(), file("slow.log", 5))).containsExactly(RAN);
  }

  @Test
  void an_older_listing_changes_nothing() {
    read(TUESDAY, Map.of(), file("/var/log/syslog", 100));
    var before = state;
    assertThat(read(MONDAY, Map.of(), file("/var/log/syslog", 1))).isEmpty();
    assertThat(state).isEqualTo(before);
  }

  private List<Instant> read(Instant at, Map<String, Instant> status, LogFile... files) {
    var host = Host.server("db-1");
    var listing = new Listing("id", new SourceId("test"), host, at, List.of(files), status);
    var reading = Rotations.read(state, listing);
    state = reading.next();
    return reading.seen().stream()
        .flatMap(seen -> seen.rotated().stream())
        .map(Rotations.Window::likely)
        .toList();
  }

  private static LogFile file(String path, long size) {
    return new LogFile(path, size, LogFile.UNKNOWN_TIME);
  }
}
