// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.ingest;

import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.source.LogSource.Delivery;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.SplittableRandom;

/// How long each of many lines took from the write to the first search that found it, sorted.
///
/// Lines of one file arrive in order, so a search that counts k documents has found the first k.
final class Latency {
  private static final int LINES_PER_SECOND = 1_000;
  private static final int PER_WRITE = 10;
  private static final long BETWEEN_WRITES = 1_000_000_000L * PER_WRITE / LINES_PER_SECOND;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final long[] nanos;

  private Latency(long[] sorted) {
    this.nanos = sorted;
  }

  static Latency of(Server server, Path folder, int seconds)
      throws IOException, StoreException, InterruptedException {
    server.empty();
    var log = Files.createFile(folder.resolve("steady"));
    var home = Files.createTempDirectory(folder, "spool");
    var product = new Stillwatch(Delivery.DIRECT, folder);
    try (var spool = Spool.open(home, 1L << 30, InstantSource.system());
        var stores = server.connect(spool);
        var collector = product.collector(log, stores, spool)) {
      collector.start();
      var written = new long[seconds * LINES_PER_SECOND];
      var writer = Thread.ofVirtual().start(() -> write(log, written));
      var latency = new Latency(found(server, written));
      writer.join();
      return latency;
    }
  }

  private static void write(Path log, long[] written) {
    var random = new SplittableRandom(1);
    try (var out = FileChannel.open(log, StandardOpenOption.APPEND)) {
      long next = System.nanoTime();
      for (int i = 0; i < written.length; i += PER_WRITE) {
        var lines = new StringBuilder();
        var now = Instant.now();
        for (int k = i; k < i + PER_WRITE; k++) lines.append(LogFile.line(k, now, random));
        out.write(java.nio.ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII)));
        synchronized (written) {
          Arrays.fill(written, i, i + PER_WRITE, System.nanoTime());
        }
        next += BETWEEN_WRITES;
        Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long[] found(Server server, long[] written)
      throws IOException, InterruptedException {
    var took = new long[written.length];
    int known = 0;
    long progress = System.nanoTime();
    while (known < took.length) {
      Thread.sleep(20);
      int count = (int) server.searchable();
      long now = System.nanoTime();
      synchronized (written) {
        for (; known < count; known++) {
          took[known] = now - written[known];
          progress = now;
        }
      }
      if (now - progress > PATIENCE.toNanos())
        throw new IOException("After " + known + " lines no more were found for " + PATIENCE + ".");
    }
    Arrays.sort(took);
    return took;
  }

  double seconds(double part) {
    int at = (int) Math.ceil(part * nanos.length) - 1;
    return nanos[Math.max(0, at)] / 1e9;
  }
}
