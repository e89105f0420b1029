// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How long `stillwatch audit` takes as a process of its own, from its start to its end: over many
/// edited files, and over one table of many jobs, read and refused.
public record WholeAudits(double filesSeconds, double jobsSeconds, double refusedSeconds) {
  private static final double LIMIT_SECONDS = 3;
  private static final int FILES = 1_000;
  private static final int JOBS = 16_000;
  private static final int ROUNDS = 3;
  private static final Set<Integer> ENDED = Set.of(0, 3); // without findings, or with some

  /// `%d` is another number in each job.
  private static final List<String> COMMANDS =
      List.of(
          "/usr/bin/mysqldump --all-databases > /var/backups/db-%d.sql",
          "/opt/app%d/bin/report.sh --daily >> /var/log/report-%d.log 2>&1",
          "cd /srv/site%d && /usr/bin/php artisan schedule:run >/dev/null 2>&1",
          "find /var/log/app%d -name '*.gz' -mtime +14 -delete",
          "/usr/sbin/logrotate /etc/logrotate.d/app%d",
          "[ -x /usr/bin/job%d ] && /usr/bin/job%d | logger -t job",
          "rsync -a /data/%d/ backup:/data/",
          "mysqldmp app%d | gizp > /var/backups/app%d.gz");

  public static WholeAudits measured(CronCorpus corpus, long seed)
      throws IOException, InterruptedException {
    var random = new Random(seed);
    var folder = Files.createTempDirectory("stillwatch-audit");
    try {
      var files = Files.createDirectory(folder.resolve("files"));
      for (int i = 0; i < FILES; i++) {
        Files.writeString(files.resolve(i + ".cron"), RandomEdits.drawn(corpus, random).text());
      }
      var jobs = Files.writeString(folder.resolve("jobs"), table("*", random));
      var refused = Files.writeString(folder.resolve("refused"), table("61", random));
      return new WholeAudits(seconds(files), seconds(jobs), seconds(refused));
    } finally {
      delete(folder);
    }
  }

  public boolean quickEnough() {
    return Math.max(filesSeconds, Math.max(jobsSeconds, refusedSeconds)) < LIMIT_SECONDS;
  }

  /// No two jobs are alike.
  private static String table(String dayOfMonth, Random random) {
    return IntStream.range(0, JOBS)
        .mapToObj(i -> {
          var command = COMMANDS.get(random.nextInt(COMMANDS.size()));
          var time =
              random.nextInt(60) + " " + random.nextInt(24) + " " + dayOfMonth + " * * root ";
          return time + command.replace("%d", String.valueOf(i)) + "\n";
        })
        .collect(Collectors.joining());
  }

  /// Of the quickest round, by the clock.
  private static double seconds(Path path) throws IOException, InterruptedException {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) best = Math.min(best, once(path));
    return best;
  }

  private static double once(Path path) throws IOException, InterruptedException {
    var launcher = System.getProperty("stillwatch.launcher");
    if (launcher == null) throw new IOException("Start this with ./stillwatch bench edits.");
    var command = new ArrayList<>(List.of(launcher));
    command.add("audit");
    if (Files.isRegularFile(path)) command.addAll(List.of("--as", "system"));
    command.add(path.toString());
    long start = System.nanoTime();
    var process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int exit = process.waitFor();
    if (!ENDED.contains(exit))
      throw new IOException("The audit of " + path + " ended with " + exit);
    return (System.nanoTime() - start) / 1e9;
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
