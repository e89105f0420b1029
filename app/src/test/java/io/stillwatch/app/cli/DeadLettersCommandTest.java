// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.app.http.DeadLetterServer;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.store.Document;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The same orders to the folder of a Stillwatch that is stopped, and to one that runs.
class DeadLettersCommandTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-15T10:00:00Z"));

  @TempDir private Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Spool spool() throws Exception {
    return Spool.open(data.resolve("spool"), 64 << 20, CLOCK);
  }

  private static void fill(Spool spool, int letters) throws Exception {
    for (int i = 0; i < letters; i++) {
      var json = ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8);
      spool.keep(new Document("stillwatch-logs-x", "id-" + i, json), "400 mapping conflict");
    }
  }

  private int run(List<String> where, String... order) {
    out.getBuffer().setLength(0);
    var arguments = new ArrayList<>(List.of(order));
    arguments.addAll(1, where);
    return new CommandLine(new DeadLettersCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  private void orders(List<String> where) throws Exception {
    assertThat(run(where, "list", "--limit", "2", "--offset", "1")).isZero();
    assertThat(out.toString()).contains("400 mapping conflict").contains("2 of 1203");
    assertThat(run(where, "list", "--json")).isZero();
    var page = new ObjectMapper().readTree(out.toString());
    assertThat(page.path("items")).hasSize(100);
    assertThat(page.at("/items/0/at").asText()).isEqualTo("2026-01-15T10:00:00Z");
    long first = page.at("/items/0/number").asLong();
    assertThat(run(where, "show", Long.toString(first))).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).path("document").asText())
        .isEqualTo("{\"n\":0}");
    assertThat(run(where, "replay", Long.toString(first), "999999")).isEqualTo(1);
    assertThat(out.toString()).contains("1 dead letters are sent again");
    assertThat(run(where, "replay", "--all")).isZero();
    assertThat(out.toString()).contains("1202 dead letters are sent again");
  }

  @Test
  void a_stopped_stillwatch_is_asked_by_its_folder() throws Exception {
    try (var spool = spool()) {
      fill(spool, 1_203);
    }
    orders(List.of("--data", data.toString()));
    try (var spool = spool()) {
      assertThat(spool.rows()).isEqualTo(1_203);
      assertThat(spool.deadLetterCount()).isZero();
    }
  }

  @Test
  void a_running_stillwatch_is_asked_by_its_address() throws Exception {
    try (var spool = spool();
        var server = DeadLetterServer.of(spool)) {
      fill(spool, 1_203);
      orders(List.of("--url", "http://127.0.0.1:" + server.port()));
      assertThat(spool.rows()).isEqualTo(1_203);
    }
  }

  @Test
  void a_folder_that_is_in_use_or_missing_is_told() throws Exception {
    try (var spool = spool()) {
      assertThat(spool.rows()).isZero();
      assertThat(run(List.of("--data", data.toString()), "list")).isEqualTo(1);
      assertThat(err.toString()).contains("in use by another Stillwatch");
    }
    assertThat(run(List.of("--data", data.resolve("no").toString()), "list")).isEqualTo(1);
    assertThat(err.toString()).contains("does not exist");
  }

  private void discards(List<String> where) throws Exception {
    assertThat(run(where, "list", "--json", "--limit", "3")).isZero();
    var items = new ObjectMapper().readTree(out.toString()).path("items");
    var first = items.at("/0/number").asText();
    var third = items.at("/2/number").asText();
    assertThat(run(where, "discard", first, "999999", third, first)).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern(" " + first + "  stillwatch-logs-x  id-0\\R")
        .containsPattern(" " + third + "  stillwatch-logs-x  id-2\\R")
        .contains("2 dead letters are discarded.");
    assertThat(err.toString()).isEqualToIgnoringNewLines("There is no dead letter 999999.");
    assertThat(run(where, "discard", "--all", "--json")).isZero();
    var gone = new ObjectMapper().readTree(out.toString());
    assertThat(gone.path("discarded").asInt()).isEqualTo(2_501);
    assertThat(gone.path("items").findValuesAsText("id"))
        .hasSize(2_501)
        .doesNotHaveDuplicates()
        .startsWith("id-1", "id-3")
        .endsWith("id-2502");
    assertThat(run(where, "discard", "--all")).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("0 dead letters are discarded.");
  }

  @Test
  void a_stopped_stillwatch_discards_by_its_folder() throws Exception {
    try (var spool = spool()) {
      fill(spool, 2_503);
    }
    discards(List.of("--data", data.toString()));
    try (var spool = spool()) {
      assertThat(spool.deadLetterCount()).isZero();
      assertThat(spool.rows()).isZero();
    }
  }

  @Test
  void a_running_stillwatch_discards_by_its_address() throws Exception {
    try (var spool = spool();
        var server = DeadLetterServer.of(spool)) {
      fill(spool, 2_503);
      discards(List.of("--url", "http://127.0.0.1:" + server.port()));
      assertThat(spool.deadLetterCount()).isZero();
      assertThat(spool.rows()).isZero();
    }
  }

  @Test
  void discard_needs_either_numbers_or_all_of_them_and_else_throws_nothing_away() throws Exception {
    try (var spool = spool()) {
      fill(spool, 2);
    }
    var where = List.of("--data", data.toString());
    assertThat(run(where, "discard")).isEqualTo(2);
    assertThat(run(where, "discard", "--all", "1")).isEqualTo(2);
    assertThat(run(where, "discard", "one")).isEqualTo(2);
    assertThat(err.toString()).contains("Name dead letters by number, or say --all.");
    try (var spool = spool()) {
      assertThat(spool.deadLetterCount()).isEqualTo(2);
    }
  }

  @Test
  void replay_needs_numbers_or_all_of_them() throws Exception {
    spool().close();
    assertThat(run(List.of("--data", data.toString()), "replay")).isEqualTo(2);
    assertThat(err.toString()).contains("--all");
  }
}
