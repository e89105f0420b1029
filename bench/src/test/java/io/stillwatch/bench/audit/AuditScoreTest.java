// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Holds the auditor to its bars on the labelled files that lie beside the repository; where they
/// are missing there is nothing to measure.
class AuditScoreTest {
  private static final Path CORPUS = Path.of("../../shared/corpora/cron-corpus");

  @TestFactory
  Stream<DynamicTest> meets_its_bars_on_single_edits_of_real_files() throws IOException {
    if (!Files.exists(CORPUS.resolve("mutations.json"))) return Stream.empty();
    var score = AuditScore.of(CronCorpus.read(CORPUS));
    var summary = score.summary();
    return Stream.of(
        atLeast(summary, "lines_classified", 1),
        atLeast(summary, "recall_with_facts", 0.95),
        atLeast(summary, "recall_offline", 0.85),
        atLeast(summary, "suggestions_right", 0.95),
        atMost(summary, "new_on_benign", 0),
        DynamicTest.dynamicTest(
            "false_errors is at most 2",
            () -> assertThat(score.falseErrors()).hasSizeLessThanOrEqualTo(2)));
  }

  private static DynamicTest atLeast(JsonNode summary, String key, double bar) {
    return DynamicTest.dynamicTest(
        key + " is at least " + bar,
        () -> assertThat(summary.required(key).asDouble()).isGreaterThanOrEqualTo(bar));
  }

  private static DynamicTest atMost(JsonNode summary, String key, double bar) {
    return DynamicTest.dynamicTest(
        key + " is at most " + bar,
        () -> assertThat(summary.required(key).asDouble()).isLessThanOrEqualTo(bar));
  }
}
