// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The disk below a spool: how much is free, and a file of ballast that is given up when nothing
/// is.
///
/// On a full disk SQLite cannot even delete a row, for that is written to its journal first.
final class Disk {
  private static final Logger log = LoggerFactory.getLogger(Disk.class);
  private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int PIECE = 1 << 20;

  private final Path folder;
  private final Path ballast;
  private final SpoolLimits limits;
  private boolean scarce;
  private long lookedAt;
  private boolean looked;

  Disk(Path folder, SpoolLimits limits) {
    this.folder = folder;
    this.ballast = folder.resolve("ballast");
    this.limits = limits;
  }

  /// Whether the disk has too little room for more; looks every five seconds.
  boolean scarce() {
    long now = System.nanoTime();
    if (looked && now - lookedAt < LOOK_EVERY_NANOS) return scarce;
    looked = true;
    lookedAt = now;
    var was = scarce;
    scarce = isScarce();
    if (scarce && !was)
      log.atError()
          .addKeyValue("folder", folder)
          .addKeyValue("freeBytesWanted", limits.freeBytes())
          .log("The disk of the spool is nearly full: sources wait. Free some space.");
    return scarce;
  }

  private boolean isScarce() {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < limits.freeBytes()) return true;
      return limits.ballastBytes() > 0 && !Files.exists(ballast) && !filled(free);
    } catch (IOException e) {
      log.atWarn().addKeyValue("folder", folder).setCause(e).log("Free space is not known.");
      return false;
    }
  }

  /// Puts the ballast back once there is twice the room for it; random bytes, for zeros take no
  /// room on file systems that compress.
  private boolean filled(long free) throws IOException {
    if (free < limits.freeBytes() + 2 * limits.ballastBytes()) return false;
    var random = new SplittableRandom(limits.ballastBytes());
    var piece = new byte[PIECE];
    Private.file(ballast);
    try (var channel = FileChannel.open(ballast, StandardOpenOption.WRITE)) {
      for (long left = limits.ballastBytes(); left > 0; left -= piece.length) {
        random.nextBytes(piece);
        channel.write(ByteBuffer.wrap(piece, 0, (int) Math.min(left, piece.length)));
      }
    }
    return true;
  }

  /// Gives up the ballast; false where there is none left.
  boolean release() {
    try {
      scarce = true;
      looked = true;
      lookedAt = System.nanoTime();
      if (!Files.deleteIfExists(ballast)) return false;
      log.atError()
          .addKeyValue("folder", folder)
          .addKeyValue("bytes", limits.ballastBytes())
          .log("The disk of the spool is full; its reserve was given up. Free some space.");
      return true;
    } catch (IOException e) {
      log.atError().addKeyValue("file", ballast).setCause(e).log("The reserve stays.");
      return false;
    }
  }
}
