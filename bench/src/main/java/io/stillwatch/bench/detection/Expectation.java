// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

/// What a detector owes to the operator of a series.
enum Expectation {
  /// An alert while the fault lasts.
  ALERT,
  /// A verdict in the history of the job, and no alert.
  RECORD,
  /// Nothing: any alert is a false alarm.
  QUIET,
  /// Nothing, but until the run comes it looks like the first miss of a stop, which must be told at
  /// once: alerts are listed and count as neither right nor wrong.
  EITHER
}
