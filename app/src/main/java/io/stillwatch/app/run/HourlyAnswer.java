// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// The last answer to a question that may take long, for callers of any thread that do not wait:
/// one of them has it asked again once an hour.
final class HourlyAnswer {
  private static final Duration ASK_AGAIN = Duration.ofHours(1);

  private final Supplier<String> question;
  private final InstantSource clock;
  private final Executor asking;
  private final AtomicReference<Instant> askAgainAt = new AtomicReference<>(Instant.MIN);
  private volatile String answer = "";

  HourlyAnswer(Supplier<String> question, InstantSource clock, Executor asking) {
    this.question = question;
    this.clock = clock;
    this.asking = asking;
  }

  /// Empty until it was answered for the first time.
  String last() {
    var now = clock.instant();
    var due = askAgainAt.get();
    if (!now.isBefore(due) && askAgainAt.compareAndSet(due, now.plus(ASK_AGAIN)))
      asking.execute(() -> answer = question.get());
    return answer;
  }
}
