// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

/// Closes the parts on SIGTERM and Ctrl-C, which run shutdown hooks only.
final class Shutdown {
  private Shutdown() {}

  static void closes(Runnable parts) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(parts));
  }
}
