// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.fleet.JobStatus.Retirement;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.series.Departures;
import io.stillwatch.core.series.FollowedSeries;
import io.stillwatch.core.series.Moments;
import io.stillwatch.core.series.OpenHour;
import io.stillwatch.core.series.RecentValues;
import io.stillwatch.core.state.Alarm;
import io.stillwatch.core.state.Alarms;
import io.stillwatch.core.state.CommandLog;
import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.state.Configuration;
import io.stillwatch.core.state.EvidencePosition;
import io.stillwatch.core.state.FreeSpace;
import io.stillwatch.core.state.HabitHistory;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.Intervals;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.Judgements;
import io.stillwatch.core.state.Lateness;
import io.stillwatch.core.state.ListingState;
import io.stillwatch.core.state.Opinion;
import io.stillwatch.core.state.RecentRuns;
import io.stillwatch.core.state.RecentSizes;
import io.stillwatch.core.state.RecentWork;
import io.stillwatch.core.state.RunLengths;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/// States of hosts with every component filled: the same seed gives the same states.
public final class RandomStates {
  private static final List<Run.Outcome> OUTCOMES = List.of(Run.Outcome.values());
  private final Random random;

  public RandomStates(long seed) {
    this.random = new Random(seed);
  }

  public HostState state(Host host, int jobs) {
    var states = new LinkedHashMap<String, JobState>();
    for (int i = 0; i < jobs; i++) {
      var job = job("job-" + random.nextInt(1_000_000) + "-" + i);
      states.put(job.id(), job);
    }
    return new HostState(
        host, instant(), position(), configuration(), commands(), listings(), signs(), states);
  }

  public EvidencePosition position() {
    return new EvidencePosition(
        random.nextLong(),
        hashes(),
        hashes(),
        hashes(),
        random.nextBoolean() ? Optional.of(text()) : Optional.empty());
  }

  private long[] hashes() {
    return random.longs(random.nextInt(20)).sorted().toArray();
  }

  private Configuration configuration() {
    var complaints = new LinkedHashMap<String, LogRecord>();
    complaints.put("/etc/cron.d/z bad minute", Samples.line(1, new LogEvent.Rotated("z")));
    complaints.put("/etc/cron.d/a..b. ünï", Samples.flushed(2));
    return new Configuration(
        new Configuration.Snapshots(text(), text(), text(), instant()),
        new Platform(
            Platform.Dialect.CRONIE, ZoneId.of("Europe/Berlin"), text(), Map.of("fs:/var", "6 2")),
        complaints,
        Map.of("definition.1", List.of("job-1", "job-2"), "definition-2", List.of()),
        List.of(new Configuration.LostJobs(text(), "CRON-004", text(), texts(), instant())),
        new Configuration.Audits(instant(), random.nextBoolean()),
        new FreeSpace(
            some(() -> new FreeSpace.Measurement(instant(), random.nextLong())), followed()));
  }

  private FollowedSeries followed() {
    var departures =
        new Departures(
            random.nextDouble(),
            random.nextLong(),
            values(),
            some(this::moments),
            some(() -> new Departures.Peak(random.nextLong(), random.nextDouble())));
    return new FollowedSeries(
        new OpenHour(random.nextLong(), random.nextDouble(), random.nextLong()),
        values(),
        random.nextInt(),
        moments(),
        List.of(departures, Departures.NONE));
  }

  private RecentValues values() {
    return RecentValues.NONE.with(random.nextGaussian(), 3).with(Double.NaN, 3);
  }

  private Moments moments() {
    return new Moments(random.nextLong(), random.nextDouble(), random.nextDouble());
  }

  private CommandLog commands() {
    var commands = new LinkedHashMap<CommandKey, CommandLog.Seen>();
    for (int i = 0; i < 5; i++) {
      commands.put(
          new CommandKey("user-" + i, "/bin/" + text()),
          new CommandLog.Seen(instant(), instant(), random.nextInt(), texts()));
    }
    return new CommandLog(
        commands,
        some(() ->
            new CommandLog.OpenRun(
                text(),
                new CommandKey(text(), text()),
                random.nextInt(99_999),
                instant(),
                length())),
        List.of(
            Samples.line(3, new LogEvent.RunEnded("root", text(), 7)),
            Samples.line(4, new LogEvent.RunFailed(text(), text(), 8))),
        some(() ->
            new CommandLog.Output(text(), random.nextInt(99_999), instant(), random.nextLong())));
  }

  private Optional<Duration> length() {
    return random.nextBoolean()
        ? Optional.of(Duration.ofSeconds(random.nextInt(9_999)))
        : Optional.empty();
  }

  private ListingState listings() {
    var family =
        new ListingState.Family(
            random.nextLong(),
            random.nextBoolean(),
            Map.of(
                ".1.gz", new ListingState.Closed(random.nextLong(), instant()),
                "", new ListingState.Closed(0, LogFile.UNKNOWN_TIME)),
            instant());
    return new ListingState(
        instant(),
        Map.of("/var/log/a.log", family, "slowquery/mysql..log.", family),
        Map.of("/var/log/a.log", List.of(instant(), instant())));
  }

  private HostSigns signs() {
    return new HostSigns(
        new HostSigns.Daemon(instant(), instant(), intervals().spans(), intervals()),
        HostSigns.Daemon.NEVER,
        instant(),
        Instant.MIN,
        some(random::nextLong),
        intervals(),
        intervals(),
        intervals());
  }

  private JobState job(String id) {
    var job = Samples.job(id).withSchedule(one(Samples.schedules()));
    return new JobState(
        job,
        new JobState.Lifecycle(
            instant(), instant(), new Retirement(text(), instant()), intervals()),
        runs(),
        new RecentSizes(some(this::size), some(this::size), followed()),
        habit(),
        judgements(),
        new Opinion(
            instant(),
            instant(),
            random.nextDouble(),
            random.nextDouble(),
            random.nextDouble(),
            one(List.of(Symptom.values())),
            text(),
            new Opinion.Certainty(random.nextInt(), random.nextDouble(), alarms())),
        random.nextBoolean() ? instant() : Instant.MAX);
  }

  private Alarms alarms() {
    return new Alarms(
        some(() ->
            new Alarm(
                instant(),
                one(List.of(Symptom.values())),
                random.nextDouble(),
                random.nextDouble(),
                random.nextBoolean() ? Optional.of(instant()) : Optional.empty(),
                random.nextBoolean() ? Optional.of(instant()) : Optional.empty())));
  }

  private SizeSample size() {
    return new SizeSample(instant(), random.nextLong(), random.nextLong(), random.nextInt());
  }

  private RecentRuns runs() {
    var runs = new RecentRuns(random.nextInt(1_000), new long[0], new byte[0], RecentWork.NONE);
    for (int i = random.nextInt(256); i > 0; i--) {
      var bytes =
          random.nextBoolean() ? Optional.of((long) random.nextInt(9_999)) : Optional.<Long>empty();
      runs = runs.with(new RunFigures(instant(), one(OUTCOMES), length(), bytes));
    }
    return runs;
  }

  private HabitHistory habit() {
    var habit = HabitHistory.from(instant());
    for (int i = 0; i < 500; i++) {
      habit = habit.with(random.nextInt(HabitHistory.HOURS), random.nextBoolean(), instant());
    }
    return habit.learnedThrough(instant());
  }

  private Judgements judgements() {
    return new Judgements(
        instant(),
        instant(),
        streak(),
        new Lateness(some(random::nextInt)),
        new RunLengths(
            some(random::nextLong),
            some(() -> new RunLengths.Unusual(instant(), random.nextLong()))),
        some(() -> new Judgements.PastStreak(instant(), streak())),
        intervals(),
        random.nextBoolean() ? Optional.of(one(Samples.verdicts())) : Optional.empty());
  }

  private Judgements.Streak streak() {
    return new Judgements.Streak(
        instant(), Instant.MIN, random.nextInt(), random.nextInt(), text(), random.nextLong());
  }

  private Intervals intervals() {
    return new Intervals(
        some(() -> {
          var from = instant();
          return new Interval(from, from.plusSeconds(random.nextInt(9_999)));
        }));
  }

  private Instant instant() {
    return Samples.AT.plus(Duration.ofNanos(random.nextLong() / 1_000));
  }

  private String text() {
    return "text \"" + random.nextInt() + "\" \\ ünï \uD83D\uDE00";
  }

  private List<String> texts() {
    return some(this::text);
  }

  private <T> List<T> some(Supplier<T> value) {
    var some = new ArrayList<T>();
    for (int i = random.nextInt(4); i >= 0; i--) some.add(value.get());
    return some;
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
