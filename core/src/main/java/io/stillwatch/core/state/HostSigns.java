// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// When which part of a host last gave a sign of life, and when the host was away.
///
/// `gaps` are the longest silences among the last signs, in seconds; `off` are spans that ended
/// with a boot, `silent` spans in which nothing came although something was due.
public record HostSigns(
    Daemon cron,
    Daemon systemd,
    Instant lastLine,
    Instant lastSnapshot,
    List<Long> gaps,
    Intervals off,
    Intervals silent,
    Intervals clockChanges) {
  private static final int GAPS_KEPT = 48;

  /// More than the silences of a page of evidence.
  private static final int MOST_UNDECIDED = 10_000;

  private static final int USED_TO = 3;
  private static final Duration MERGED = Duration.ofMinutes(1);
  private static final int TIMES_USUAL = 3;
  private static final Duration LEAST_TOLERANCE = Duration.ofHours(1);

  public static final HostSigns NONE =
      new HostSigns(
          Daemon.NEVER,
          Daemon.NEVER,
          Instant.MIN,
          Instant.MIN,
          List.of(),
          Intervals.NONE,
          Intervals.NONE,
          Intervals.NONE);

  /// Since when lines of a scheduler reach us, and when the last one was written.
  ///
  /// `undecided` are the silences between two of its lines, in order, of which the log is not known
  /// completely yet; `stopped` are those in which it had stopped.
  public record Daemon(
      Instant heardSince, Instant lastHeard, List<Interval> undecided, Intervals stopped) {
    public static final Daemon NEVER =
        new Daemon(Instant.MAX, Instant.MIN, List.of(), Intervals.NONE);

    public Daemon {
      undecided = List.copyOf(undecided);
    }

    public boolean heard() {
      return !lastHeard.equals(Instant.MIN);
    }

    public Daemon heardAt(Instant at) {
      return new Daemon(
          Instants.earlier(at, heardSince), Instants.later(at, lastHeard), undecided, stopped);
    }

    /// The last line as far as the log is complete, but for lines that follow each other closely.
    public Instant lastHeard(Instant complete) {
      return undecided.stream()
          .filter(silence -> silence.until().isAfter(complete))
          .map(Interval::from)
          .findFirst()
          .orElse(lastHeard);
    }

    /// With the silence that a line ends, or without the part of a silence that it interrupts: the
    /// same lines leave the same silences in whatever order they are read.
    Daemon interruptedAt(Instant at) {
      if (!heard()) return this;
      var silences = new ArrayList<Interval>();
      for (var silence : undecided) {
        if (silence.contains(at)) {
          addLong(silences, new Interval(silence.from(), at));
          addLong(silences, new Interval(at, silence.until()));
        } else {
          silences.add(silence);
        }
      }
      if (at.isAfter(lastHeard)) addLong(silences, new Interval(lastHeard, at));
      return new Daemon(heardSince, lastHeard, silences, stopped);
    }

    private static void addLong(List<Interval> silences, Interval silence) {
      boolean tooShort = Duration.between(silence.from(), silence.until()).compareTo(MERGED) <= 0;
      if (!tooShort && silences.size() < MOST_UNDECIDED) silences.add(silence);
    }

    /// The silences that ended by then are decided: the scheduler had stopped in those of `stops`.
    public Daemon decided(Instant complete, List<Interval> stops) {
      var rest = undecided.stream().filter(one -> one.until().isAfter(complete)).toList();
      var all = stopped;
      for (var stop : stops) all = all.with(stop, Duration.ZERO);
      return new Daemon(heardSince, lastHeard, rest, all);
    }
  }

  public HostSigns {
    gaps = List.copyOf(gaps);
  }

  /// The last sign of any kind.
  public Instant last() {
    return Instants.later(lastLine, lastSnapshot);
  }

  public HostSigns cronAt(Instant at) {
    return lineAt(at).with(cron.interruptedAt(at).heardAt(at));
  }

  public HostSigns systemdAt(Instant at) {
    var line = lineAt(at);
    return new HostSigns(
        line.cron,
        systemd.heardAt(at),
        line.lastLine,
        lastSnapshot,
        line.gaps,
        off,
        silent,
        clockChanges);
  }

  public HostSigns with(Daemon heard) {
    return new HostSigns(heard, systemd, lastLine, lastSnapshot, gaps, off, silent, clockChanges);
  }

  public HostSigns lineAt(Instant at) {
    if (!at.isAfter(lastLine)) return this;
    return new HostSigns(
        cron, systemd, at, lastSnapshot, gapsWith(at), off, silentUntil(at), clockChanges);
  }

  /// The first line after a boot: what was before is no silence that the host is used to.
  public HostSigns bootedAt(Instant at) {
    if (!at.isAfter(lastLine)) return this;
    return new HostSigns(cron, systemd, at, lastSnapshot, gaps, off, silent, clockChanges);
  }

  public HostSigns snapshotAt(Instant at) {
    if (!at.isAfter(lastSnapshot)) return this;
    return new HostSigns(
        cron, systemd, lastLine, at, gapsWith(at), off, silentUntil(at), clockChanges);
  }

  /// A silence much longer than usual was one in which the host, or its log, was away.
  private Intervals silentUntil(Instant at) {
    if (last().equals(Instant.MIN)) return silent;
    var gap = Duration.between(last(), at);
    if (gap.compareTo(LEAST_TOLERANCE) <= 0 || gap.compareTo(tolerance()) <= 0) return silent;
    return silent.with(new Interval(last(), at), MERGED);
  }

  /// How long the host may be silent: three times what is usual, an hour at least.
  public Duration tolerance() {
    var usual = usualGap().multipliedBy(TIMES_USUAL);
    return Durations.longer(usual, LEAST_TOLERANCE);
  }

  /// The longest silences are kept, a short one counts only while few are known.
  private List<Long> gapsWith(Instant at) {
    if (last().equals(Instant.MIN)) return gaps;
    long gap = Duration.between(last(), at).toSeconds();
    if (gap < MERGED.toSeconds()) return gaps;
    var kept = new ArrayList<>(gaps);
    kept.add(gap);
    if (kept.size() > GAPS_KEPT) kept.removeFirst();
    return kept;
  }

  /// The silence that the host reached several times among its last signs; a minute at least.
  public Duration usualGap() {
    if (gaps.isEmpty()) return MERGED;
    var sorted = gaps.stream().sorted(Comparator.reverseOrder()).toList();
    return Duration.ofSeconds(sorted.get(Math.min(USED_TO, sorted.size()) - 1));
  }

  public HostSigns withOff(Interval span) {
    return new HostSigns(
        cron, systemd, lastLine, lastSnapshot, gaps, off.with(span, MERGED), silent, clockChanges);
  }

  public HostSigns withSilent(Interval span) {
    return new HostSigns(
        cron, systemd, lastLine, lastSnapshot, gaps, off, silent.with(span, MERGED), clockChanges);
  }

  public HostSigns withClockChange(Interval span) {
    return new HostSigns(
        cron, systemd, lastLine, lastSnapshot, gaps, off, silent, clockChanges.with(span, MERGED));
  }
}
