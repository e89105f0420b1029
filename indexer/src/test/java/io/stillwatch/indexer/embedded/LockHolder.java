// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A process that locks a file, reports that, and releases the lock when its input ends.
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws Exception {
    try (var file = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
      file.lock();
      System.out.println("held");
      System.in.read();
    }
  }
}
