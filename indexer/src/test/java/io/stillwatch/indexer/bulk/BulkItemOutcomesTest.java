// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.store.BulkItemOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkItemOutcomesTest {
  @ParameterizedTest
  @CsvSource({
    "200, '', STORED",
    "201, '', STORED",
    "409, version_conflict_engine_exception, DUPLICATE",
    "429, es_rejected_execution_exception, RETRY",
    "429, cluster_block_exception, RETRY",
    "429, circuit_breaking_exception, RETRY",
    "403, cluster_block_exception, RETRY",
    "401, security_exception, RETRY",
    "403, security_exception, RETRY",
    "404, index_not_found_exception, RETRY",
    "500, translog_exception, RETRY",
    "503, unavailable_shards_exception, RETRY",
    "503, no_master_block_exception, RETRY",
    "400, index_closed_exception, RETRY",
    "400, validation_exception, RETRY",
    "400, something_of_next_year_exception, RETRY",
    "400, document_parsing_exception, REJECTED",
    "400, mapper_parsing_exception, REJECTED",
    "400, illegal_argument_exception, REJECTED",
    "400, invalid_index_name_exception, REJECTED",
  })
  void only_errors_caused_by_the_document_reject_it(
      int status, String type, BulkItemOutcome.Kind kind) {
    assertThat(BulkItemOutcomes.of(status, type, "because").kind()).isEqualTo(kind);
  }
}
