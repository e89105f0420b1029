// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.rds;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// One RDS instance: what DescribeDBInstances tells about it, and its log files.
///
/// Safe for one writer and many readers; a reader sees each change whole.
public final class DatabaseInstance {
  private final String id;
  private final Engine engine;
  private final String version;
  private final int allocatedGib;
  private final NavigableMap<String, LogText> files = new TreeMap<>();
  private final NavigableMap<String, String> tags = new TreeMap<>();
  private final NavigableMap<String, String> parameters = new TreeMap<>();
  private final NavigableMap<Instant, String> events = new TreeMap<>();
  private Optional<String> auditRotations = Optional.empty();
  private long linesWritten;

  public DatabaseInstance(String id, Engine engine, String version, int allocatedGib) {
    this.id = id;
    this.engine = engine;
    this.version = version;
    this.allocatedGib = allocatedGib;
    parameters.putAll(engine.parameters());
  }

  /// Gives the instance a tag, in place of any of that name.
  public synchronized DatabaseInstance tag(String key, String value) {
    tags.put(key, value);
    return this;
  }

  public synchronized NavigableMap<String, String> tags() {
    return new TreeMap<>(tags);
  }

  /// Sets a parameter of the instance's own parameter group.
  public synchronized void parameter(String name, String value) {
    parameters.put(name, value);
  }

  public synchronized NavigableMap<String, String> parameters() {
    return new TreeMap<>(parameters);
  }

  public String parameterGroup() {
    return id + "-parameters";
  }

  public String optionGroup() {
    return id + "-options";
  }

  /// Sets SERVER_AUDIT_FILE_ROTATIONS of the audit plug-in; without it there is no such option.
  public synchronized void auditRotations(String value) {
    auditRotations = Optional.of(value);
  }

  public synchronized Optional<String> auditRotations() {
    return auditRotations;
  }

  /// Notes what RDS says of the instance.
  public synchronized void event(Instant at, String message) {
    events.put(at, message);
  }

  public synchronized NavigableMap<Instant, String> events() {
    return new TreeMap<>(events);
  }

  /// What FreeStorageSpace tells: data fill three fifths of the storage, and logs come on top.
  ///
  /// The fleet writes about a thousandth of what real ones do, so a GiB of its storage holds a MiB:
  /// disks fill in weeks, as they do where rotation stops.
  public long freeBytes() {
    long allocated = (long) allocatedGib << 20;
    return Math.max(0, allocated - allocated / 5 * 3 - logBytes());
  }

  /// Bytes of all log files together.
  private synchronized long logBytes() {
    return files.entrySet().stream()
        .mapToLong(e -> e.getValue().entry(e.getKey()).sizeBytes())
        .sum();
  }

  public String id() {
    return id;
  }

  public Engine engine() {
    return engine;
  }

  public String version() {
    return version;
  }

  public int allocatedGib() {
    return allocatedGib;
  }

  /// Complete lines ever appended, whatever became of their files.
  public synchronized long linesWritten() {
    return linesWritten;
  }

  /// Adds text at the end of a file, which is created if need be.
  public synchronized void append(String file, String text, Instant at) {
    linesWritten += file(file, at).append(text, at);
  }

  /// Adds bytes as they are, whatever their encoding.
  public synchronized void append(String file, byte[] bytes, Instant at) {
    file(file, at).append(bytes, at);
    for (var one : bytes) if (one == '\n') linesWritten++;
  }

  /// Sets the time of a file without writing, as RDS does on the hour; creates it if need be.
  public synchronized void touch(String file, Instant at) {
    file(file, at).touch(at);
  }

  /// Moves the whole text of one file to the end of another and leaves the first one empty.
  public synchronized void flush(String from, String to, Instant at) {
    file(to, at).append(file(from, at).content(), at);
    files.put(from, new LogText(at));
  }

  /// Gives a file another name, in place of any file of that name; nothing happens without it.
  public synchronized void rename(String from, String to) {
    var text = files.remove(from);
    if (text == null) return;
    text.close();
    files.put(to, text);
  }

  /// Closes a file under another name and starts an empty one.
  public synchronized void rotate(String file, String closed, Instant at) {
    rename(file, closed);
    files.put(file, new LogText(at));
  }

  /// Shifts `file.1` to `file.2` and so on, closes the file as `file.1`, starts an empty one.
  public synchronized void rotateNumbered(String file, Instant at) {
    var last = 0;
    while (files.containsKey(file + "." + (last + 1))) last++;
    for (var n = last; n > 0; n--) rename(file + "." + n, file + "." + (n + 1));
    rotate(file, file + ".1", at);
  }

  public synchronized void delete(String file) {
    files.remove(file);
  }

  /// Deletes what begins with the prefix and was last written before the instant; the names carry
  /// dates, so the oldest come first.
  public synchronized void expire(String prefix, Instant before) {
    for (var oldest = files.ceilingEntry(prefix);
        oldest != null && oldest.getKey().startsWith(prefix);
        oldest = files.ceilingEntry(prefix)) {
      if (!oldest.getValue().lastWritten().isBefore(before)) return;
      files.remove(oldest.getKey());
    }
  }

  /// All log files, by name.
  public synchronized List<LogFileEntry> files() {
    return files.entrySet().stream().map(e -> e.getValue().entry(e.getKey())).toList();
  }

  /// The whole file, as `downloadCompleteLogFile` sends it.
  public synchronized Optional<byte[]> content(String file) {
    return Optional.ofNullable(files.get(file)).map(LogText::content);
  }

  /// One page of a file; empty if there is no such file.
  public synchronized Optional<Portion> portion(PortionRequest request) {
    return Optional.ofNullable(files.get(request.file())).map(text -> text.portion(request));
  }

  private LogText file(String name, Instant at) {
    return files.computeIfAbsent(name, _ -> new LogText(at));
  }
}
