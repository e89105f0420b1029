// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.store.SavedView;
import io.stillwatch.core.store.SavedViews;
import org.junit.jupiter.api.Test;

/// What every store of saved views keeps.
public abstract class SavedViewsContract {
  private static final SavedView OWN = view("own", "Cron errors", "ana", false);
  private static final SavedView SHARED = view("shared", "All rotations", "ben", true);
  private static final SavedView HIDDEN = view("hidden", "Mine", "ben", false);

  /// A store that holds nothing yet.
  protected abstract SavedViews emptyStore() throws Exception;

  private static SavedView view(String id, String name, String owner, boolean shared) {
    return new SavedView(id, name, "q=host.name%3A%20ops-1", owner, shared, Samples.AT);
  }

  @Test
  void an_empty_store_has_no_views() throws Exception {
    var store = emptyStore();
    assertThat(store.visibleTo("ana")).isEmpty();
    assertThat(store.find("own")).isEmpty();
    store.delete("own");
  }

  @Test
  void a_person_sees_the_own_views_and_those_that_are_shared_by_name() throws Exception {
    var store = emptyStore();
    for (var view : new SavedView[] {OWN, SHARED, HIDDEN}) store.put(view);
    assertThat(store.visibleTo("ana")).containsExactly(SHARED, OWN);
    assertThat(store.visibleTo("ben")).containsExactly(SHARED, HIDDEN);
  }

  @Test
  void a_view_is_replaced_found_and_deleted_by_its_id() throws Exception {
    var store = emptyStore();
    store.put(OWN);
    var renamed = view("own", "Errors of cron", "ana", true);
    store.put(renamed);
    assertThat(store.find("own")).contains(renamed);
    assertThat(store.visibleTo("ben")).containsExactly(renamed);
    store.delete("own");
    assertThat(store.find("own")).isEmpty();
    assertThat(store.visibleTo("ana")).isEmpty();
  }
}
