// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.collector.database.Carried;
import io.stillwatch.collector.rds.Reconciliation.Block;
import io.stillwatch.collector.rds.WholeFiles.Whole;
import io.stillwatch.collector.syslog.LineCutter;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.LogFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the text of closed files against the whole files, and reads again what differs.
///
/// A page can lose lines without a sign: its length and its marker agree, and the lines are not
/// there (README of rdslogs). Lines of a block that differs are told again from the whole file, all
/// of them: their ids absorb what is known, and only what was missing is new.
final class Reconciler {
  /// Above these sizes a file is not compared, and a difference is counted as a gap.
  ///
  /// Each step of a repair reads the file from its beginning, for the request knows no range.
  record Limits(long compared, long repaired) {
    static final Limits USUAL = new Limits(Reconciliation.LARGEST_FILE, 128L << 20);
  }

  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
  private static final int MAX_RECORDS = 20_000;
  private static final int CHUNK_BYTES = 256 << 10;

  /// A file that will not grow any more, and its content as it was read from pages.
  record Closed(LogFile file, Reading reading) {
    /// A dated name is given once and for good: what differs in its head is a part of the damage.
    private boolean isIn(InputStream text) throws IOException {
      if (RdsName.of(file.path()).isDated()) return true;
      text.mark(reading.head().length());
      var same = WholeFiles.begins(text, reading.head());
      text.reset();
      return same;
    }
  }

  private final WholeFiles whole;
  private final RdsLines lines;
  private final Limits limits;
  private final List<Evidence> evidence = new ArrayList<>();

  Reconciler(WholeFiles whole, RdsLines lines, Limits limits) {
    this.whole = whole;
    this.lines = lines;
    this.limits = limits;
  }

  /// What the step found.
  List<Evidence> evidence() {
    return evidence;
  }

  /// One step for a closed file: held against the whole, or some of its damage repaired. `start` is
  /// what its first line inherits.
  Reading step(Closed closed, Carried start) throws InterruptedException {
    var reading = closed.reading();
    if (closed.file().sizeBytes() > limits.compared())
      return asRead(reading, "it is longer than " + limits.compared() + " bytes");
    return switch (whole.ask(closed.file())) {
      case Whole.Denied _ -> reading;
      case Whole.Gone _ -> later(reading, "it is not there under this name");
      case Whole.Failed(var why, _) -> later(reading, why);
      case Whole.Text(var body) -> {
        try {
          yield step(closed, start, body);
        } catch (IOException e) {
          yield later(reading, String.valueOf(e.getMessage()));
        }
      }
    };
  }

  private Reading later(Reading reading, String why) {
    whole.rest();
    var tried = reading.reconciliation().tried();
    return tried.isPending() ? reading.with(tried) : asRead(reading, why);
  }

  /// Damage that is known by then is lost, and counted.
  private Reading asRead(Reading reading, String why) {
    log.atWarn()
        .addKeyValue("file", reading.name())
        .addKeyValue("why", why)
        .log("A closed log file cannot be checked against the whole file; it stays as read.");
    if (reading.reconciliation().damaged())
      evidence.add(lines.damaged(reading, "Pages of text differ from the file, but " + why + "."));
    return reading.with(Reconciliation.NOTHING);
  }

  private Reading step(Closed closed, Carried start, InputStream body) throws IOException {
    var reading = closed.reading();
    try {
      var text = new BufferedInputStream(body, CHUNK_BYTES);
      if (!closed.isIn(text)) return later(reading, "it holds another content");
      return reading.with(
          reading.reconciliation().damaged()
              ? repaired(closed, start, text)
              : compared(closed, text));
    } finally {
      WholeFiles.close(body);
    }
  }

  private Reconciliation compared(Closed closed, InputStream text) throws IOException {
    var reading = closed.reading();
    var damage = new ArrayList<Block>();
    long at = 0;
    for (var block : reading.reconciliation().blocks()) {
      text.skipNBytes(block.from() - at);
      if (sum(block, text) != block.sum()) damage.add(block);
      at = block.until();
    }
    if (damage.isEmpty()) return Reconciliation.NOTHING;
    var repair = Reconciliation.repairing(damage);
    log.atWarn()
        .addKeyValue("file", reading.name())
        .addKeyValue("bytes", repair.bytes())
        .log("Pages of a log file left out lines or changed them; the whole file tells them.");
    if (closed.file().sizeBytes() > limits.repaired())
      return counted(reading, damage, "which is too long to be read again.");
    var vague = damage.stream().filter(Block::vague).toList();
    if (vague.isEmpty()) return repair;
    counted(reading, vague, "and hold bytes that are no UTF-8: places of lines are not known.");
    damage.removeAll(vague);
    return damage.isEmpty() ? Reconciliation.NOTHING : Reconciliation.repairing(damage);
  }

  private Reconciliation counted(Reading reading, List<Block> damage, String why) {
    var lost = reading.with(Reconciliation.repairing(damage));
    evidence.add(lines.damaged(lost, "Pages of text differ from the file, " + why));
    return Reconciliation.NOTHING;
  }

  private static long sum(Block block, InputStream text) throws IOException {
    var characters = new InputStreamReader(new FirstBytes(text, block.bytes()), UTF_8);
    var chunk = new char[CHUNK_BYTES];
    var sum = Block.of(block.from(), block.until(), "", block.vague());
    for (int read; (read = characters.read(chunk)) >= 0; )
      sum = sum.and(block.until(), new String(chunk, 0, read));
    return sum.sum();
  }

  /// Lines before the damage are read too, for each inherits from the one before.
  private Reconciliation repaired(Closed closed, Carried start, InputStream text)
      throws IOException {
    var reading = closed.reading();
    var fallback = reading.head().timeOr(lines.fallback(closed.file()));
    var damage = new ArrayDeque<>(reading.reconciliation().blocks());
    var cutter =
        new LineCutter(reading.name(), reading.generation(), Integer.MAX_VALUE, RawLine.MAX_BYTES);
    var database = lines.of(reading.family());
    var context = start;
    var rest = new byte[0];
    long at = 0;
    for (var ended = false; !ended && !damage.isEmpty(); ) {
      if (evidence.size() >= MAX_RECORDS) return Reconciliation.repairing(beyond(at, damage));
      var bytes = joined(rest, text.readNBytes(CHUNK_BYTES));
      ended = bytes.length - rest.length < CHUNK_BYTES;
      var cut = cutter.cut(bytes, at, ended);
      for (var line : cut.lines()) {
        var read = database.read(line, context, fallback);
        context = read.after();
        if (isIn(damage, line)) evidence.add(read.record());
      }
      at += cut.consumed();
      rest = Arrays.copyOfRange(bytes, cut.consumed(), bytes.length);
    }
    return Reconciliation.NOTHING;
  }

  /// Whether any byte of the line is damaged; what ends before the line is behind us.
  private static boolean isIn(ArrayDeque<Block> damage, RawLine line) {
    long from = line.position().offset();
    while (!damage.isEmpty() && damage.getFirst().until() <= from) damage.removeFirst();
    return !damage.isEmpty() && damage.getFirst().from() <= from + line.raw().length;
  }

  /// The damage that begins at a line's start; what lies before it is repaired.
  private static List<Block> beyond(long at, ArrayDeque<Block> damage) {
    return damage.stream()
        .filter(block -> block.until() > at)
        .map(block -> Block.of(Math.max(at, block.from()), block.until(), "", false))
        .toList();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /// So many bytes of a stream, which stays open.
  private static final class FirstBytes extends InputStream {
    private final InputStream all;
    private long left;

    FirstBytes(InputStream all, long bytes) {
      this.all = all;
      this.left = bytes;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) return -1;
      int read = all.read(into, offset, (int) Math.min(length, left));
      if (read > 0) left -= read;
      return read;
    }
  }
}
