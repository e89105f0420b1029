// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import java.util.List;

/// Commands that no two of are alike by a typo, which would make them one job that was renamed.
public final class CommandNames {
  private static final List<String> FOLDERS =
      List.of(
          "accounts",
          "billing",
          "catalog",
          "delivery",
          "exports",
          "freight",
          "grants",
          "hotel",
          "invoices",
          "journal",
          "kiosk",
          "ledger",
          "market",
          "newsroom",
          "orders",
          "payroll",
          "quotes",
          "returns",
          "stock",
          "tickets");
  private static final List<String> VERBS =
      List.of(
          "archive",
          "balance",
          "compact",
          "dedupe",
          "encrypt",
          "fetch",
          "generate",
          "hash",
          "import",
          "join",
          "keep",
          "link",
          "mirror",
          "notify",
          "optimise",
          "purge",
          "query",
          "rebuild",
          "sync",
          "vacuum");
  private static final List<String> OBJECTS =
      List.of(
          "addresses",
          "backups",
          "certificates",
          "documents",
          "events",
          "feeds",
          "geodata",
          "history",
          "images",
          "keys",
          "labels",
          "messages",
          "notes",
          "offers",
          "pages",
          "queues",
          "reports",
          "sessions",
          "tables",
          "users");

  private static final int WORDS = FOLDERS.size();
  static final int MOST = WORDS * WORDS * WORDS;

  private CommandNames() {}

  /// Steps that are coprime to the number of words: neighbours differ in all three.
  public static String command(int index) {
    var verb = VERBS.get((7 * index + index / WORDS) % WORDS);
    var object = OBJECTS.get((11 * index + index / (WORDS * WORDS)) % WORDS);
    return "/opt/" + folder(index) + "/" + verb + "-" + object + ".sh";
  }

  public static String folder(int index) {
    return FOLDERS.get(index % WORDS);
  }
}
