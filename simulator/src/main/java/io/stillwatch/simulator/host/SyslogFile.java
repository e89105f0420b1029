// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// `/var/log/syslog` of a host, really on disk, really renamed and compressed.
final class SyslogFile implements HostLog {
  static final String PATH = "/var/log/syslog";

  private final Path disk;
  private final List<Entry> closed = new ArrayList<>();
  private AppendedFile current;
  private long sizeBytes;
  private long lines;

  SyslogFile(Path folder, Instant start) {
    this.disk = folder.resolve("syslog");
    this.current = new AppendedFile(disk, start);
  }

  void append(String line, Instant at) {
    current.append(line, at);
    // Syslog lines are ASCII here, so characters are bytes.
    sizeBytes += line.length() + 1;
    lines++;
  }

  void flush() {
    current.flush();
  }

  long linesWritten() {
    return lines;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public List<Entry> files() {
    var files = new ArrayList<Entry>();
    files.add(new Entry(PATH, sizeBytes, current.modified()));
    for (var n = 1; n <= closed.size(); n++) {
      var old = closed.get(n - 1);
      files.add(new Entry(PATH + suffix(n), old.sizeBytes(), old.modified()));
    }
    return files;
  }

  @Override
  public boolean rotate(int keep, Instant at) {
    if (sizeBytes == 0) return false;
    current.flush();
    try {
      Files.deleteIfExists(numbered(keep));
      for (var n = keep - 1; n >= 2; n--) {
        if (Files.exists(numbered(n))) Files.move(numbered(n), numbered(n + 1));
      }
      if (!closed.isEmpty()) closed.set(0, compressed(closed.getFirst()));
      Files.move(disk, numbered(1));
    } catch (IOException e) {
      throw new UncheckedIOException("The simulated log cannot be rotated: " + disk, e);
    }
    closed.addFirst(new Entry(PATH, sizeBytes, current.modified()));
    if (closed.size() > keep) closed.removeLast();
    current = new AppendedFile(disk, at);
    sizeBytes = 0;
    return true;
  }

  private Entry compressed(Entry plain) throws IOException {
    var target = numbered(2);
    try (var in = Files.newInputStream(numbered(1));
        var out = new GZIPOutputStream(Files.newOutputStream(target))) {
      in.transferTo(out);
    }
    Files.delete(numbered(1));
    Files.setLastModifiedTime(target, FileTime.from(plain.modified()));
    return new Entry(PATH, Files.size(target), plain.modified());
  }

  private Path numbered(int n) {
    return disk.resolveSibling("syslog" + suffix(n));
  }

  private static String suffix(int n) {
    return "." + n + (n > 1 ? ".gz" : "");
  }
}
