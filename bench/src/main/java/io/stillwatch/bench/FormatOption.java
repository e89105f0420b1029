// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench;

import picocli.CommandLine.Option;

/// `--format`, shared by all benches: a table for people or one JSON object.
public final class FormatOption {
  enum Format {
    text,
    json
  }

  @Option(
      names = "--format",
      description = "What to print: ${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.text;

  public boolean json() {
    return format == Format.json;
  }
}
