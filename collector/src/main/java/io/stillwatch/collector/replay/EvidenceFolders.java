// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.replay;

import io.stillwatch.core.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads evidence folders, or single log files, for a replay.
public final class EvidenceFolders {
  private EvidenceFolders() {}

  /// `now` bounds the guess of the year where a log tells none: no line was written in the future.
  public static Recording read(List<Path> evidence, InstantSource now) throws IOException {
    var all = new ArrayList<Evidence>();
    var hosts = new ArrayList<Recording.RecordedHost>();
    var ignored = new ArrayList<Path>();
    var guessed = new ArrayList<Path>();
    for (var path : evidence) {
      if (!Files.exists(path))
        throw new IOException(path + " does not exist. Name an evidence folder or a log file.");
      var folder = EvidenceFolder.open(path);
      var read = folder.read(now.instant());
      all.addAll(read.evidence());
      hosts.addAll(read.hosts());
      ignored.addAll(read.ignored());
      guessed.addAll(read.guessed());
    }
    all.sort(Comparator.comparing(Evidence::at)); // stable: lines of one instant keep their order
    return new Recording(all, hosts.stream().distinct().toList(), ignored, guessed);
  }
}
