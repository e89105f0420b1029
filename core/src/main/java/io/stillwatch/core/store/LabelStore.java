// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.feedback.JobClass;
import io.stillwatch.core.feedback.Label;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// What people said of alerts and anomalies: one document for each time that somebody said
/// something, never changed.
public interface LabelStore {
  void put(Label label) throws StoreException;

  /// All that was said in a half-open range, by time.
  List<Label> between(Instant from, Instant until) throws StoreException;

  /// The newest label of each of these subjects; those that were taken back are left out.
  List<Label> find(Collection<Label.Subject> subjects) throws StoreException;

  /// The newest label of each subject that is about this job or one of its class, said since then;
  /// those that were taken back are left out. At most a thousand changes, the newest, are read.
  List<Label> about(String job, JobClass jobClass, Instant since) throws StoreException;
}
