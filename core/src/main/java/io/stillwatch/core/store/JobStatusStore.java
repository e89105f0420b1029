// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One document a job: what it is and how it does.
public interface JobStatusStore {
  /// Replaces the documents of these jobs.
  void put(List<JobStatus> statuses) throws StoreException;

  /// Removes the documents of these jobs, as far as they exist.
  void remove(Collection<String> ids) throws StoreException;

  /// Those that exist, in no order.
  List<JobStatus> find(Collection<String> ids) throws StoreException;

  /// One page of the jobs that match; a cursor belongs to its order.
  Page page(JobFilter filter, Order order, String after, int size) throws StoreException;

  /// One page of the jobs that match, the worst first.
  default Page page(JobFilter filter, String after, int size) throws StoreException {
    return page(filter, Order.WORST, after, size);
  }

  /// How many jobs of the filter are in each state; states without a job count zero.
  Map<JobHealth, Long> counts(JobFilter filter) throws StoreException;

  /// The jobs that are silent now or whose next run is predicted not to happen: what alerting
  /// decides on.
  List<JobStatus> troubled() throws StoreException;

  /// Jobs with an alarm that the budget of alerts held back, those that exceed what they need the
  /// most first; at most so many.
  List<JobStatus> held(int most) throws StoreException;

  /// Equal jobs stand by host, name and id; what has no such time comes last.
  enum Order {
    /// The worst state first, then what was not seen for longest, then what is due next.
    WORST,
    /// What is due next first.
    DUE,
    /// By name, capital letters first.
    NAME
  }

  /// Which jobs are wanted; empty parts match all. Each word of `text` must be part of the name,
  /// the host, the subject or the command, in any case of letters.
  record JobFilter(Optional<JobHealth> health, String host, String text) {
    public static final JobFilter ALL = new JobFilter(Optional.empty(), "", "");

    /// The words of `text` in lower case.
    public List<String> words() {
      return Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+", -1))
          .filter(word -> !word.isEmpty())
          .toList();
    }
  }

  /// A page, and where the next one begins; empty after the last one. [#START] is the first.
  record Page(List<JobStatus> jobs, String next) {
    public static final String START = "";

    public Page {
      jobs = List.copyOf(jobs);
    }
  }
}
