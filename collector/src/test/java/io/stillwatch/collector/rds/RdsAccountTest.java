// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stillwatch.collector.aws.AwsAccess;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.collector.rds.RdsSettings.Selection;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.simulator.aws.Fault;
import io.stillwatch.simulator.aws.FaultRule;
import io.stillwatch.simulator.rds.DatabaseInstance;
import io.stillwatch.simulator.rds.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Accounts, discovery, whole files, over HTTP with the SDK.
class RdsAccountTest {
  private static final String TEXT = "DownloadDBLogFilePortion";
  private static final String WHOLE = "DownloadCompleteDBLogFile";
  private static final String SLOW = "slowquery/mysql-slowquery.log";
  private static final String POSTGRES = "error/postgresql.log.2026-01-15-10";

  private final DatabaseInstance orders =
      new DatabaseInstance("orders", Engine.MYSQL, "8.0.40", 100);
  private final DatabaseInstance ledger =
      new DatabaseInstance("ledger", Engine.POSTGRES, "16.4", 100).tag("env", "prod");
  private Instant now = Instant.parse("2026-01-15T10:30:00Z");
  private SimulatedAccount account;
  private final List<RdsSources> opened = new ArrayList<>();
  private final List<Evidence> stored = new ArrayList<>();

  @BeforeEach
  void start() {
    account = SimulatedAccount.start(List.of(orders, ledger), () -> now);
  }

  @AfterEach
  void stop() {
    opened.forEach(RdsSources::close);
    account.close();
  }

  private RdsSources sources(AwsAccess access, Selection selection, Map<String, String> prefixes) {
    var session = new AwsSession(access, () -> now, time -> now = now.plus(time));
    var sources = new RdsSources(new RdsSettings(access, selection, prefixes), session, () -> now);
    opened.add(sources);
    return sources;
  }

  private RdsSources sources(Selection selection) {
    return sources(access(Optional.empty(), 0), selection, Map.of());
  }

  private RdsSources all() {
    return sources(new Selection(List.of(), Map.of()));
  }

  private AwsAccess access(Optional<AwsAccess.Role> role, double rate) {
    return new AwsAccess(account.region(), account.endpoint().toString(), role, rate);
  }

  private static List<String> names(RdsSources sources) throws Exception {
    return sources.watched().stream().map(one -> one.host().name()).toList();
  }

  private LogSource source(RdsSources sources, String name) throws Exception {
    return sources.watched().stream()
        .filter(one -> one.host().name().equals(name))
        .findFirst()
        .orElseThrow()
        .source();
  }

  private Checkpoint read(LogSource source, Checkpoint from) throws Exception {
    var checkpoint = from;
    var caughtUp = false;
    for (int polls = 0; !caughtUp; polls++) {
      var batch = source.poll(checkpoint);
      stored.addAll(batch.evidence());
      checkpoint = batch.next();
      caughtUp = batch.caughtUp();
      assertThat(polls).isLessThan(50);
    }
    return checkpoint;
  }

  private List<String> texts() {
    return stored.stream()
        .filter(LogRecord.class::isInstance)
        .map(one -> ((LogRecord) one).line().text())
        .toList();
  }

  private List<Gap> gaps() {
    return stored.stream().filter(Gap.class::isInstance).map(Gap.class::cast).toList();
  }

  @Test
  void instances_are_found_by_name_and_by_tag() throws Exception {
    assertThat(names(sources(new Selection(List.of("ord*", "l?dger"), Map.of()))))
        .containsExactly("orders");
    assertThat(names(sources(new Selection(List.of(), Map.of("env", "*")))))
        .containsExactly("ledger");
    assertThat(names(sources(new Selection(List.of("*"), Map.of("env", "dev"))))).isEmpty();
  }

  @Test
  void instances_come_and_go_and_the_others_keep_their_source() throws Exception {
    var sources = all();
    var before = source(sources, "orders");
    account.add(new DatabaseInstance("fresh", Engine.MARIADB, "10.11.8", 20));
    account.remove("ledger");
    assertThat(names(sources)).containsExactly("fresh", "orders");
    assertThat(source(sources, "orders")).isSameAs(before);
  }

  @Test
  void a_further_account_is_read_with_a_role_and_its_instances_have_names_of_their_own()
      throws Exception {
    var other = new DatabaseInstance("orders", Engine.MYSQL, "8.0.40", 50);
    other.append(SLOW, "2026-01-15T10:00:00.000000Z elsewhere\n", now);
    orders.append(SLOW, "2026-01-15T10:00:00.000000Z here\n", now);
    var role = account.furtherAccount("210987654321", "secret", List.of(other));
    var sources =
        sources(
            access(Optional.of(new AwsAccess.Role(role, "secret")), 0),
            new Selection(List.of(), Map.of()),
            Map.of());
    var name = "210987654321/eu-central-1/orders";
    assertThat(names(sources)).containsExactly(name);
    read(source(sources, name), Checkpoint.START);
    assertThat(texts()).containsExactly("2026-01-15T10:00:00.000000Z elsewhere");
    assertThat(stored.getFirst().host().name()).isEqualTo(name);
  }

  @Test
  void a_role_that_may_not_be_assumed_names_the_action() {
    var role = account.furtherAccount("210987654321", "secret", List.of());
    var sources =
        sources(
            access(Optional.of(new AwsAccess.Role(role, "wrong")), 0),
            new Selection(List.of(), Map.of()),
            Map.of());
    var denied = catchThrowableOfType(SourceException.Permanent.class, sources::watched);
    assertThat(denied.rule()).isEqualTo("IA02");
    assertThat(denied.remedy()).contains("sts:AssumeRole");
  }

  @Test
  void a_line_that_pages_always_cut_is_taken_from_the_whole_file() throws Exception {
    var wide = "2026-01-15T10:01:00.000000Z " + "é".repeat(3_000);
    orders.append(
        SLOW, "2026-01-15T10:00:00.000000Z a\n" + wide + "\n2026-01-15T10:02:00Z b\n", now);
    account.faults().add(FaultRule.at(TEXT, new Fault.Truncation(1_000)));
    read(source(all(), "orders"), Checkpoint.START);
    assertThat(texts())
        .containsExactly("2026-01-15T10:00:00.000000Z a", wide, "2026-01-15T10:02:00Z b");
    assertThat(gaps()).isEmpty();
  }

  @Test
  void bytes_that_pages_refuse_are_taken_from_the_whole_file() throws Exception {
    orders.append(SLOW, "2026-01-15T10:00:00Z a\n2026-01-15T10:01:00Z bad \u0001 byte\n", now);
    orders.append(SLOW, "2026-01-15T10:02:00Z b\n", now);
    read(source(all(), "orders"), Checkpoint.START);
    assertThat(texts())
        .containsExactly(
            "2026-01-15T10:00:00Z a",
            "2026-01-15T10:01:00Z bad \u0001 byte",
            "2026-01-15T10:02:00Z b");
    assertThat(gaps()).isEmpty();
  }

  @Test
  void an_end_that_no_page_reaches_is_taken_from_the_whole_file() throws Exception {
    var source = source(all(), "orders");
    orders.append(SLOW, "2026-01-15T10:00:00Z a\n", now);
    var checkpoint = read(source, Checkpoint.START);
    orders.append(SLOW, "2026-01-15T10:01:00Z b\n", now);
    account.faults().add(FaultRule.at(TEXT, new Fault.NullData()));
    for (int round = 0; round < 5; round++) {
      now = now.plus(Duration.ofMinutes(1));
      checkpoint = read(source, checkpoint);
    }
    assertThat(texts()).containsExactly("2026-01-15T10:00:00Z a", "2026-01-15T10:01:00Z b");
    account.faults().clear();
    orders.append(SLOW, "2026-01-15T10:02:00Z c\n", now);
    read(source, checkpoint);
    assertThat(texts()).hasSize(3);
  }

  @Test
  void whole_files_that_are_denied_are_a_shortcoming_and_the_loss_is_counted() throws Exception {
    orders.append(SLOW, "2026-01-15T10:00:00Z a\n2026-01-15T10:01:00Z \u0001\n", now);
    account.faults().add(FaultRule.denied(WHOLE));
    var source = source(all(), "orders");
    read(source, Checkpoint.START);
    assertThat(texts()).contains("2026-01-15T10:00:00Z a");
    assertThat(gaps()).isNotEmpty();
    assertThat(source.shortcomings())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.rule()).isEqualTo("IA02");
          assertThat(one.remedy()).contains("rds:" + WHOLE).contains("db:orders");
        });
  }

  @Test
  void a_whole_file_that_does_not_come_is_asked_for_again_and_then_counted() throws Exception {
    orders.append(SLOW, "2026-01-15T10:00:00Z a\n2026-01-15T10:01:00Z \u0001\n", now);
    account.faults().add(FaultRule.at(WHOLE, Fault.serverError()).times(1));
    var source = source(all(), "orders");
    var first = source.poll(Checkpoint.START);
    stored.addAll(first.evidence());
    read(source, first.next());
    assertThat(gaps()).isEmpty();
    assertThat(texts()).hasSize(2);
  }

  @Test
  void an_instance_that_sleeps_is_no_trouble_and_nothing_is_known_of_it() throws Exception {
    account.faults().add(FaultRule.at("DescribeDBLogFiles", Fault.notReady()));
    var batch = source(all(), "orders").poll(Checkpoint.START);
    assertThat(batch.evidence()).isEmpty();
    assertThat(batch.caughtUp()).isTrue();
    assertThat(batch.completeUntil()).isEqualTo(Instant.MIN);
  }

  @Test
  void an_instance_that_was_deleted_says_so_until_discovery_leaves_it_out() throws Exception {
    var sources = all();
    var source = source(sources, "orders");
    account.remove("orders");
    assertThat(
            catchThrowableOfType(
                SourceException.Retryable.class, () -> source.poll(Checkpoint.START)))
        .hasMessage("The instance orders is not there any more.");
    assertThat(names(sources)).containsExactly("ledger");
  }

  @Test
  void the_prefix_of_lines_comes_from_the_parameter_group() throws Exception {
    ledger.parameter("log_line_prefix", "%a|%u|%d|%p|%m ");
    ledger.append(POSTGRES, "psql|ann|sales|77|2026-01-15 10:00:00.123 UTC LOG:  hello\n", now);
    read(source(all(), "ledger"), Checkpoint.START);
    assertPsql();
  }

  @Test
  void the_prefix_of_lines_may_be_configured() throws Exception {
    account.faults().add(FaultRule.denied("DescribeDBParameters"));
    ledger.append(POSTGRES, "psql|ann|sales|77|2026-01-15 10:00:00.123 UTC LOG:  hello\n", now);
    var sources =
        sources(
            access(Optional.empty(), 0),
            new Selection(List.of(), Map.of()),
            Map.of("led*", "%a|%u|%d|%p|%m "));
    read(source(sources, "ledger"), Checkpoint.START);
    assertPsql();
  }

  private void assertPsql() {
    var line = (LogRecord) stored.getLast();
    assertThat(line.at()).isEqualTo(Instant.parse("2026-01-15T10:00:00.123Z"));
    assertThat(line.line().fields().session().user()).isEqualTo("ann");
    assertThat(line.line().fields().pid()).isEqualTo(77);
  }

  private static String row(String message) {
    return "2026-01-15 10:00:00.123 UTC,\"ann\",\"sales\",77,\"10.0.0.1:5000\",5f,1,\"SELECT\","
        + "2026-01-15 09:00:00 UTC,3/4,0,ERROR,42P01,\""
        + message
        + "\",,,,,,,,,\"psql\",\"client backend\",,0\n";
  }

  @Test
  void rows_of_csvlog_are_read_where_nothing_else_is_written() throws Exception {
    ledger.parameter("log_destination", "csvlog");
    ledger.append(
        POSTGRES, "2026-01-15 10:00:00 UTC::@:[1]:LOG:  ending log output to stderr\n", now);
    ledger.append(POSTGRES + ".csv", row("first\nsecond"), now);
    read(source(all(), "ledger"), Checkpoint.START);
    assertThat(texts()).hasSize(3);
    var row = (LogRecord) stored.get(2);
    assertThat(row.line().fields().code()).isEqualTo("42P01");
    assertThat(row.line().fields().session().user()).isEqualTo("ann");
    assertThat(stored.getLast().host().name()).isEqualTo("ledger");
  }

  @Test
  void rows_of_csvlog_beside_the_text_are_told_once() throws Exception {
    ledger.parameter("log_destination", "stderr,csvlog");
    ledger.append(POSTGRES, "2026-01-15 10:00:00 UTC::@:[1]:LOG:  hello\n", now);
    ledger.append(POSTGRES + ".csv", row("hello"), now);
    read(source(all(), "ledger"), Checkpoint.START);
    assertThat(texts()).containsExactly("2026-01-15 10:00:00 UTC::@:[1]:LOG:  hello");
  }

  @Test
  void text_is_paced_and_listings_are_not() throws Exception {
    for (int line = 0; line < 60_000; line++)
      orders.append(SLOW, "2026-01-15T10:00:00Z " + line + "\n", now);
    var sources =
        sources(access(Optional.empty(), 1), new Selection(List.of(), Map.of()), Map.of());
    var source = source(sources, "orders");
    var before = now;
    read(source, Checkpoint.START);
    assertThat(Duration.between(before, now)).isGreaterThan(Duration.ofSeconds(8));
    assertThat(stored.stream().filter(Listing.class::isInstance)).isNotEmpty();
    assertThat(texts()).hasSize(60_000).doesNotHaveDuplicates();
  }

  @Test
  void throttled_calls_slow_the_pace_of_the_account() throws Exception {
    var access = access(Optional.empty(), 8);
    var session = new AwsSession(access, () -> now, time -> now = now.plus(time));
    var settings = new RdsSettings(access, new Selection(List.of(), Map.of()), Map.of());
    var sources = new RdsSources(settings, session, () -> now);
    opened.add(sources);
    orders.append(SLOW, "2026-01-15T10:00:00Z a\n", now);
    var source = source(sources, "orders");
    account.faults().add(FaultRule.at("DescribeDBLogFiles", Fault.throttling()));
    assertThat(
            catchThrowableOfType(
                SourceException.Retryable.class, () -> source.poll(Checkpoint.START)))
        .hasMessageContaining("throttled");
    account.faults().clear();
    var before = now;
    read(source, Checkpoint.START);
    assertThat(now).isAfter(before);
  }
}
