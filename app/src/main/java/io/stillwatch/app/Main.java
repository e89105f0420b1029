// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app;

import io.stillwatch.app.cli.StillwatchCommand;

/// Entry point: hands the arguments to the command line and exits with its code.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(code(args));
  }

  /// Long commands end at once without memory, by an option of Java; short ones come here.
  private static int code(String[] args) {
    try {
      return StillwatchCommand.run(args);
    } catch (OutOfMemoryError e) {
      System.err.println(
          "stillwatch: out of memory. Give it more with STILLWATCH_HEAP, for example 2g.");
      return 1;
    }
  }
}
