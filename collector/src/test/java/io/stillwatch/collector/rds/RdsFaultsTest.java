// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.SourceException;
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
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every line that RDS kept long enough arrives once, whatever the API does in between.
class RdsFaultsTest {
  private static final String TEXT = "DownloadDBLogFilePortion";
  private static final String SLOW = "slowquery/mysql-slowquery.log";
  private static final String AUDIT = "audit/server_audit.log";
  private static final int ROUNDS = 30;

  private final DatabaseInstance database =
      new DatabaseInstance("orders", Engine.MYSQL, "8.0.40", 100);
  private Instant now = Instant.parse("2026-01-15T10:03:00Z");
  private final Map<String, Evidence> stored = new LinkedHashMap<>();
  private Checkpoint checkpoint = Checkpoint.START;
  private int written;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothing_is_lost_and_nothing_told_twice(long seed) throws Exception {
    var random = new SplittableRandom(seed);
    try (var account = SimulatedAccount.start(List.of(database), () -> now);
        var sources = sourcesOf(account)) {
      for (int round = 0; round < ROUNDS; round++) {
        switchOn(account, random);
        write(random);
        poll(sources, random.nextInt(4) == 0);
        now = now.plus(Duration.ofMinutes(7));
      }
      account.faults().clear();
      close();
      for (int settled = 0; settled < 20; settled++) {
        now = now.plus(Duration.ofMinutes(1));
        poll(sources, false);
      }
    }
    var expected = new ArrayList<String>();
    for (int number = 0; number < written; number++) expected.add(line(number));
    assertThat(texts()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(stored.values()).noneMatch(Gap.class::isInstance);
  }

  /// What pages left out without a sign is told by the whole files, once they are closed.
  private void close() {
    now = now.plus(Duration.ofHours(1));
    database.rotate(SLOW, SLOW + ".2026-01-16.00", now);
    database.rotateNumbered(AUDIT, now);
    now = now.plus(Duration.ofMinutes(1));
    database.append(SLOW, line(written++) + "\n", now);
    database.append(AUDIT, line(written++) + "\n", now);
  }

  private RdsSources sourcesOf(SimulatedAccount account) {
    var settings = new RdsSettings(account.region(), account.endpoint().toString(), List.of());
    return new RdsSources(settings, () -> now);
  }

  private static void switchOn(SimulatedAccount account, SplittableRandom random) {
    account.faults().clear();
    for (var fault :
        List.of(
            new Fault.NullData(),
            new Fault.EarlyEnd(),
            new Fault.Overlap(1 + random.nextInt(4_000)),
            new Fault.Truncation(500 + random.nextInt(3_000)),
            new Fault.ZeroMarker(),
            new Fault.LeftOut(4, random.nextLong()),
            new Fault.RenamedFirst(),
            Fault.fileNotFound(),
            Fault.notReady())) {
      var rule = FaultRule.at(TEXT, fault).withChance(0.06);
      // only numbered files move at any moment; others on the hour
      account
          .faults()
          .add(fault instanceof Fault.RenamedFirst ? rule.where("LogFileName", AUDIT) : rule);
    }
  }

  private void write(SplittableRandom random) {
    var before = now.minus(Duration.ofMinutes(7)).toString().substring(0, 13);
    if (!now.toString().startsWith(before))
      database.rotate(SLOW, SLOW + "." + before.replace('T', '.'), now);
    for (int i = random.nextInt(60); i > 0; i--) database.append(SLOW, line(written++) + "\n", now);
    for (int i = random.nextInt(60); i > 0; i--)
      database.append(AUDIT, line(written++) + "\n", now);
    if (random.nextInt(5) == 0) database.rotateNumbered(AUDIT, now);
    for (int i = random.nextInt(9); i > 0; i--) database.append(AUDIT, line(written++) + "\n", now);
  }

  private static String line(int number) {
    return "2026-01-15T10:00:00.000000Z "
        + number
        + " [Note] café 日本語 🙂 "
        + "x".repeat(number % 50);
  }

  /// A crash loses the checkpoint of the last poll, and only that.
  private void poll(RdsSources sources, boolean crash) throws Exception {
    var source = sources.watched().getFirst().source();
    var caughtUp = false;
    for (int polls = 0; !caughtUp && polls < 20; polls++) {
      try {
        var batch = source.poll(checkpoint);
        batch.evidence().forEach(one -> stored.put(one.id(), one));
        if (crash && polls == 0) continue;
        checkpoint = batch.next();
        caughtUp = batch.caughtUp();
      } catch (SourceException.Retryable e) {
        return; // the next round goes on
      }
    }
  }

  private List<String> texts() {
    return stored.values().stream()
        .filter(LogRecord.class::isInstance)
        .map(one -> ((LogRecord) one).line().text())
        .filter(text -> !text.isBlank())
        .toList();
  }
}
