// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder that [EvidenceExport] wrote.
public record ExportFolder(Path path, ExportManifest manifest) {
  public static boolean isExport(Path path) {
    return Files.exists(path.resolve(ExportManifest.FILE));
  }

  public static ExportFolder open(Path path) throws IOException {
    return new ExportFolder(path, ExportManifest.read(path));
  }

  public Path evidence() {
    return path.resolve(EvidenceExport.EVIDENCE);
  }
}
