// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.pattern.PatternHistory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was collected, kept in the order in which it arrived.
public interface EvidenceStore {
  /// Stores all of it or throws; what is there already is absorbed. Nothing is refused silently: a
  /// document that the store cannot take goes to the dead letters.
  void append(List<Evidence> evidence) throws StoreException;

  /// What arrived after `from`: log records that concern jobs, listings, configurations, gaps.
  ///
  /// May repeat what was read before (the reader recognises ids), never skips.
  Page readAfter(String from) throws StoreException;

  /// The same of one host, up to `until`, which is a cursor of [#readAfter] too.
  Page readOf(Host host, String from, String until) throws StoreException;

  /// A configuration by its id; empty if it was deleted since, for instance by retention.
  Optional<HostConfig> configuration(String id) throws StoreException;

  /// When the newest configuration of a host was taken, to the millisecond at least; empty if there
  /// is none.
  Optional<Instant> newestConfiguration(Host host) throws StoreException;

  /// Which patterns of lines a host wrote in a range of its own time, and when.
  PatternHistory patterns(PatternHistory.Question question) throws StoreException;

  /// The lines of a host in a range of its own time, whatever they are about; at most so many.
  List<LogRecord> lines(Host host, Interval range, Order order, int most) throws StoreException;

  /// From which end of a range lines are read.
  enum Order {
    EARLIEST_FIRST,
    LATEST_FIRST
  }

  /// A page of evidence in order of arrival. [#START] reads from the beginning; nothing follows the
  /// `last` one yet, and an empty one is the last.
  record Page(List<Evidence> evidence, String next, boolean last) {
    public static final String START = "";

    public Page {
      evidence = List.copyOf(evidence);
    }

    /// A page that another one follows, unless it is empty.
    public Page(List<Evidence> evidence, String next) {
      this(evidence, next, evidence.isEmpty());
    }
  }
}
