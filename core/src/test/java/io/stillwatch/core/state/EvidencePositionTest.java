// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class EvidencePositionTest {
  private static final EvidencePosition START = EvidencePosition.START;

  private static long[] of(long... hashes) {
    return hashes;
  }

  @Test
  void evidence_is_held_once_it_was_taken_in() {
    var position = START.with(of(3, 1, 2), 1);
    assertThat(position.holds(1)).isTrue();
    assertThat(position.holds(3)).isTrue();
    assertThat(position.holds(4)).isFalse();
  }

  @Test
  void evidence_of_the_two_checkpoints_before_is_still_held() {
    var position = START.with(of(1), 1).with(of(2), 2).with(of(3), 3);
    assertThat(position.holds(1)).isTrue();
    assertThat(position.holds(2)).isTrue();
  }

  @Test
  void evidence_of_three_checkpoints_before_is_forgotten() {
    var position = START.with(of(1), 1).with(of(2), 2).with(of(3), 3).with(of(4), 4);
    assertThat(position.holds(1)).isFalse();
    assertThat(position.holds(2)).isTrue();
  }

  @Test
  void an_older_checkpoint_never_forgets_anything() {
    var position = START.with(of(1), 5).with(of(2), 3);
    assertThat(position.number()).isEqualTo(5);
    assertThat(position.holds(1)).isTrue();
    assertThat(position.holds(2)).isTrue();
  }

  @Test
  void a_page_that_no_restart_reads_again_pushes_out_older_pages() {
    var position = START.with(of(1), 7);
    for (long page = 2; page < 5; page++) position = position.at(7).with(of(page), 7);
    assertThat(position.number()).isEqualTo(7);
    assertThat(position.holds(1)).isFalse();
    assertThat(position.holds(2)).isTrue();
  }

  @Test
  void a_host_that_is_folded_again_knows_how_far() {
    var refolded = START.with(of(1), 1).refoldedTo("17");
    assertThat(refolded.with(of(2), 2).refold()).contains("17");
    assertThat(refolded.level().refold()).isEmpty();
    assertThat(refolded.level()).isEqualTo(START.with(of(1), 1)).isNotEqualTo(refolded);
  }

  @Test
  void no_evidence_changes_nothing() {
    var position = START.with(of(1), 1);
    assertThat(position.with(of(), 9)).isSameAs(position);
  }

  @Test
  void positions_that_took_in_the_same_are_equal() {
    assertThat(START.with(of(1, 2), 1)).isEqualTo(START.with(of(2), 1).with(of(1), 1));
    assertThat(START.with(of(1), 1)).isNotEqualTo(START.with(of(2), 1));
  }

  @Test
  void ids_that_differ_in_one_letter_have_different_hashes() {
    var hashes = new HashSet<Long>();
    for (int i = 0; i < 100_000; i++) hashes.add(EvidencePosition.hash("ops-1|line|" + i));
    assertThat(hashes).hasSize(100_000);
  }
}
