// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// How far one content has been read, whatever its file is called now.
///
/// `generation` names the content; `offset` is what was read, `seen` how much there was; `path` is
/// empty once the file is gone. `lastLine` is the time of the last line, for lines without one.
record Followed(
    String generation,
    String family,
    String path,
    long offset,
    long seen,
    Head head,
    String stamp,
    String lastLine) {

  /// Hashes by which content is known again: of its first line, and of its first bytes.
  record Head(int length, String hash, int firstLength, String firstHash) {}

  @JsonIgnore
  boolean gone() {
    return path.isEmpty();
  }

  @JsonIgnore
  String key() {
    var end = stamp.lastIndexOf(':', stamp.lastIndexOf(':') - 1);
    return end < 0 ? "" : stamp.substring(0, end);
  }

  Followed restarted() {
    return new Followed(generation, family, path, 0, 0, head, "", lastLine);
  }

  Followed lost() {
    return new Followed(generation, family, "", seen, seen, head, "", lastLine);
  }

  Followed at(Candidate file, Head newHead) {
    return new Followed(
        generation, family, file.pathText(), offset, seen, newHead, file.stamp(), lastLine);
  }

  Followed read(long newOffset, long newSeen, String newLastLine) {
    return new Followed(generation, family, path, newOffset, newSeen, head, stamp, newLastLine);
  }
}
