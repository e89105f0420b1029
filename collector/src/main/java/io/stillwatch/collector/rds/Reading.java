// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.stillwatch.collector.database.Carried;
import io.stillwatch.core.evidence.LogFile;
import java.time.Instant;

/// How far the content of one RDS log file has been read, whatever the file is called now.
///
/// `generation` names the content by its log and its first bytes (`head`).
record Reading(
    String name,
    String family,
    String generation,
    Head head,
    Place place,
    Seen seen,
    Carried context,
    Reconciliation reconciliation) {
  Reading {
    // a checkpoint of a release that did not reconcile tells none
    if (reconciliation == null) reconciliation = Reconciliation.NOTHING;
  }

  /// The first bytes of a content, up to and including its first dated line.
  ///
  /// `undated` is the whole text so far while none has come: it tells one content from another only
  /// when it has grown. `since` is the time of lines before the first dated one, in milliseconds,
  /// as it was when the content was first met: read again, they get the same time, and go into the
  /// same index; 0 in a checkpoint of a release that did not keep it.
  record Head(int length, String hash, String undated, long since) {
    static final Head NONE = new Head(0, "", "", 0);

    Instant timeOr(Instant other) {
      return since == 0 ? other : Instant.ofEpochMilli(since);
    }

    Head longer(Head other) {
      return new Head(other.length, other.hash, other.undated, since);
    }

    Head since(Instant first) {
      return new Head(length, hash, undated, since == 0 ? first.toEpochMilli() : since);
    }
  }

  /// Where the next request begins, how many bytes have come, and the last line if it had no end
  /// yet.
  record Place(String marker, long offset, String carry) {}

  /// What the listing said when the file was last read, and how often reading brought nothing
  /// since.
  record Seen(long size, long written, int fruitless) {}

  private static final int TRIES = 3;
  private static final long MOVED = -1;

  @JsonIgnore
  boolean complete() {
    return place.offset >= seen.size || givenUp();
  }

  boolean saw(LogFile file) {
    return seen.size == file.sizeBytes() && seen.written == file.modified().toEpochMilli();
  }

  /// The file of this name holds something else now.
  Reading moved() {
    return new Reading(
        name,
        family,
        generation,
        head,
        place,
        new Seen(seen.size, MOVED, 0),
        context,
        reconciliation);
  }

  /// Nobody could tell whether a listed file holds this content.
  Reading doubted() {
    var tried = new Seen(seen.size, seen.written, seen.fruitless + 1);
    return new Reading(name, family, generation, head, place, tried, context, reconciliation);
  }

  @JsonIgnore
  boolean givenUp() {
    return seen.fruitless >= TRIES;
  }

  /// Whether this content can be in a file of that name: a dated name is given once and for good,
  /// and no rotated file is written again.
  boolean mayBeIn(RdsName file) {
    var named = RdsName.of(name);
    if (!family.equals(file.family())) return false;
    return named.isBase() || (!named.isDated() && !file.isBase()) || named.equals(file);
  }

  @JsonIgnore
  boolean hasMoved() {
    return seen.written == MOVED;
  }

  Reading renamed(String newName) {
    return new Reading(newName, family, generation, head, place, seen, context, reconciliation);
  }

  Reading with(Head longer) {
    return new Reading(name, family, generation, longer, place, seen, context, reconciliation);
  }

  Reading at(Place newPlace, Carried newContext) {
    return new Reading(name, family, generation, head, newPlace, seen, newContext, reconciliation);
  }

  Reading with(Reconciliation newer) {
    return new Reading(name, family, generation, head, place, seen, context, newer);
  }

  /// The listing promises bytes that nobody has got; the whole file of later may hold them.
  Reading promised() {
    return with(reconciliation.promised(place.offset, seen.size));
  }

  Reading sawNow(LogFile file, boolean fruitful) {
    var tries = fruitful || !saw(file) ? 0 : seen.fruitless + 1;
    var now = new Seen(file.sizeBytes(), file.modified().toEpochMilli(), tries);
    return new Reading(name, family, generation, head, place, now, context, reconciliation);
  }
}
