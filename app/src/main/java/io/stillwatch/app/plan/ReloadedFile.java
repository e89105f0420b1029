// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.plan;

import io.stillwatch.app.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one file says, read again when it changed or when what was read is too old. What cannot be
/// read leaves what was read before.
final class ReloadedFile<T> {
  static final Duration NEVER = Duration.ofDays(36_500);

  private static final Logger LOG = LoggerFactory.getLogger(ReloadedFile.class);

  /// Reads the file, as of an instant.
  @FunctionalInterface
  interface Reader<T> {
    T read(Instant now) throws ConfigException;
  }

  /// By what a change is noticed; a file that is replaced has another key, where there are keys.
  private record Version(long size, Instant changed, String key) {
    static final Version NONE = new Version(-1, Instant.MIN, "");
  }

  private final Path file;
  private final Duration again;
  private final Reader<T> reader;
  private Optional<T> known = Optional.empty();
  private Version version = Version.NONE;
  private Instant readAt = Instant.MIN;
  private String problem = "";

  ReloadedFile(Path file, Duration again, Reader<T> reader) {
    this.file = file;
    this.again = again;
    this.reader = reader;
  }

  /// What it says, as far as it could be read so far.
  Optional<T> at(Instant now) {
    var found = version();
    boolean old = readAt.equals(Instant.MIN) || !readAt.plus(again).isAfter(now);
    if (found.equals(version) && !old) return known;
    version = found;
    readAt = now;
    try {
      known = Optional.of(reader.read(now));
      if (!problem.isEmpty())
        LOG.atInfo().addKeyValue("file", file).log("The file can be read again; it is in force.");
      problem = "";
    } catch (ConfigException e) {
      var message = e.getMessage() + " What it said before stays in force.";
      if (!message.equals(problem)) LOG.atWarn().addKeyValue("file", file).log(message);
      problem = message;
    }
    return known;
  }

  String problem() {
    return problem;
  }

  private Version version() {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(
          attributes.size(),
          attributes.lastModifiedTime().toInstant(),
          String.valueOf(attributes.fileKey()));
    } catch (IOException _) {
      return Version.NONE;
    }
  }
}
