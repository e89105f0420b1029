// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.rds;

import io.stillwatch.simulator.chance.Dice;
import java.time.Instant;
import java.util.List;

/// A database instance with the work that fills its logs.
public final class LivingDatabase {
  private final DatabaseInstance instance;
  private final Workload workload;
  private final long seed;

  private LivingDatabase(DatabaseInstance instance, Workload workload, long seed, Instant start) {
    this.instance = instance;
    this.workload = workload;
    this.seed = seed;
    workload.start(instance, start);
  }

  /// The six instances of the simulated account.
  public static List<LivingDatabase> all(long seed, Instant start) {
    record Plan(DatabaseInstance instance, Workload workload) {}
    return List.of(
            new Plan(
                new DatabaseInstance("orders-mysql", Engine.MYSQL, "8.0.40", 20),
                new MysqlWorkload(new SlowQueries("orders", Engine.MYSQL, "8.0.40", 700), 3.2)),
            new Plan(
                new DatabaseInstance("billing-mysql", Engine.MYSQL, "8.0.40", 50),
                new MysqlWorkload(new SlowQueries("billing", Engine.MYSQL, "8.0.40", 12), 1.5)),
            new Plan(
                new DatabaseInstance("shop-mariadb", Engine.MARIADB, "10.11.8", 50),
                new MysqlWorkload(new SlowQueries("shop", Engine.MARIADB, "10.11.8", 20), 1.4)),
            new Plan(
                new DatabaseInstance("crm-mariadb", Engine.MARIADB, "10.11.8", 20),
                new MysqlWorkload(new SlowQueries("crm", Engine.MARIADB, "10.11.8", 6), 0.9)),
            new Plan(
                new DatabaseInstance("events-postgres", Engine.POSTGRES, "16.4", 100),
                new PostgresWorkload("events", 1.2)),
            new Plan(
                new DatabaseInstance("ledger-postgres", Engine.POSTGRES, "15.8", 50),
                new PostgresWorkload("ledger", 0.8)))
        .stream()
        .map(plan -> new LivingDatabase(plan.instance(), plan.workload(), seed, start))
        .toList();
  }

  public DatabaseInstance instance() {
    return instance;
  }

  public void live(Instant minute, List<Instant> flushes) {
    workload.live(instance, minute, flushes, Dice.of(seed, instance.id(), minute));
  }
}
