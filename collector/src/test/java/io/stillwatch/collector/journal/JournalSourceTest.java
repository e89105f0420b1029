// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.SourceException.Permanent;
import io.stillwatch.core.source.SourceException.Retryable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalSourceTest {
  @TempDir private Path folder;
  private FakeJournal journal;

  @BeforeEach
  void install() throws Exception {
    journal = new FakeJournal(folder);
  }

  @Test
  void an_entry_of_cron_is_a_run_and_the_end_of_output_tells_that_there_is_no_more()
      throws Exception {
    journal.add("(root) CMD (/opt/a.sh)");
    var batch = journal.source().poll(Checkpoint.START);
    assertThat(((LogRecord) batch.evidence().getFirst()).event())
        .isEqualTo(new LogEvent.RunStarted("root", "/opt/a.sh", 100));
    assertThat(batch.caughtUp()).isTrue();
    assertThat(batch.completeUntil()).isEqualTo(FakeJournal.NOW);
    assertThat(batch.next()).isEqualTo(new Checkpoint("s=1;i=0"));
  }

  @Test
  void a_long_journal_comes_in_portions_and_none_of_them_claims_to_be_all() throws Exception {
    for (int i = 0; i < 5_001; i++) journal.add("(root) CMD (/opt/a.sh)");
    var first = journal.source().poll(Checkpoint.START);
    assertThat(first.evidence()).hasSize(5_000);
    assertThat(first.caughtUp()).isFalse();
    assertThat(journal.source().poll(first.next()).evidence()).hasSize(1);
  }

  @Test
  void t9_a_replaced_journal_leaves_a_gap_and_is_read_from_its_start() throws Exception {
    journal.add("(root) CMD (/opt/a.sh)");
    var before = journal.source().poll(Checkpoint.START);
    journal.replace();
    journal.add("(root) CMD (/opt/b.sh)");
    var lost = journal.source().poll(before.next());
    assertThat(lost.evidence()).singleElement().isInstanceOf(Gap.class);
    assertThat(lost.caughtUp()).isFalse();
    assertThat(journal.source().poll(lost.next()).evidence()).hasSize(1);
  }

  @Test
  void being_shown_only_our_own_messages_is_a_refusal_and_not_a_calm_journal() throws Exception {
    journal.says("Hint: You are currently not seeing messages from other users and the system.", 0);
    assertThatThrownBy(() -> journal.source().poll(Checkpoint.START))
        .isInstanceOf(Permanent.class)
        .extracting(e -> ((Permanent) e).remedy())
        .asString()
        .contains("systemd-journal");
  }

  @Test
  void a_failure_is_told_in_the_words_of_journalctl_and_tried_again() throws Exception {
    journal.says("Failed to open files: Input/output error", 1);
    assertThatThrownBy(() -> journal.source().poll(Checkpoint.START))
        .isInstanceOf(Retryable.class)
        .hasMessageContaining("Input/output error");
  }

  @Test
  void a_machine_without_journalctl_is_told_what_to_do() {
    var source =
        new JournalSource(
            Host.server("x"),
            ZoneOffset.UTC,
            List.of(folder.resolve("absent").toString()),
            InstantSource.fixed(FakeJournal.NOW));
    assertThatThrownBy(() -> source.poll(Checkpoint.START))
        .isInstanceOf(Permanent.class)
        .hasMessageContaining("does not start");
  }
}
