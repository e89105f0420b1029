// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.auditor.ConfigAuditor;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// Random single edits of the files of a corpus, each audited in both dialects.
///
/// An exception ends the measurement: it is the finding.
public record RandomEdits(int edits, int printedAlike, long slowestMillis, String slowest) {
  private static final long LIMIT_MILLIS = 1_000;
  private static final String CHARACTERS = "\t\r\n\"'`$(){}[]*#%\\/-~,@=<>&|;0aZ\u00a0\u2013\u0000";

  public static RandomEdits audited(CronCorpus corpus, int count, long seed) {
    var random = new Random(seed);
    var auditor = new ConfigAuditor();
    int alike = 0;
    long slowest = 0;
    var slowestName = "";
    for (int i = 0; i < count; i++) {
      var drawn = drawn(corpus, random);
      var text = drawn.text();
      var path = Examiner.pathOf(drawn.file());
      if (AuditScore.printed(path, text).equals(text)) alike++;
      long start = System.nanoTime();
      for (var dialect : Dialect.values()) {
        auditor.audit(CorpusHost.bare().request(dialect, List.of(ConfigFile.of(path, text))));
      }
      long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
      if (took > slowest) {
        slowest = took;
        slowestName = drawn.file().path("file").asText();
      }
    }
    return new RandomEdits(count, alike, slowest, slowestName);
  }

  public boolean allRight() {
    return printedAlike == edits && slowestMillis < LIMIT_MILLIS;
  }

  /// A file of the corpus and its text with one edit.
  record Drawn(JsonNode file, String text) {}

  static Drawn drawn(CronCorpus corpus, Random random) {
    var file = corpus.manifest().get(random.nextInt(corpus.manifest().size()));
    return new Drawn(file, edited(corpus.text(file.path("file").asText()), random));
  }

  /// Deletes, inserts, replaces, doubles or swaps at one place.
  private static String edited(String text, Random random) {
    if (text.length() < 3) return text + '\n';
    int at = random.nextInt(text.length() - 2);
    var one = String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    var before = text.substring(0, at);
    return switch (random.nextInt(5)) {
      case 0 -> before + text.substring(at + 1);
      case 1 -> before + one + text.substring(at);
      case 2 -> before + one + text.substring(at + 1);
      case 3 -> text.substring(0, at + 1) + text.substring(at);
      default -> before + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
    };
  }
}
