// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

/// How much time one index of log records or snapshots covers.
///
/// A day suits a cluster with millions of documents a day, and retention by the day. An index costs
/// a tenth of a second to make and memory for as long as it is there, so a small server takes
/// months. Changing it later costs one thing: a record that is sent again across the change is
/// there twice.
public enum IndexPeriod {
  DAY,
  MONTH
}
