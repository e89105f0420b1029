// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import static java.util.stream.Collectors.groupingBy;

import io.stillwatch.collector.database.Carried;
import io.stillwatch.collector.rds.Assignment.Same;
import io.stillwatch.collector.rds.Assignment.Work;
import io.stillwatch.collector.rds.Reading.Place;
import io.stillwatch.collector.rds.Reconciler.Closed;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the new text of all files of one instance within the bounds of one poll.
final class TextReader {
  private static final int MAX_RECORDS = 5_000;
  private static final int MAX_CALLS = 60;
  private static final int TRIES = 2;
  private static final long LARGEST_FOR_PLACES = 8 << 20;

  /// Of about 80 bytes each, in every checkpoint.
  private static final int MAX_WAITING_BLOCKS = 100;

  private final RdsLines lines;
  private final Inputs inputs;
  private final Portions portions;
  private final Instant now;
  private final List<Evidence> evidence = new ArrayList<>();
  private final Set<String> generations = new HashSet<>();
  private final Map<String, Answer.Text> firstPages = new HashMap<>();
  private Optional<SourceException> failure = Optional.empty();
  private boolean caughtUp = true;
  private boolean checking;
  private boolean repairing;

  /// Where text comes from, and the prefix of lines of PostgreSQL if somebody told it.
  record Inputs(Portions portions, WholeFiles whole, String logLinePrefix) {}

  TextReader(SourceId source, Host host, Inputs inputs, Instant now) {
    this.lines = new RdsLines(source, host, now);
    this.inputs = inputs;
    this.portions = inputs.portions();
    this.now = now;
  }

  /// In the order in which it was found; the caller puts the listing in front.
  List<Evidence> evidence() {
    return evidence;
  }

  /// Whether the next poll may wait.
  boolean caughtUp() {
    return caughtUp && !checking && !(repairing && inputs.whole().isReady());
  }

  /// Whether all text is told, and nothing is known to be missing that may come yet.
  boolean isComplete() {
    return caughtUp && !repairing;
  }

  /// Whether a closed file waits for a poll of its own.
  boolean isChecking() {
    return checking;
  }

  /// What stopped the reading of text, if anything did.
  Optional<SourceException> failure() {
    return failure;
  }

  /// The readings after this poll; after a failure, what is not read yet stays as it was.
  List<Reading> read(List<LogFile> files, List<Reading> known, boolean hourPassed)
      throws InterruptedException {
    known.forEach(reading -> generations.add(reading.generation()));
    var assignment = new Assignment(files, known, hourPassed);
    var after = new ArrayList<Reading>();
    try {
      var work = new ArrayDeque<>(assignment.work(this::compare));
      while (!work.isEmpty() && !exhausted() && failure.isEmpty())
        read(work.removeFirst()).ifPresent(after::add);
      if (!work.isEmpty()) caughtUp = false;
      work.forEach(later -> later.known().ifPresent(after::add));
      var families = new LogFamilies(files);
      assignment.kept().forEach(reading -> after.add(finished(reading, families)));
      after.addAll(assignment.undecided());
      caughtUp &= assignment.undecided().isEmpty();
      assignment.vanished().forEach(this::lost);
      var done = work.isEmpty() && failure.isEmpty() && !exhausted();
      return done ? settled(files, after) : after;
    } catch (SourceException e) {
      failed(e); // nobody knows yet which file is which
      return known;
    }
  }

  /// Listing and text come first: what was just read does not wait for a whole file.
  private List<Reading> settled(List<LogFile> files, List<Reading> readings)
      throws InterruptedException {
    if (evidence.isEmpty()) return check(files, readings);
    var closed = closed(files, readings);
    checking = !closed.isEmpty() && inputs.whole().isReady();
    repairing = isRepairing(closed);
    return inputs.whole().isDenied() ? bounded(closed, readings) : readings;
  }

  /// Without the permission the sums of closed files would pile up: the oldest files stay as read.
  private static List<Reading> bounded(List<Closed> closed, List<Reading> readings) {
    var asRead = new HashSet<Reading>();
    int blocks = 0;
    for (var one : closed.reversed()) {
      var reconciliation = one.reading().reconciliation();
      blocks += reconciliation.blocks().size();
      if (blocks > MAX_WAITING_BLOCKS && !reconciliation.damaged()) asRead.add(one.reading());
    }
    return readings.stream()
        .map(one -> asRead.contains(one) ? one.with(Reconciliation.NOTHING) : one)
        .toList();
  }

  /// Makes a step for one closed file, if there is one: the oldest first, for it is deleted first.
  List<Reading> check(List<LogFile> files, List<Reading> readings) throws InterruptedException {
    var closed = closed(files, readings);
    repairing = isRepairing(closed);
    if (closed.isEmpty() || !inputs.whole().isReady()) return readings;
    var first = closed.getFirst();
    var reconciler = new Reconciler(inputs.whole(), lines, Reconciler.Limits.USUAL);
    var step = reconciler.step(first, context(first.reading().family()));
    evidence.addAll(reconciler.evidence());
    var after = new ArrayList<>(readings);
    after.set(readings.indexOf(first.reading()), step);
    repairing = isRepairing(closed(files, after));
    return after;
  }

  /// Without the permission a repair may never come.
  private boolean isRepairing(List<Closed> closed) {
    return !inputs.whole().isDenied()
        && closed.stream().anyMatch(one -> one.reading().reconciliation().damaged());
  }

  private static List<Closed> closed(List<LogFile> files, List<Reading> readings) {
    var families = new LogFamilies(files);
    var pending =
        readings.stream()
            .filter(one -> one.reconciliation().isPending() && !families.isWritten(one))
            .collect(groupingBy(Reading::name));
    return files.stream()
        .sorted(Comparator.comparing(LogFile::modified))
        .flatMap(file ->
            pending.getOrDefault(file.path(), List.of()).stream()
                .map(reading -> new Closed(file, reading)))
        .filter(TextReader::isRead)
        .toList();
  }

  /// Whether the file is that of the content, which was read to its end.
  private static boolean isRead(Closed one) {
    var reading = one.reading();
    return reading.saw(one.file()) && reading.complete() && reading.place().carry().isEmpty();
  }

  private void failed(SourceException e) {
    failure = Optional.of(e);
    caughtUp = false;
  }

  private boolean exhausted() {
    return evidence.size() >= MAX_RECORDS || portions.calls() >= MAX_CALLS;
  }

  private Same compare(LogFile file, Reading reading) throws SourceException, InterruptedException {
    if (file.sizeBytes() < reading.head().length()) return Same.NO;
    Answer answer =
        firstPages.containsKey(file.path())
            ? firstPages.get(file.path())
            : portions.next(file, new Place(Markers.START, 0, ""), true);
    if (!(answer instanceof Answer.Text text) || text.text().isEmpty()) return Same.UNKNOWN;
    firstPages.put(file.path(), text);
    return FileText.begins(text.text(), reading.head()) ? Same.YES : Same.NO;
  }

  private Optional<Reading> read(Work work) throws InterruptedException {
    var text = new FileText(lines, lines.fallback(work.file()));
    var progress = new Progress(work.file(), work.known(), text);
    try {
      var more = progress.promising(); // a file may be touched without having grown
      while (more && !exhausted()) more = progress.step();
      if (!more) progress.finish();
    } catch (SourceException e) {
      failed(e);
    }
    evidence.addAll(text.records());
    if (progress.moved) caughtUp = false;
    if (failure.isPresent() || progress.moved) return progress.reading;
    var read = progress.reading.map(r -> r.sawNow(work.file(), progress.fruitful));
    if (read.isPresent() && !read.get().complete()) caughtUp = false;
    return read;
  }

  /// One file on its way through its pages.
  private final class Progress {
    private final LogFile file;
    private final FileText text;
    private Optional<Reading> reading;
    private boolean fruitful;
    private boolean moved;

    Progress(LogFile file, Optional<Reading> known, FileText text) {
      this.file = file;
      this.reading = known;
      this.text = text;
    }

    /// The first page may be here already: it was needed to tell which file this is.
    private Answer next(Place place, boolean lastTry) throws SourceException, InterruptedException {
      var first = firstPages.remove(file.path());
      return first != null && first.end() > place.offset() && first.lost() == 0
          ? first.after(place.offset())
          : portions.next(file, place, lastTry);
    }

    /// Whether the listing promises bytes that were not read.
    boolean promising() {
      return reading.isEmpty() || reading.get().place().offset() < file.sizeBytes();
    }

    /// Reads one page; false once there is no more for now.
    boolean step() throws SourceException, InterruptedException {
      var place = reading.map(Reading::place).orElse(new Place(Markers.START, 0, ""));
      var lastTry = reading.map(r -> r.seen().fruitless() >= TRIES).orElse(true);
      if (!(next(place, lastTry) instanceof Answer.Text asked)) return false;
      var page = asked.lost() > 0 ? mended(place, asked) : placed(place, asked);
      var restarts = page.marker().equals(Markers.START) && !place.marker().equals(Markers.START);
      if (restarts && reading.isPresent() && compare(file, reading.get()) != Same.YES) {
        // the name was given to another content: the next listing tells where this one is now
        reading = reading.map(Reading::moved);
        moved = true;
        return false;
      }
      var current = reading.isPresent() ? reading.get() : begun(file, page.text());
      reading = Optional.of(taken(current, text, page));
      fruitful |= page.end() > place.offset();
      var stuck = page.end() == place.offset() && page.marker().equals(place.marker());
      return !stuck && (page.pending() || page.end() < file.sizeBytes());
    }

    /// Vague places matter only if text is missing too, so they are worth neither a long file nor a
    /// wait.
    private Answer.Text placed(Place place, Answer.Text page)
        throws SourceException, InterruptedException {
      if (!page.vague() || file.sizeBytes() > LARGEST_FOR_PLACES || !inputs.whole().isReady())
        return page;
      try {
        return mended(place, page);
      } catch (SourceException.Retryable e) {
        inputs.whole().rest();
        return page;
      }
    }

    /// The page with the bytes that it lost, if the whole file may be asked for.
    private Answer.Text mended(Place place, Answer.Text page)
        throws SourceException, InterruptedException {
      return exact(place.offset(), page.end())
          .filter(text -> text.length == page.end() - place.offset())
          .map(bytes -> text(bytes, page.end(), page))
          .orElse(page);
    }

    private static Answer.Text text(byte[] bytes, long end, Answer.Text page) {
      return new Answer.Text(PageText.of(bytes), end, page.marker(), 0, page.pending(), false);
    }

    private Optional<byte[]> exact(long from, long until)
        throws SourceException, InterruptedException {
      var head = reading.map(Reading::head).orElse(Reading.Head.NONE);
      return head.undated().isEmpty()
          ? inputs.whole().bytes(file, head, from, until)
          : Optional.empty();
    }

    /// The listing promises an end that no page ever reaches: the whole file knows whether it is
    /// there. Sizes promise too much now and then (aws-cli issue 1504).
    void finish() throws SourceException, InterruptedException {
      if (reading.isEmpty() || moved || fruitful) return;
      var place = reading.get().place();
      boolean lastTry = reading.get().saw(file) && reading.get().seen().fruitless() == TRIES;
      if (!lastTry || place.offset() >= file.sizeBytes()) return;
      var rest = exact(place.offset(), file.sizeBytes());
      if (rest.isEmpty()) reading = Optional.of(reading.get().promised());
      if (rest.isEmpty() || rest.get().length == 0) return;
      long end = place.offset() + rest.get().length;
      var marker = Markers.moved(place.marker(), rest.get().length);
      var more = new Answer.Text(PageText.of(rest.get()), end, marker, 0, false, false);
      reading = Optional.of(text.add(reading.get(), more));
      fruitful = true;
    }
  }

  private Reading begun(LogFile file, String firstPage) {
    var context = context(RdsName.of(file.path()).family());
    var begun = FileText.begun(file, firstPage, generations, context);
    generations.add(begun.generation());
    return begun;
  }

  /// What the first line of a file inherits.
  private Carried context(String family) {
    var told = !inputs.logLinePrefix().isEmpty() && RdsLines.isPostgresText(family);
    return told ? Carried.ofPrefix(inputs.logLinePrefix()) : Carried.NOTHING;
  }

  private Reading taken(Reading reading, FileText text, Answer.Text page) {
    if (page.lost() > 0) {
      var at = page.end() - page.lost();
      evidence.add(
          lines.gap(reading, at, page.lost(), "RDS did not hand out these bytes of the file."));
    }
    return text.add(reading, page);
  }

  private Reading finished(Reading reading, LogFamilies families) {
    if (reading.place().carry().isEmpty() || families.isWritten(reading)) return reading;
    return finished(reading);
  }

  /// The last line of a file that is closed stays without an end for ever.
  private Reading finished(Reading reading) {
    var text = new FileText(lines, now);
    var finished = text.finish(reading);
    evidence.addAll(text.records());
    return finished;
  }

  private void lost(Reading reading) {
    finished(reading);
    if (reading.reconciliation().damaged())
      evidence.add(lines.damaged(reading, reading.name() + " was deleted before it was repaired."));
    long bytes = reading.seen().size() - reading.place().offset();
    if (bytes > 0)
      evidence.add(
          lines.gap(
              reading,
              reading.place().offset(),
              bytes,
              reading.name() + " was deleted before it was read to its end."));
  }
}
