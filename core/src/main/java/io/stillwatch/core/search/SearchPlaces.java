// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.place.Places;
import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.core.store.StoreBusyException;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A search that each user may use so many times at once: the next one waits a while, and is then
/// refused. Exports have places of their own, for which nobody waits.
public final class SearchPlaces {
  public static final int OF_A_USER = 4;
  public static final int TOGETHER = 16;
  public static final int EXPORTS_OF_A_USER = 2;
  public static final int EXPORTS_TOGETHER = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LogSearch search;
  private final Duration patience;
  private final Places searches = new Places(TOGETHER, OF_A_USER);
  private final Places exports = new Places(EXPORTS_TOGETHER, EXPORTS_OF_A_USER);

  public SearchPlaces(LogSearch search) {
    this(search, PATIENCE);
  }

  SearchPlaces(LogSearch search, Duration patience) {
    this.search = search;
    this.patience = patience;
  }

  /// The search as one user may use it.
  public LogSearch of(String user) {
    return new OfUser(user);
  }

  private interface Question<T> {
    T ask() throws StoreException;
  }

  private final class OfUser implements LogSearch {
    private final String user;

    OfUser(String user) {
      this.user = user;
    }

    private <T> T placed(Question<T> question) throws StoreException {
      try (var _ = place()) {
        return question.ask();
      }
    }

    private Places.Place place() throws StoreException {
      try {
        return searches
            .take(user, patience)
            .orElseThrow(() ->
                new StoreBusyException(
                    "As many searches are running as there may be: "
                        + OF_A_USER
                        + " for a user, "
                        + TOGETHER
                        + " for all. Wait for one of them, or search a shorter range."));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreException("Interrupted while waiting for other searches.", e);
      }
    }

    @Override
    public SearchResult search(SearchRequest request) throws StoreException {
      return placed(() -> search.search(request));
    }

    @Override
    public LogFields fields() {
      return search.fields();
    }

    @Override
    public FieldValues values(KqlQuery query, Interval range, String field, int most)
        throws StoreException {
      return placed(() -> search.values(query, range, field, most));
    }

    @Override
    public Optional<Hit> find(String index, String id) throws StoreException {
      return placed(() -> search.find(index, id));
    }

    @Override
    public List<Hit> around(Hit line, boolean after, int most) throws StoreException {
      return placed(() -> search.around(line, after, most));
    }

    @Override
    public long count(KqlQuery query, Interval range) throws StoreException {
      return placed(() -> search.count(query, range));
    }

    @Override
    public Inspection inspect(SearchRequest request) throws StoreException {
      return placed(() -> search.inspect(request));
    }

    @Override
    public long each(KqlQuery query, Interval range, long most, Sink sink)
        throws StoreException, IOException {
      try (var _ = exports.take(user).orElseThrow(OfUser::exporting)) {
        return search.each(query, range, most, sink);
      }
    }

    private static StoreBusyException exporting() {
      return new StoreBusyException(
          "As many exports are running as there may be: "
              + EXPORTS_OF_A_USER
              + " for a user, "
              + EXPORTS_TOGETHER
              + " for all. Wait for one of them.");
    }

    @Override
    public Map<String, Long> counts() throws StoreException {
      return placed(search::counts);
    }
  }
}
