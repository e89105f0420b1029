// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Searches the log records that were collected.
public interface LogSearch {
  /// Throws [KqlException] where the store refuses a value of the query.
  SearchResult search(SearchRequest request) throws StoreException;

  /// What can be searched and how; it does not change while the program runs.
  LogFields fields();

  /// At most so many values of a field in the lines that match.
  FieldValues values(KqlQuery query, Interval range, String field, int most) throws StoreException;

  /// The line with this id, if it is stored in an index of logs.
  Optional<Hit> find(String index, String id) throws StoreException;

  /// At most so many lines of the same file that were written directly before or after a line, in
  /// the order of the file; a rotation of the file does not end them.
  List<Hit> around(Hit line, boolean after, int most) throws StoreException;

  /// How many lines match, exactly.
  long count(KqlQuery query, Interval range) throws StoreException;

  /// Runs a search and returns what was sent and what came back.
  Inspection inspect(SearchRequest request) throws StoreException;

  /// Passes at most so many lines on, one page in memory at a time, until the sink has enough or
  /// fails; returns how many.
  long each(KqlQuery query, Interval range, long most, Sink sink)
      throws StoreException, IOException;

  /// Takes one line after another; as long as it does not return, no more are read.
  @FunctionalInterface
  interface Sink {
    void accept(Hit line) throws IOException;
  }

  /// Documents per index family (`logs`, `snapshots`, `runs`, ..), for people and for checks.
  Map<String, Long> counts() throws StoreException;
}
