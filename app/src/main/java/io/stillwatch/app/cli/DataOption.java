// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import io.stillwatch.app.run.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--data`, shared by the commands that keep state.
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where all state lives: spool, embedded Elasticsearch, models"
              + " (default: $XDG_STATE_HOME/stillwatch or ~/.local/state/stillwatch).")
  private @Nullable Path data;

  /// The given folder, or a folder of this name under the default one.
  Path orDefault(String name) {
    if (data != null) return data;
    return DataFolder.byDefault(System.getenv(), System.getProperty("user.home")).resolve(name);
  }
}
