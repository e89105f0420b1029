// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import io.stillwatch.app.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `stillwatch serve` as its launcher starts it, on one log and the Elasticsearch of the bench.
record Serve(Path config, Path data) implements Program {
  static Serve of(Stage stage) throws IOException {
    var config = stage.folder().resolve("serve.yaml");
    Files.writeString(
        config,
        """
        %ssources:
          files:
            - host: %s
              zone: UTC
              paths: [%s]
        web:
          port: 0
        """
            .formatted(stage.server(), stage.oracle().host(), stage.log()));
    return new Serve(config, stage.folder().resolve("serve"));
  }

  @Override
  public List<String> flags() {
    return List.of(
        "--sun-misc-unsafe-memory-access=allow",
        "-Djdk.serialFilter=!*",
        "-Xmx1g",
        "-Xmn256m",
        "-XX:SurvivorRatio=4",
        "-XX:+ExitOnOutOfMemoryError");
  }

  @Override
  public List<String> arguments() {
    return List.of(
        Main.class.getName(), "serve", "--config", config.toString(), "--data", data.toString());
  }

  @Override
  public String ready() {
    return "Web UI: http://127.0.0.1:";
  }
}
