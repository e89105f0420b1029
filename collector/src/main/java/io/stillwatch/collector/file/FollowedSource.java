// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import io.stillwatch.core.source.SourceException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// A [Follower] whose troubles are told in the words of a source.
final class FollowedSource {
  /// The rule of findings about files that the collector itself cannot read.
  static final String RULE = "CO01";

  private static final Duration RETRY = Duration.ofSeconds(15);

  private final FileSettings settings;
  private final Follower follower;

  FollowedSource(FileSettings settings, Follower.Readers readers, int maxLineBytes) {
    this.settings = settings;
    var files = new LogFiles(settings.patterns());
    this.follower = new Follower(settings.id(), settings.host(), files, readers, maxLineBytes);
  }

  Follower.Portion poll(FollowState state, Instant now) throws SourceException {
    try {
      var portion = follower.poll(state.files(), now);
      // trouble with one file does not hold up the lines of the others
      if (portion.evidence().isEmpty() && portion.caughtUp()) complain(portion);
      return portion;
    } catch (AccessDeniedException e) {
      throw denied(Path.of(e.getFile()), e);
    } catch (IOException | java.io.UncheckedIOException e) {
      if (e.getCause() instanceof AccessDeniedException denied)
        throw denied(Path.of(denied.getFile()), denied);
      throw new SourceException.Retryable(settings.id() + " could not be read: " + e, RETRY, e);
    }
  }

  private void complain(Follower.Portion portion) throws SourceException {
    if (!portion.unreadable().isEmpty()) {
      var path = portion.unreadable().getFirst();
      throw denied(path, new AccessDeniedException(path.toString()));
    }
    for (var path : follower.literal()) {
      var known = portion.files().stream().anyMatch(file -> belongs(file, path));
      if (!known && !Files.exists(path))
        throw new SourceException.Retryable(
            path + " does not exist. Correct the path, or start whatever writes it.",
            RETRY,
            new java.nio.file.NoSuchFileException(path.toString()));
    }
  }

  private static boolean belongs(Followed file, Path path) {
    return file.family().equals(LogName.of(path.getFileName().toString()).family());
  }

  private static SourceException.Permanent denied(Path path, IOException e) {
    return new SourceException.Permanent(
        path + " exists, and the collector is not allowed to read it.",
        RULE,
        "Add the collector's user to the group that owns " + path + " (often adm), and restart it.",
        e);
  }
}
