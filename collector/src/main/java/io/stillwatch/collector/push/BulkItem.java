// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.core.evidence.LogRecord;
import java.util.Optional;

/// One action of a bulk request and what came of it: a record, or the error of this item alone.
record BulkItem(Target target, Optional<LogRecord> record, Problem problem) {
  /// `id` is empty where the sender leaves it to us.
  record Target(String operation, String index, String id) {}

  record Problem(String type, String reason) {
    static final Problem NONE = new Problem("", "");
  }

  static BulkItem refused(Target target, String type, String reason) {
    return new BulkItem(target, Optional.empty(), new Problem(type, reason));
  }
}
