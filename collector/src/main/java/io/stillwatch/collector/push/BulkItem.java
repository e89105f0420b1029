// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.core.evidence.LogRecord;
import java.util.List;

/// One action of a bulk request and what came of it: records, or the error of this item alone.
record BulkItem(Target target, List<LogRecord> records, Problem problem) {
  BulkItem {
    records = List.copyOf(records);
  }

  /// `id` is empty where the sender leaves it to us.
  record Target(String operation, String index, String id) {}

  record Problem(String type, String reason) {
    static final Problem NONE = new Problem("", "");
  }

  static BulkItem refused(Target target, String type, String reason) {
    return new BulkItem(target, List.of(), new Problem(type, reason));
  }

  boolean refused() {
    return records.isEmpty();
  }
}
