// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.app.config.Config;
import io.stillwatch.collector.aws.AwsAccess;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.collector.s3.ArchiveSettings;
import io.stillwatch.collector.s3.S3Archive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// The archive that the configuration names.
final class Archiving {
  private static final long MIB = 1L << 20;

  private Archiving() {}

  static Optional<S3Archive> of(Config config, Path folder, InstantSource clock)
      throws IOException {
    var archive = config.archive();
    if (archive.bucket().isEmpty()) return Optional.empty();
    var settings =
        new ArchiveSettings(
            archive.bucket(),
            archive.prefix(),
            folder,
            Duration.ofMinutes(archive.segmentMinutes()),
            archive.maxPendingMb() * MIB);
    var access = new AwsAccess(config.aws().region(), config.aws().endpointUrl());
    return Optional.of(new S3Archive(settings, new AwsSession(access, clock), clock));
  }
}
