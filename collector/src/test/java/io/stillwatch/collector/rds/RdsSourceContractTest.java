// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.simulator.rds.DatabaseInstance;
import io.stillwatch.simulator.rds.Engine;
import io.stillwatch.testkit.source.LogSourceContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class RdsSourceContractTest extends LogSourceContract {
  private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");

  private final DatabaseInstance database =
      new DatabaseInstance("orders", Engine.POSTGRES, "17.4", 100);
  private SimulatedAccount account;
  private RdsSources sources;

  @BeforeEach
  void start() {
    account = SimulatedAccount.start(List.of(database), InstantSource.fixed(NOW));
    var settings = new RdsSettings(account.region(), account.endpoint().toString(), List.of());
    sources = new RdsSources(settings, InstantSource.fixed(NOW));
  }

  @AfterEach
  void stop() {
    sources.close();
    account.close();
  }

  @Override
  protected void add(String... pieces) {
    for (var piece : pieces)
      database.append("error/postgresql.log.2026-01-15-10", piece + "\n", NOW);
  }

  @Override
  protected LogSource source() throws Exception {
    return sources.watched().getFirst().source();
  }

  @Override
  protected Optional<String> piece(Evidence evidence) {
    return evidence instanceof LogRecord record
        ? Optional.of(record.line().text())
        : Optional.empty();
  }

  @Override
  protected String piece(int number) {
    return String.format(
        "2026-01-15 10:%02d:00 UTC::@:[%d]:LOG:  checkpoint starting", number, number);
  }
}
