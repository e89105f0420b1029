// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a second process out of a folder; the system releases it however the process ends.
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  static FolderLock of(Path folder) throws StoreException {
    try {
      Private.folder(folder);
      var file = folder.resolve("spool.lock");
      Private.file(file);
      var channel = FileChannel.open(file, StandardOpenOption.WRITE);
      if (locked(channel)) return new FolderLock(channel);
      channel.close();
      throw new StoreException(
          folder
              + " is in use by another Stillwatch. Stop that one, or give this one its own folder.");
    } catch (IOException e) {
      throw new StoreException(folder + " cannot be used for the spool: " + e, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very process has it open
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
