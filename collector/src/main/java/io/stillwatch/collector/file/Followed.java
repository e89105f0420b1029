// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// How far one content has been read, whatever its file is called now.
///
/// `generation` names the content; `offset` is what was read, `seen` how much there was; `path` is
/// empty once the file is gone. `lastLine` is the time of the last line, for lines without one;
/// what else its reader has to remember stands behind a blank.
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

  private static final String ABSENT = "absent";
  private static final String REPLACED = "absent:replaced";

  /// In place of time and size: never equal to a real stamp.
  private static final String UNREAD = ":unread:0";

  @JsonIgnore
  boolean gone() {
    return path.isEmpty();
  }

  /// The time of the last line; empty before the first.
  String lastTime() {
    var blank = lastLine.indexOf(' ');
    return blank < 0 ? lastLine : lastLine.substring(0, blank);
  }

  @JsonIgnore
  String key() {
    var end = stamp.lastIndexOf(':', stamp.lastIndexOf(':') - 1);
    return end < 0 ? "" : stamp.substring(0, end);
  }

  Followed restarted() {
    return new Followed(generation, family, path, 0, 0, head, "", lastLine);
  }

  /// No file holds it now; it may have been renamed while the folder was listed. `byUnknown` says
  /// that it was the newest of its log, and that what is there now was never seen before.
  Followed asAbsent(boolean byUnknown) {
    var newStamp = byUnknown ? REPLACED : ABSENT;
    return new Followed(generation, family, path, offset, seen, head, newStamp, lastLine);
  }

  @JsonIgnore
  boolean absent() {
    return stamp.equals(ABSENT) || replaced();
  }

  @JsonIgnore
  boolean replaced() {
    return stamp.equals(REPLACED);
  }

  /// Given up, and told; should it come back, it is read on.
  Followed lost() {
    return new Followed(generation, family, "", offset, seen, head, "", lastLine);
  }

  /// Found in a file that has changed and is not read yet.
  Followed at(Candidate file, Head newHead) {
    return new Followed(
        generation, family, file.pathText(), offset, seen, newHead, file.key() + UNREAD, lastLine);
  }

  Followed read(long newOffset, long newSeen, String newLastLine) {
    return new Followed(generation, family, path, newOffset, newSeen, head, stamp, newLastLine);
  }

  /// Read to the end of the file as it was listed: until its stamp changes there is no more.
  Followed finished(Candidate file) {
    return new Followed(generation, family, path, offset, seen, head, file.stamp(), lastLine);
  }
}
