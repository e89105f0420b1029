// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [LogSource] promises: never skip, repeat with the same ids, remember nothing.
///
/// A subclass provides the thing that is read, and says which pieces it holds.
public abstract class LogSourceContract {
  /// Adds pieces (lines, snapshots) to what the source reads, after those that are there.
  protected abstract void add(String... pieces) throws Exception;

  /// Another instance that reads the same thing, as after a restart.
  protected abstract LogSource source() throws Exception;

  /// The piece that a piece of evidence came from; empty where it is something else, such as the
  /// listing that accompanies the lines.
  protected abstract Optional<String> piece(Evidence evidence);

  /// Pieces of this source, the same for the same number.
  protected abstract String piece(int number);

  @Test
  public void brings_every_piece_once_and_in_order() throws Exception {
    add(pieces(0, 50));
    assertThat(readAll(Checkpoint.START).pieces).containsExactly(pieces(0, 50));
  }

  @Test
  public void repeats_rather_than_skips_when_the_commit_was_lost() throws Exception {
    add(pieces(0, 3));
    var source = source();
    var before = source.poll(Checkpoint.START);
    var afterCrash = source.poll(Checkpoint.START);
    assertThat(afterCrash.evidence()).isEqualTo(before.evidence());
  }

  @Test
  public void a_restarted_source_goes_on_from_the_checkpoint_alone() throws Exception {
    add(pieces(0, 3));
    var first = readAll(Checkpoint.START);
    add(pieces(3, 6));
    assertThat(readAll(copy(first.end)).pieces).containsExactly(pieces(3, 6));
  }

  @Test
  public void a_crash_before_the_commit_repeats_the_same_ids_although_more_was_written()
      throws Exception {
    add(pieces(0, 3));
    var lost = source().poll(Checkpoint.START);
    add(pieces(3, 6));
    var repeated = readAll(Checkpoint.START);
    assertThat(repeated.ids).containsAll(ids(lost));
    assertThat(repeated.pieces).containsExactly(pieces(0, 6));
  }

  @Test
  public void a_crash_after_any_poll_neither_skips_nor_invents() throws Exception {
    add(pieces(0, 4));
    var first = source().poll(Checkpoint.START);
    add(pieces(4, 8));
    var second = readAll(copy(first.next()));
    add(pieces(8, 12));
    var stored = new LinkedHashSet<>(ids(first));
    stored.addAll(second.ids);
    for (var from : List.of(Checkpoint.START, first.next(), second.end)) {
      stored.addAll(readAll(copy(from)).ids);
    }
    assertThat(stored).hasSize(12);
  }

  @Test
  public void nothing_new_brings_nothing_and_stays_caught_up() throws Exception {
    add(pieces(0, 3));
    var first = readAll(Checkpoint.START);
    var second = readAll(first.end);
    var third = source().poll(second.end);
    assertThat(second.pieces).isEmpty();
    assertThat(ids(third)).isEmpty();
    assertThat(third.caughtUp()).isTrue();
  }

  @Test
  public void tells_up_to_when_it_is_complete_once_it_has_caught_up() throws Exception {
    add(pieces(0, 3));
    var end = readAll(Checkpoint.START).end;
    assertThat(source().poll(end).completeUntil()).isAfter(Instant.MIN);
  }

  @Test
  public void evidence_names_its_source_and_has_an_id_of_its_own() throws Exception {
    add(pieces(0, 20));
    var source = source();
    var all = readAll(Checkpoint.START);
    assertThat(source.id()).isEqualTo(source().id());
    assertThat(all.ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[A-Za-z0-9_-]{27}"));
  }

  private String[] pieces(int from, int until) {
    var pieces = new ArrayList<String>();
    for (int number = from; number < until; number++) pieces.add(piece(number));
    return pieces.toArray(String[]::new);
  }

  /// Checkpoints are stored as text; whatever else an instance might carry is lost here.
  private static Checkpoint copy(Checkpoint checkpoint) {
    return new Checkpoint(String.valueOf(checkpoint.value().toCharArray()));
  }

  /// Everything that was brought until a source said that it had caught up.
  protected record Read(List<String> pieces, List<String> ids, Checkpoint end) {}

  protected final Read readAll(Checkpoint from) throws Exception {
    var pieces = new ArrayList<String>();
    var ids = new ArrayList<String>();
    var source = source();
    var checkpoint = from;
    Batch batch;
    int polls = 0;
    do {
      batch = poll(source, checkpoint);
      batch.evidence().forEach(one -> piece(one).ifPresent(pieces::add));
      ids.addAll(ids(batch));
      checkpoint = batch.next();
      assertThat(++polls).as("polls until the source has caught up").isLessThan(1_000);
    } while (!batch.caughtUp());
    return new Read(pieces, ids, checkpoint);
  }

  private static Batch poll(LogSource source, Checkpoint from)
      throws SourceException, InterruptedException {
    return source.poll(from);
  }

  /// The ids of the pieces.
  private List<String> ids(Batch batch) {
    return batch.evidence().stream()
        .filter(one -> piece(one).isPresent())
        .map(Evidence::id)
        .toList();
  }
}
