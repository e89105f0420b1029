// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;

/// What of a content's text nobody has held against the whole file yet; or, once that showed
/// damage, what must be read again out of it.
///
/// Blocks come in the order of the file. None means that nothing is left to do, so a content that a
/// release without this read stays as it was read.
record Reconciliation(List<Block> blocks, boolean damaged, int tries) {
  static final Reconciliation NOTHING = new Reconciliation(List.of(), false, 0);

  /// Few blocks for a long file, small ones for a short: a block is what a damage makes us repeat.
  private static final long SMALLEST_BLOCK = 1 << 20;

  private static final long LARGEST_BLOCK = 8 << 20;
  private static final int BLOCKS_IN_A_FILE = 64;
  private static final int TRIES = 6;

  /// What comes behind this is not summed, for nobody compares so long a file.
  static final long LARGEST_FILE = 1L << 30;

  /// The bytes from one place up to another, and the sum of the characters that came for them.
  ///
  /// The lines of a `vague` block have no certain places, so they cannot be told again under their
  /// ids.
  record Block(long from, long until, long sum, boolean vague) {
    /// FNV-1a, for it can be continued.
    private static final long BASIS = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    static Block of(long from, long until, String text, boolean vague) {
      return new Block(from, until, BASIS, vague).and(until, text);
    }

    /// The character in place of a byte that is no UTF-8 is passed over: how many of them stand for
    /// some bytes is for each decoder to say.
    Block and(long newEnd, String text) {
      var more = sum;
      for (int i = 0; i < text.length(); i++) {
        char one = text.charAt(i);
        if (one != PageText.LOST_CHARACTER && one != PageText.LOST_BYTE)
          more = (more ^ one) * PRIME;
      }
      return new Block(from, newEnd, more, vague);
    }

    long bytes() {
      return until - from;
    }

    private boolean goesOn(long place, boolean vaguely) {
      return until == place && vague == vaguely && !isFull();
    }

    private boolean isFull() {
      return bytes() >= Math.clamp(from / BLOCKS_IN_A_FILE, SMALLEST_BLOCK, LARGEST_BLOCK);
    }
  }

  Reconciliation {
    blocks = List.copyOf(blocks);
  }

  /// Text was taken for the bytes from one place up to another.
  Reconciliation and(long from, long until, String text, boolean vague) {
    if ((from == until && text.isEmpty()) || from > LARGEST_FILE) return this;
    var more = before(from);
    var open = !more.isEmpty() && more.getLast().goesOn(from, vague);
    more.add(open ? more.removeLast().and(until, text) : Block.of(from, until, text, vague));
    return new Reconciliation(more, damaged, tries);
  }

  /// The listing promises bytes from one place up to another, and no text came for them yet.
  Reconciliation promised(long from, long until) {
    var more = before(from);
    more.add(Block.of(from, until, "", false));
    return new Reconciliation(more, damaged, tries);
  }

  /// What reaches beyond a place that was read up to was only promised.
  private List<Block> before(long place) {
    var read = new ArrayList<>(blocks);
    read.removeIf(block -> block.until() > place);
    return read;
  }

  /// These bytes must be read again.
  static Reconciliation repairing(List<Block> damage) {
    return new Reconciliation(damage, true, 0);
  }

  /// The whole file could not be had this time; in the end the text is believed as it is.
  Reconciliation tried() {
    return tries + 1 < TRIES ? new Reconciliation(blocks, damaged, tries + 1) : NOTHING;
  }

  @JsonIgnore
  boolean isPending() {
    return !blocks.isEmpty();
  }

  /// How many bytes the blocks stand for.
  long bytes() {
    return blocks.stream().mapToLong(Block::bytes).sum();
  }
}
