// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/// How far a demo has come, so that a killed one goes on where it was.
///
/// The simulated world is a function of its seed and the time, so the time is all there is to keep.
final class DemoState {
  private final Path file;

  DemoState(Path file) {
    this.file = file;
  }

  /// The instant up to which everything was collected and judged; `start` if nothing was.
  Instant collectedUntil(Instant start) throws IOException {
    return Files.exists(file) ? Instant.parse(Files.readString(file).strip()) : start;
  }

  /// A crash leaves the old instant or the new one, never half of it.
  void save(Instant collectedUntil) throws IOException {
    var next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, collectedUntil.toString());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
