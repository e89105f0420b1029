// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Random single-letter edits of maintenance commands find their way home.
class SpellingMeasureTest {
  private static final List<String> TARGETS =
      List.of(
          "logrotate",
          "mysqldump",
          "pg_dump",
          "psql",
          "mysql",
          "rsync",
          "certbot",
          "gzip",
          "find",
          "curl",
          "vacuumdb",
          "pg_basebackup",
          "mysqlcheck",
          "xtrabackup",
          "mariadb-dump",
          "systemctl",
          "journalctl",
          "run-parts",
          "flock",
          "timeout",
          "python3",
          "docker",
          "restic",
          "borg",
          "duplicity",
          "rclone",
          "s3cmd",
          "gsutil",
          "sendmail",
          "freshclam",
          "tmpwatch",
          "updatedb",
          "pt-archiver",
          "pgbackrest",
          "smartctl",
          "fstrim",
          "logwatch",
          "rsnapshot",
          "reindexdb",
          "barman");

  @Test
  void finds_the_right_command_for_nearly_every_typo() {
    var random = new Random(20261120);
    var names = new TreeSet<>(KnownCommands.names());
    for (int i = 0; i < 1300; i++) names.add(randomName(random));
    var missed = new ArrayList<String>();
    int tried = 0;
    for (var target : TARGETS) {
      for (int i = 0; i < 50; i++) {
        var typo = edit(target, random);
        if (names.contains(typo)) continue; // the typo is itself a command
        tried++;
        var found = Spelling.nearestCommand(typo, names).map(Spelling.Suggestion::word).orElse("");
        if (!found.equals(target)) missed.add(typo + " for " + target + " gave " + found);
      }
    }
    assertThat(tried).isGreaterThan(1900);
    assertThat(100.0 * (tried - missed.size()) / tried).as("%s", missed).isGreaterThan(97.5);
  }

  private static String edit(String word, Random random) {
    while (true) {
      int at = random.nextInt(word.length());
      var letter = String.valueOf((char) ('a' + random.nextInt(26)));
      var typo =
          switch (random.nextInt(4)) {
            case 0 -> word.substring(0, at) + word.substring(at + 1);
            case 1 -> word.substring(0, at) + letter + word.substring(at);
            case 2 -> word.substring(0, at) + letter + word.substring(at + 1);
            default -> swap(word, at);
          };
      if (!typo.equals(word)) return typo;
    }
  }

  private static String swap(String word, int at) {
    if (at + 1 >= word.length()) return word;
    return word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
  }

  private static String randomName(Random random) {
    var name = new StringBuilder();
    int length = 3 + random.nextInt(10);
    for (int i = 0; i < length; i++) name.append((char) ('a' + random.nextInt(26)));
    return name.toString();
  }
}
