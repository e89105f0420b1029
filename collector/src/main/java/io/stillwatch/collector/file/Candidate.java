// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// One file that is there now and belongs to a followed log.
///
/// `stamp` changes whenever the file may have changed; `key` is the inode, which tells a renamed
/// file from a copy, and nothing else.
record Candidate(Path path, LogName name, long size, String key, String stamp) {
  static Candidate of(Path path, LogName name) throws IOException {
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    var key = String.valueOf(attributes.fileKey());
    var stamp = key + ":" + attributes.lastModifiedTime().toMillis() + ":" + attributes.size();
    return new Candidate(path, name, attributes.size(), key, stamp);
  }

  /// Not every file system has inodes.
  boolean hasKey() {
    return !key.equals("null");
  }

  /// Throws [NoSuchFileException] unless the name still means the file that was listed.
  void verify() throws IOException {
    var now = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    if (!key.equals(String.valueOf(now)))
      throw new NoSuchFileException(path.toString(), null, "it is another file now");
  }

  String pathText() {
    return path.toString();
  }
}
