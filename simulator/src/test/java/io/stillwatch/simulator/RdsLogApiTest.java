// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.simulator.aws.Fault;
import io.stillwatch.simulator.aws.FaultRule;
import io.stillwatch.simulator.rds.DatabaseInstance;
import io.stillwatch.simulator.rds.Engine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbLogFileNotFoundException;
import software.amazon.awssdk.services.rds.model.DownloadDbLogFilePortionResponse;
import software.amazon.awssdk.services.rds.model.RdsException;

class RdsLogApiTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String SLOW = "slowquery/mysql-slowquery.log";

  private final DatabaseInstance shop = new DatabaseInstance("shop-1", Engine.MYSQL, "8.0.40", 20);
  private SimulatedAccount account;
  private RdsClient rds;

  @BeforeEach
  void start() {
    var other = new DatabaseInstance("ledger-1", Engine.POSTGRES, "16.4", 50);
    account = SimulatedAccount.start(List.of(shop, other), InstantSource.system());
    rds = AwsClients.rds(account);
  }

  @AfterEach
  void stop() {
    rds.close();
    account.close();
  }

  @Test
  void tells_the_instances_page_by_page() {
    var all =
        rds.describeDBInstancesPaginator(r -> r.maxRecords(1)).dbInstances().stream().toList();
    assertThat(all).extracting(i -> i.dbInstanceIdentifier()).containsExactly("ledger-1", "shop-1");
    assertThat(all.getLast().engine()).isEqualTo("mysql");
    assertThat(all.getLast().allocatedStorage()).isEqualTo(20);
    assertThatThrownBy(() -> rds.describeDBInstances(r -> r.dbInstanceIdentifier("nobody")))
        .isInstanceOf(DbInstanceNotFoundException.class);
  }

  @Test
  void lists_files_with_paging_and_filters() {
    for (var hour = 0; hour < 5; hour++) {
      var at = NOON.plus(Duration.ofHours(hour)).plusMillis(700);
      shop.append("error/e.log." + hour, "x".repeat(hour) + "\n", at);
    }
    var paged =
        rds
            .describeDBLogFilesPaginator(r -> r.dbInstanceIdentifier("shop-1").maxRecords(2))
            .describeDBLogFiles()
            .stream()
            .toList();
    assertThat(paged).hasSize(5);
    assertThat(paged.getFirst().lastWritten()).isEqualTo(NOON.toEpochMilli());
    assertThat(names("e.log.3", 0, 0)).containsExactly("error/e.log.3");
    assertThat(names("", NOON.plus(Duration.ofHours(3)).toEpochMilli(), 0)).hasSize(2);
    assertThat(names("", 0, 4)).containsExactly("error/e.log.4");
  }

  @Test
  void reads_a_file_from_the_start_in_pages_that_join_without_a_seam() {
    var text = new StringBuilder();
    for (var line = 0; line < 250; line++) text.append("Zeile ").append(line).append(" größer\n");
    shop.append(SLOW, text.toString(), NOON);
    var read = new StringBuilder();
    var page = page("0", 100);
    read.append(page.logFileData());
    while (page.additionalDataPending()) {
      page = page(page.marker(), 100);
      read.append(page.logFileData());
    }
    assertThat(read.toString()).isEqualTo(text.toString());
    assertThat(account.calls()).containsEntry("DownloadDBLogFilePortion", 3L);
    assertThat(page(page.marker(), 100).logFileData()).isNullOrEmpty();
  }

  @Test
  void gives_the_tail_without_a_marker() {
    shop.append(SLOW, "a\nb\nc\n", NOON);
    var tail =
        rds.downloadDBLogFilePortion(
            r -> r.dbInstanceIdentifier("shop-1").logFileName(SLOW).numberOfLines(2));
    assertThat(tail.logFileData()).isEqualTo("b\nc\n");
    assertThat(tail.marker()).isEqualTo("12:6");
  }

  @Test
  void cuts_at_one_megabyte_and_loses_what_the_marker_skips() {
    var line = "y".repeat(1023) + "\n";
    shop.append(SLOW, line.repeat(2000), NOON);
    var cut = page("0", 10_000);
    assertThat(cut.logFileData()).endsWith("\n [Your log message was truncated]\n");
    assertThat(cut.marker()).isEqualTo("12:" + 2000 * 1024);
    var whole = page("0", 1000);
    assertThat(whole.logFileData()).isEqualTo(line.repeat(1000));
    assertThat(whole.marker()).isEqualTo("12:" + 1000 * 1024);
  }

  @Test
  void answers_a_marker_of_the_file_before_the_rotation_with_zero() {
    shop.append(SLOW, "old\n", NOON);
    shop.rotate(SLOW, SLOW + ".2026-03-01", NOON.plus(Duration.ofHours(1)));
    var stale = page("12:4", 10);
    assertThat(stale.marker()).isEqualTo("0");
    assertThat(stale.logFileData()).isNullOrEmpty();
  }

  @Test
  void refuses_what_it_cannot_show_and_sends_it_whole() throws Exception {
    shop.append("trace/core.log", "a\u0001b\n", NOON);
    assertThatThrownBy(() -> page("trace/core.log", "0", 10))
        .isInstanceOf(RdsException.class)
        .hasMessageContaining("contains binary data");
    assertThatThrownBy(() -> page("error/none.log", "0", 10))
        .isInstanceOf(DbLogFileNotFoundException.class);
    var uri = URI.create(account.endpoint() + "/v13/downloadCompleteLogFile/shop-1/trace/core.log");
    try (var http = HttpClient.newHttpClient()) {
      var whole = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
      assertThat(whole.body()).asString().isEqualTo("a\u0001b\n");
    }
  }

  @Test
  void misbehaves_on_command_and_only_there() {
    shop.append(SLOW, "one\ntwo\nthree\n", NOON);
    var faults = account.faults();
    faults.add(FaultRule.denied("DescribeDBLogFiles"));
    assertThatThrownBy(() -> names("", 0, 0))
        .isInstanceOfSatisfying(
            RdsException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(403);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
              assertThat(e.getMessage()).contains("rds:DescribeDBLogFiles");
            });
    faults.clear();
    var download = "DownloadDBLogFilePortion";
    faults.add(FaultRule.at(download, Fault.throttling()).where("LogFileName", SLOW).times(1));
    assertThatThrownBy(() -> page("0", 1))
        .isInstanceOfSatisfying(
            RdsException.class, e -> assertThat(e.isThrottlingException()).isTrue());
    assertThat(page("0", 1).logFileData()).isEqualTo("one\n");
    assertThat(faults.strikes()).isEqualTo(2);
  }

  @Test
  void distorts_pages_on_command() {
    shop.append(SLOW, "one\ntwo\nthree\n", NOON);
    struck(new Fault.EarlyEnd());
    assertThat(page("0", 1).additionalDataPending()).isFalse();
    struck(new Fault.Overlap(3));
    assertThat(page("12:4", 1).logFileData()).isEqualTo("ne\ntwo\n");
    struck(new Fault.Truncation(5));
    assertThat(page("0", 10).logFileData())
        .isEqualTo("one\nt\n [Your log message was truncated]\n");
    struck(new Fault.NullData());
    assertThat(page("0", 10).logFileData()).isNull();
    struck(new Fault.ZeroMarker());
    assertThat(page("12:4", 10).marker()).isEqualTo("0");
    struck(new Fault.RenamedFirst());
    assertThat(page("12:4", 10).logFileData()).isNullOrEmpty();
    assertThat(names("", 0, 0)).containsExactly(SLOW + ".1");
    struck(new Fault.BrokenXml());
    assertThatThrownBy(() -> page("0", 10)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void leaves_lines_out_of_a_page_so_that_neither_its_length_nor_its_marker_tells()
      throws Exception {
    var text = new StringBuilder();
    for (int i = 0; i < 400; i++) text.append("café ").append(i).append('\n');
    shop.append(SLOW, text.toString(), NOON);
    struck(new Fault.LeftOut(4, 7));
    var page = page("0", 200);
    assertThat(page.logFileData().getBytes(UTF_8))
        .hasSize(Integer.parseInt(page.marker().substring(3)));
    assertThat(page.logFileData()).startsWith("café 0\n");
    var lines = page.logFileData().lines().toList();
    assertThat(lines.stream().filter(String::isBlank)).hasSizeBetween(20, 80);
    assertThat(lines).filteredOn(line -> !line.isBlank()).allMatch(line -> text.indexOf(line) >= 0);
    struck(new Fault.LeftOut(4, 7));
    assertThat(page("0", 200).logFileData()).isEqualTo(page.logFileData());
    assertThat(page("0", 200).logFileData())
        .isEqualTo(text.substring(0, text.indexOf("café 200\n")));
  }

  private void struck(Fault fault) {
    account.faults().add(FaultRule.at("DownloadDBLogFilePortion", fault).times(1));
  }

  private List<String> names(String part, long since, long largerThan) {
    return rds
        .describeDBLogFiles(r ->
            r.dbInstanceIdentifier("shop-1")
                .filenameContains(part.isEmpty() ? null : part)
                .fileLastWritten(since)
                .fileSize(largerThan))
        .describeDBLogFiles()
        .stream()
        .map(file -> file.logFileName())
        .toList();
  }

  private DownloadDbLogFilePortionResponse page(String marker, int lines) {
    return page(SLOW, marker, lines);
  }

  private DownloadDbLogFilePortionResponse page(String file, String marker, int lines) {
    return rds.downloadDBLogFilePortion(r ->
        r.dbInstanceIdentifier("shop-1").logFileName(file).marker(marker).numberOfLines(lines));
  }
}
