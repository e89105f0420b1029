// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app;

import io.stillwatch.app.cli.StillwatchCommand;

/// Entry point: hands the arguments to the command line and exits with its code.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(StillwatchCommand.run(args));
  }
}
