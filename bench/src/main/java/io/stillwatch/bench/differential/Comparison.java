// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import io.stillwatch.bench.differential.Oracle.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How often a real program and the auditor answered alike about edited texts.
record Comparison(String name, int cases, int equal, List<Difference> differences) {
  private static final int BATCH = 250;

  Comparison {
    differences = List.copyOf(differences);
  }

  /// One text on which they differ.
  record Difference(String text, List<String> real, List<String> ours) {}

  /// Edits until enough texts were compared.
  static Comparison of(Oracle oracle, int cases, long seed)
      throws IOException, InterruptedException {
    var edits = new Edits(seed);
    var differences = new ArrayList<Difference>();
    int compared = 0;
    while (compared < cases) {
      var texts = new ArrayList<String>();
      for (int i = 0; i < BATCH; i++) texts.add(edits.edited(edits.any(oracle.seeds())));
      var answers = oracle.ask(texts);
      for (int i = 0; i < texts.size() && compared < cases; i++) {
        var real = answers.get(i);
        if (!real.unusable().isEmpty()) continue;
        compared++;
        Answer ours = oracle.audit(texts.get(i));
        if (real.equals(ours)) continue;
        differences.add(new Difference(texts.get(i), real.statements(), ours.statements()));
      }
    }
    return new Comparison(oracle.name(), compared, compared - differences.size(), differences);
  }
}
