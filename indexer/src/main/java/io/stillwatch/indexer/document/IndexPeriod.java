// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import java.time.Duration;

/// How much time one index of log records or snapshots covers.
///
/// A day suits a cluster with millions of documents a day, and retention by the day. Creating an
/// index needs a tenth of a second, and an existing index needs memory, so a small server uses
/// months. After the period is changed, a record from before the change that is delivered again is
/// stored twice.
public enum IndexPeriod {
  DAY(Duration.ofDays(1)),
  MONTH(Duration.ofDays(30));

  private final Duration length;

  IndexPeriod(Duration length) {
    this.length = length;
  }

  /// How long such an index receives documents, about.
  public Duration length() {
    return length;
  }
}
