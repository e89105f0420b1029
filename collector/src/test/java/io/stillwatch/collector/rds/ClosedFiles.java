// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.simulator.aws.Fault;
import io.stillwatch.simulator.aws.FaultRule;
import io.stillwatch.simulator.rds.DatabaseInstance;
import io.stillwatch.simulator.rds.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A database whose closed log files are held against the whole ones, and what came of it.
abstract class ClosedFiles {
  static final String TEXT = "DownloadDBLogFilePortion";
  static final String WHOLE = "DownloadCompleteDBLogFile";
  static final String SLOW = "slowquery/mysql-slowquery.log";
  static final String AUDIT = "audit/server_audit.log";

  final DatabaseInstance database = new DatabaseInstance("orders", Engine.MYSQL, "8.0.40", 100);
  final List<RdsSources> opened = new ArrayList<>();
  final Map<String, Evidence> stored = new LinkedHashMap<>();
  Instant now = Instant.parse("2026-01-15T10:30:00Z");
  SimulatedAccount account;
  LogSource source;
  Checkpoint checkpoint = Checkpoint.START;
  int written;
  Instant completeUntil = Instant.MIN;

  @BeforeEach
  void start() throws Exception {
    account = SimulatedAccount.start(List.of(database), () -> now);
    restart();
  }

  @AfterEach
  void stop() {
    opened.forEach(RdsSources::close);
    account.close();
  }

  void restart() throws Exception {
    var settings = new RdsSettings(account.region(), account.endpoint().toString(), List.of());
    var sources = new RdsSources(settings, () -> now);
    opened.add(sources);
    source = sources.watched().getFirst().source();
  }

  void write(String file, int lines) {
    for (int i = 0; i < lines; i++) database.append(file, line(written++) + "\n", now);
  }

  static String line(int number) {
    return "2026-01-15T10:00:00.000000Z " + number + " [Note] café " + "x".repeat(number % 40);
  }

  static String hour(int number) {
    return "error/postgresql.log.2026-01-15-" + number;
  }

  /// One round of polls; what has an id already is stored already.
  void poll() throws Exception {
    var caughtUp = false;
    for (int polls = 0; !caughtUp; polls++) {
      var before = downloads();
      var batch = source.poll(checkpoint);
      assertThat(downloads() - before).isLessThanOrEqualTo(1);
      batch.evidence().forEach(one -> stored.putIfAbsent(one.id(), one));
      checkpoint = batch.next();
      caughtUp = batch.caughtUp();
      if (caughtUp) completeUntil = batch.completeUntil();
      assertThat(polls).isLessThan(50);
    }
    now = now.plus(Duration.ofMinutes(1));
  }

  /// Polls until pages are known to have left out lines, and nothing is repaired yet.
  Batch seeDamage() throws Exception {
    for (int polls = 0; polls < 50; polls++) {
      var batch = source.poll(checkpoint);
      batch.evidence().forEach(one -> stored.putIfAbsent(one.id(), one));
      checkpoint = batch.next();
      if (checkpoint.value().contains("\"damaged\":true")) return batch;
    }
    throw new AssertionError("no damage is seen");
  }

  void polls(int number) throws Exception {
    for (int i = 0; i < number; i++) poll();
  }

  void leaveOut(int oneIn) {
    account.faults().add(FaultRule.at(TEXT, new Fault.LeftOut(oneIn, 7)));
  }

  /// The last file of MySQL gets its closed name, and another is begun.
  void rotateSlow() {
    database.rotate(SLOW, SLOW + "." + now.toString().substring(0, 13).replace('T', '.'), now);
    write(SLOW, 1);
  }

  long downloads() {
    return account.calls().getOrDefault(WHOLE, 0L);
  }

  List<String> texts() {
    return stored.values().stream()
        .filter(LogRecord.class::isInstance)
        .map(one -> ((LogRecord) one).line().text())
        .filter(text -> !text.isBlank())
        .toList();
  }

  List<Gap> gaps() {
    return stored.values().stream().filter(Gap.class::isInstance).map(Gap.class::cast).toList();
  }

  void assertAllOnce() {
    var expected = new ArrayList<String>();
    for (int number = 0; number < written; number++) expected.add(line(number));
    assertThat(texts()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(gaps()).isEmpty();
  }

  void assertSomeMissing() {
    assertThat(texts()).hasSizeLessThan(written).doesNotHaveDuplicates();
    assertThat(gaps()).isEmpty();
  }
}
