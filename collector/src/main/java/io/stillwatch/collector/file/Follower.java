// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.file.Recognition.Known;
import io.stillwatch.collector.syslog.LineCutter;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Follows logs through rotation: what is new since a state, and the state after it.
///
/// Remembers nothing itself. Bytes count as read only up to the end of the last complete line.
final class Follower {
  private static final int MAX_LINES = 2_500;
  private static final int MAX_BYTES = 4 << 20;

  /// Read at once: as many lines as usually make a batch, for what is read beyond it is read again.
  private static final int PORTION = 1 << 18;

  private static final Duration FRESH = Duration.ofDays(1);

  /// Makes evidence of the lines of one content, one after the other.
  interface Reader {
    /// Empty for a line that says nothing, such as a blank one between snapshots.
    Optional<Evidence> read(RawLine line);

    /// The time of the last line, for the next poll, and whatever else the reader needs then behind
    /// a blank; empty where nothing is needed.
    String lastLine();
  }

  /// Makes the reader of one content, given the time of its last line as text.
  interface Readers {
    Reader of(Followed content);
  }

  /// What one poll found; `unreadable` are files that are there and cannot be opened.
  record Portion(
      List<Evidence> evidence, List<Followed> files, boolean caughtUp, List<Path> unreadable) {}

  private final SourceId source;
  private final Host host;
  private final LogFiles files;
  private final Readers readers;
  private final int maxLineBytes;

  Follower(SourceId source, Host host, LogFiles files, Readers readers, int maxLineBytes) {
    this.source = source;
    this.host = host;
    this.files = files;
    this.readers = readers;
    this.maxLineBytes = maxLineBytes;
  }

  List<Path> literal() {
    return files.literal();
  }

  Portion poll(List<Followed> known, Instant now) throws IOException {
    var present = new ArrayList<Candidate>();
    var unreadable = new ArrayList<Path>();
    for (var file : files.present()) {
      if (Files.isReadable(file.path())) present.add(file);
      else if (Files.exists(file.path())) unreadable.add(file.path());
    }
    var recognition = new Recognition(known);
    var turn = new Turn(now);
    var recognised = recognition.of(present);
    for (var one : recognised) turn.read(one);
    // what cannot be opened is not gone
    for (var content : recognition.vanished()) {
      if (unreadable.stream().anyMatch(path -> path.toString().equals(content.path())))
        turn.after.add(content);
      else if (content.absent()) turn.lost(content);
      else turn.absent(content.asAbsent(isReplaced(content, known, recognised)));
    }
    turn.keepForChain(known);
    return new Portion(turn.evidence, turn.after, turn.caughtUp, unreadable);
  }

  /// Whether a rotated content was the newest of its log, and went, and only unknown ones are
  /// there: there may have been others in between, which came and went while nobody looked.
  private static boolean isReplaced(
      Followed content, List<Followed> known, List<Known> recognised) {
    var name = nameOf(content);
    boolean isNewest =
        known.stream()
            .filter(other -> !other.gone() && other.family().equals(content.family()))
            .noneMatch(other -> nameOf(other).age() > name.age());
    var generations = known.stream().map(Followed::generation).collect(Collectors.toSet());
    var present =
        recognised.stream()
            .map(Known::content)
            .filter(other -> other.family().equals(content.family()))
            .toList();
    return name.rotated()
        && isNewest
        && !present.isEmpty()
        && present.stream().noneMatch(other -> generations.contains(other.generation()));
  }

  private static LogName nameOf(Followed content) {
    return LogName.of(Path.of(content.path()).getFileName().toString());
  }

  /// One poll in progress: what is left of its budget, and what it has found.
  private final class Turn {
    private final Instant now;
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Followed> after = new ArrayList<>();
    private int bytesLeft = MAX_BYTES;
    private boolean caughtUp = true;

    Turn(Instant now) {
      this.now = now;
    }

    void read(Known known) throws IOException {
      var content = known.content();
      try {
        while (true) {
          if (evidence.size() >= MAX_LINES || bytesLeft <= 0) {
            caughtUp &= !mayHoldMore(known, content);
            break;
          }
          var next = step(known, content);
          var progress = next.offset() > content.offset();
          content = next;
          if (!progress) {
            content = content.finished(known.file());
            break;
          }
        }
      } catch (NoSuchFileException e) {
        caughtUp = false; // renamed: found again by the next poll
      } catch (AccessDeniedException e) {
        caughtUp = false; // made unreadable just now: the next poll names it
      }
      after.add(content);
    }

    private static boolean mayHoldMore(Known known, Followed content) {
      if (known.settled() && content.offset() == content.seen()) return false;
      return known.file().name().compressed() || content.offset() < known.file().size();
    }

    private Followed step(Known known, Followed content) throws IOException {
      if (!mayHoldMore(known, content)) return content;
      var file = known.file();
      var limit = Math.min(bytesLeft, PORTION) + 1;
      var bytes = Content.read(file, content.offset(), limit);
      var cut = cut(known, content, bytes, limit);
      if (cut.consumed() == 0 && bytes.length == limit && limit <= maxLineBytes) {
        limit = maxLineBytes + 1; // one line is longer than what is left of the budget
        bytes = Content.read(file, content.offset(), limit);
        cut = cut(known, content, bytes, limit);
      }
      var reader = readers.of(content);
      cut.lines().forEach(line -> reader.read(line).ifPresent(evidence::add));
      bytesLeft -= cut.consumed();
      var end = content.offset() + bytes.length;
      if (file.name().compressed() && bytes.length > 0 && end == Content.most(file))
        gap(
            content,
            0,
            " unpacks to more than 100 times its size, or more than 512 MiB: the rest is not"
                + " read.");
      var seen = file.name().compressed() ? end : Math.max(end, file.size());
      return content.read(content.offset() + cut.consumed(), seen, reader.lastLine());
    }

    private LineCutter.Cut cut(Known known, Followed content, byte[] bytes, int limit) {
      var lines = MAX_LINES - evidence.size();
      return new LineCutter(known.file().pathText(), content.generation(), lines, maxLineBytes)
          .cut(bytes, content.offset(), bytes.length < limit && isClosed(known));
    }

    /// Nobody will complete the last line of a file that was renamed and has not changed since the
    /// poll before; of a compressed one even less so.
    private static boolean isClosed(Known known) {
      var name = known.file().name();
      return name.compressed() || (name.rotated() && known.settled());
    }

    void absent(Followed content) {
      after.add(content);
      caughtUp = false;
    }

    void lost(Followed content) {
      long bytes = content.seen() - content.offset();
      if (bytes > 0) gap(content, bytes, " vanished before it was read to its end.");
      else if (wasWritten(content))
        gap(
            content,
            0,
            " was truncated, deleted, or moved to where it is not followed. Nobody knows what was"
                + " written to it after the last look.");
      else if (content.replaced())
        gap(
            content,
            0,
            " was rotated away, and what is there now was never seen before. Nobody knows what was"
                + " written in between.");
      after.add(content.lost());
    }

    private void gap(Followed content, long bytes, String what) {
      var position = new Position(content.path(), content.generation(), content.offset());
      var id =
          EvidenceId.of(
              source.value(), content.generation(), Long.toString(content.offset()), "gap");
      var why = content.path() + what;
      evidence.add(new Gap(id, source, host, lastLine(content), position, bytes, why));
    }

    /// A log under its own name, of which the last line is fresh: not an old one that is tidied up.
    private boolean wasWritten(Followed content) {
      return !nameOf(content).rotated()
          && !content.lastTime().isEmpty()
          && Instant.parse(content.lastTime()).isAfter(now.minus(FRESH));
    }

    private Instant lastLine(Followed content) {
      return content.lastTime().isEmpty() ? now : Instant.parse(content.lastTime());
    }

    /// Of the contents that are gone, the last one of each log stays known: a new file that begins
    /// like it must not repeat its generation.
    void keepForChain(List<Followed> known) {
      var held = new HashSet<String>();
      after.forEach(content -> held.add(content.generation()));
      var gone = new ArrayList<Followed>();
      for (var content : known)
        if (content.gone() && !held.contains(content.generation())) gone.add(content);
      after.removeIf(content -> content.gone() && gone.add(content));
      var last = new LinkedHashMap<String, Followed>();
      gone.forEach(content -> last.put(content.family(), content));
      after.addAll(0, last.values());
    }
  }
}
