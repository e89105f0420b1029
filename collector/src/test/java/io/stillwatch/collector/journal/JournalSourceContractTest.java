// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.journal;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.testkit.source.LogSourceContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JournalSourceContractTest extends LogSourceContract {
  @TempDir private Path folder;
  private FakeJournal journal;

  @BeforeEach
  void install() throws Exception {
    journal = new FakeJournal(folder);
  }

  @Override
  protected void add(String... pieces) throws Exception {
    for (var piece : pieces) journal.add(piece);
  }

  @Override
  protected LogSource source() {
    return journal.source();
  }

  @Override
  protected Optional<String> piece(Evidence evidence) {
    var text = ((LogRecord) evidence).line().text();
    return Optional.of(text.substring(text.indexOf("(root)")));
  }

  @Override
  protected String piece(int number) {
    return "(root) CMD (/opt/job-" + number + ".sh)";
  }
}
