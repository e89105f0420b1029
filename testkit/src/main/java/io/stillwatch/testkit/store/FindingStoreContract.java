// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.finding.Life;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import org.junit.jupiter.api.Test;

/// What every store of findings keeps.
public abstract class FindingStoreContract {
  /// A store that holds nothing yet.
  protected abstract FindingStore emptyStore() throws Exception;

  @Test
  void an_empty_store_finds_nothing() throws Exception {
    var store = emptyStore();
    assertThat(store.all()).isEmpty();
    assertThat(store.find("finding-1")).isEmpty();
  }

  @Test
  void brings_back_what_was_saved() throws Exception {
    var store = emptyStore();
    var first = Samples.finding("finding-1", Life.Status.OPEN);
    var second = Samples.finding("finding-2", Life.Status.FALSE_POSITIVE);
    store.save(first, Versioned.Version.NEW);
    store.save(second, Versioned.Version.NEW);
    assertThat(store.all()).extracting(Versioned::value).containsExactlyInAnyOrder(first, second);
    assertThat(store.find("finding-1").orElseThrow().value()).isEqualTo(first);
  }

  @Test
  void a_finding_changes_only_under_the_version_that_was_read() throws Exception {
    var store = emptyStore();
    store.save(Samples.finding("finding-1", Life.Status.OPEN), Versioned.Version.NEW);
    var read = store.find("finding-1").orElseThrow();
    var fixed = Samples.finding("finding-1", Life.Status.FIXED);
    store.save(fixed, read.version());

    assertThatThrownBy(
            () -> store.save(Samples.finding("finding-1", Life.Status.ACCEPTED), read.version()))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.save(fixed, Versioned.Version.NEW))
        .isInstanceOf(StoreException.class);
    var now = store.all().getFirst();
    assertThat(now.value()).isEqualTo(fixed);
    assertThat(now.version()).isEqualTo(store.find("finding-1").orElseThrow().version());
  }
}
