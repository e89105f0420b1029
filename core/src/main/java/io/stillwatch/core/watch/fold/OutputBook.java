// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.state.CommandLog.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Counts what the runs of a host write while evidence is folded in.
///
/// 1. A line of output belongs to the process that reports the end of the run (cronie logs CMDOUT
///    and CMDEND from one process, and CMD from its child), and is logged before that.
/// 2. What the daemon says about output, but not as a user (it was discarded, its mail failed),
///    does not tell how much there was.
/// 3. Output that began before the run is of another run whose end was never logged.
///
/// Bounded: a host has the outputs of some hundred processes that go on.
final class OutputBook {
  private static final int MOST = 256;
  private static final Duration KEPT_FOR = Duration.ofDays(7);
  private static final String MAIL = "mailed ";
  private static final String MAIL_FAILED = " of output but got status";

  private final List<Output> outputs;
  private boolean changed;

  OutputBook(List<Output> from) {
    this.outputs = new ArrayList<>(from);
  }

  List<Output> now() {
    return outputs;
  }

  boolean changed() {
    return changed;
  }

  void wrote(LogEvent.RunOutput line, Instant at) {
    if (line.user().isEmpty() || line.pid() == 0 || isAboutMail(line.text())) return;
    changed = true;
    outputs.removeIf(old -> old.since().plus(KEPT_FOR).isBefore(at));
    long bytes = line.text().getBytes(UTF_8).length + 1L; // and the end of the line
    var known = take(line.user(), line.pid());
    outputs.add(
        known
            .map(one -> new Output(one.user(), one.pid(), one.since(), one.bytes() + bytes))
            .orElseGet(() -> new Output(line.user(), line.pid(), at, bytes)));
    if (outputs.size() > MOST) outputs.removeFirst();
  }

  private static boolean isAboutMail(String text) {
    return text.startsWith(MAIL) && text.contains(MAIL_FAILED);
  }

  /// What the run that ends wrote since its start; it is counted once.
  long takeBytes(LogEvent.RunEnded end, Instant startedAt) {
    return take(end.user(), end.pid())
        .filter(one -> !one.since().isBefore(startedAt))
        .map(Output::bytes)
        .orElse(0L);
  }

  private Optional<Output> take(String user, long pid) {
    var found =
        outputs.stream().filter(one -> one.pid() == pid && one.user().equals(user)).findFirst();
    found.ifPresent(outputs::remove);
    changed |= found.isPresent();
    return found;
  }
}
