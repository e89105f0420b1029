// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.simulator.aws.Fault;
import io.stillwatch.simulator.aws.FaultRule;
import io.stillwatch.simulator.rds.DatabaseInstance;
import io.stillwatch.simulator.rds.Engine;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The RDS log API hands out pages that overlap, break off, end early or are refused.
final class RdsFaults {
  private static final String PORTION = "DownloadDBLogFilePortion";
  private static final String LISTING = "DescribeDBLogFiles";

  static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("D7a", "RDS: pages overlap, end early, are cut", 6, RdsFaults::pages),
          new Scenario("D7b", "RDS: files move between pages", 6, RdsFaults::moving),
          new Scenario("D7c", "RDS: the same pages, and SIGKILL", 5, RdsFaults::killed),
          new Scenario("D7d", "RDS: pages leave out lines without a sign", 5, RdsFaults::leftOut),
          new Scenario("D8a", "RDS: half of all calls fail, or throttle", 2, RdsFaults::failing),
          new Scenario("D8b", "RDS: credentials expired, clock skewed", 2, RdsFaults::signIn));

  private RdsFaults() {}

  /// An account with one database, whose lines are those of the oracle.
  private record Account(Stage stage, DatabaseInstance database, SimulatedAccount account) {
    static Account on(Stage stage) {
      var database = new DatabaseInstance(stage.oracle().host(), Engine.POSTGRES, "17.4", 100);
      var account = SimulatedAccount.start(List.of(database), InstantSource.system());
      stage.atEnd(account::close);
      stage.set("rds", account.endpoint());
      stage.set("instance", database.id());
      stage.set("files", "");
      account.faults().seed(stage.random().nextLong());
      return new Account(stage, database, account);
    }

    void write(String file, int lines) {
      var text = new ArrayList<String>(lines);
      for (int i = 0; i < lines; i++) text.add(stage.oracle().databaseLine());
      database.append(file, String.join("\n", text) + "\n", Instant.now());
      stage.oracle().acknowledge(text);
    }

    void play(Fault fault, String action, double chance) {
      account.faults().add(FaultRule.at(action, fault).withChance(chance));
    }
  }

  private static String hour(int number) {
    return "error/postgresql.log.2026-01-15-%02d".formatted(number);
  }

  private static void pages(Stage stage, int rounds) throws IOException, InterruptedException {
    var account = Account.on(stage);
    stage.start();
    for (int round = 0; round < rounds; round++) {
      strike(account);
      for (int i = 0; i < 50; i++) {
        account.write(hour(round), 60);
        stage.pause(100);
      }
      account.account().faults().clear();
    }
    stage.note(account.account().faults().strikes() + " pages struck");
    stage.fresh(() -> account.write(hour(rounds), 1));
  }

  private static void strike(Account account) {
    for (var fault :
        List.of(
            new Fault.Overlap(1),
            new Fault.Overlap(1_500),
            new Fault.Overlap(4_000),
            new Fault.EarlyEnd(),
            new Fault.Truncation(900),
            new Fault.Truncation(5_000),
            new Fault.NullData(),
            new Fault.BrokenXml(),
            Fault.throttling(),
            Fault.staleMarker(),
            Fault.fileNotFound())) {
      account.play(fault, PORTION, 0.06);
    }
  }

  private static void killed(Stage stage, int rounds) throws IOException, InterruptedException {
    var account = Account.on(stage);
    for (int round = 0; round < rounds; round++) {
      strike(account);
      stage.launch(stage.launch());
      for (int i = 0; i < 15; i++) {
        account.write(hour(round / 2), 40);
        stage.pause(100 + stage.random().nextInt(120));
      }
      stage.kill();
      account.account().faults().clear();
    }
    stage.fresh(() -> account.write(hour(rounds), 1));
  }

  private static void moving(Stage stage, int rounds) throws IOException, InterruptedException {
    var account = Account.on(stage);
    var file = "error/postgresql.log";
    stage.start();
    for (int round = 0; round < rounds; round++) {
      account.write(file, 300);
      stage.pause(400);
      account.account().faults().add(FaultRule.at(PORTION, new Fault.RenamedFirst()).times(1));
      account.write(file, 200);
      stage.pause(1_200);
      account.write(file, 100);
      stage.await();
    }
    account.account().faults().clear();
    stage.fresh(() -> account.write(file, 1));
  }

  /// Blank lines stand for what was left out; files that are closed tell it.
  private static void leftOut(Stage stage, int rounds) throws IOException, InterruptedException {
    var account = Account.on(stage);
    stage.oracle().tolerate(String::isBlank);
    stage.start();
    for (int round = 0; round < rounds; round++) {
      account.play(new Fault.LeftOut(7, stage.random().nextLong()), PORTION, 0.5);
      for (int i = 0; i < 30; i++) {
        account.write(hour(round), 60);
        stage.pause(100);
      }
      account.account().faults().clear();
    }
    stage.note(account.account().faults().strikes() + " pages struck");
    stage.pause(1_100); // the times of a listing are whole seconds
    account.write(hour(rounds), 1);
    stage.await();
    stage.fresh(() -> account.write(hour(rounds), 1));
  }

  private static void failing(Stage stage, int rounds) throws IOException, InterruptedException {
    var account = Account.on(stage);
    stage.start();
    double worst = 0;
    for (int round = 0; round < rounds; round++) {
      account.write(hour(round), 500);
      stage.await();
      for (var action : List.of(PORTION, LISTING, "DescribeDBInstances")) {
        account.play(Fault.serverError(), action, 0.25);
        account.play(Fault.unavailable(), action, 0.15);
        account.play(Fault.throttling(), action, 0.2);
      }
      long before = calls(account);
      for (int i = 0; i < 16; i++) {
        account.write(hour(round), 50);
        stage.pause(500);
      }
      worst = Math.max(worst, (calls(account) - before) / 8.0);
      account.account().faults().clear();
    }
    stage.note("%.1f calls/s at worst".formatted(worst));
    stage.fresh(() -> account.write(hour(rounds), 1));
  }

  private static long calls(Account account) {
    return account.account().calls().values().stream().mapToLong(Long::longValue).sum();
  }

  private static void signIn(Stage stage, int rounds) throws IOException, InterruptedException {
    var account = Account.on(stage);
    stage.start();
    for (int round = 0; round < rounds; round++) {
      account.write(hour(round), 100);
      stage.await();
      var fault = round % 2 == 0 ? Fault.expiredToken() : Fault.skewedClock();
      for (var action : List.of(PORTION, LISTING, "DescribeDBInstances"))
        account.play(fault, action, 1);
      account.write(hour(round), 100);
      stage.expect("that the source is blind", () -> stage.blind() > 0);
      account.account().faults().clear();
      stage.await();
      stage.expect("that the source sees again", () -> stage.blind() == 0);
    }
    stage.fresh(() -> account.write(hour(rounds), 1));
  }
}
