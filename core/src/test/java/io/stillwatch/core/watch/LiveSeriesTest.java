// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.ScoringRequest;
import io.stillwatch.core.anomaly.TrainingOutcome;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.series.Amount;
import io.stillwatch.core.series.FollowedHour;
import io.stillwatch.core.series.FollowedSeries;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.core.series.SeriesExpectation;
import io.stillwatch.core.series.SeriesFollowing;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A log that is listed every half hour and rotated every day at midnight, as the watch sees it.
class LiveSeriesTest {
  private static final Instant START = Sample.day(0);
  private static final Host HOST = Host.server("ops-1");
  private static final int DAYS = 20;
  private static final SeriesExpectation MEAN =
      views ->
          views.stream()
              .map(view -> new double[] {view.scale().mean(), view.scale().mean()})
              .toList();

  /// Knows series and nothing else.
  private static final Detector SERIES_ONLY =
      new Detector() {
        @Override
        public TrainingOutcome train(Lessons past, Instant until, TrainingProgress progress) {
          return new TrainingOutcome.TooLittle("");
        }

        @Override
        public List<Anomaly> score(List<ScoringRequest> requests) {
          return List.of();
        }

        @Override
        public Optional<ModelCard> model() {
          return Optional.empty();
        }

        @Override
        public Optional<SeriesExpectation> series() {
          return Optional.of(MEAN);
        }
      };

  private final Scenario scenario = new Scenario(START, Sample.UTC, Duration.ofMinutes(30));
  private final List<Long> written = new ArrayList<>();

  LiveSeriesTest() {
    scenario.scores(SERIES_ONLY);
  }

  /// Tells listings; `factor` times as much from an hour on, none in a stretch.
  private void listings(int louderFrom, int factor, int blindFrom, int blindUntil) {
    var random = new Random(4);
    long active = 0;
    var closed = new ArrayList<Long>();
    for (int half = 0; half <= DAYS * 48; half++) {
      int hour = (half - 1) / 2;
      long more = (long) (10e6 * Math.exp(0.4 * random.nextGaussian()));
      if (hour >= louderFrom) more *= factor;
      if (half > 0) written.add(more);
      boolean rotates = half > 0 && half % 48 == 0;
      if (half > 0) active += more;
      if (rotates) {
        closed.addFirst(active);
        active = 0;
      }
      boolean blind = hour >= blindFrom && hour < blindUntil;
      if (blind) continue;
      var files = new ArrayList<LogFile>();
      files.add(new LogFile(Sample.LOG, active, LogFile.UNKNOWN_TIME));
      for (int i = 0; i < closed.size(); i++)
        files.add(new LogFile(Sample.LOG + "." + (i + 1), closed.get(i), LogFile.UNKNOWN_TIME));
      scenario.listing(
          HOST, START.plus(Duration.ofMinutes(30L * half)), files.toArray(LogFile[]::new));
    }
  }

  private List<ScoredHour> live(int days) throws Exception {
    scenario.until(Sample.day(days));
    return hours();
  }

  private List<ScoredHour> hours() throws Exception {
    return scenario.stores().outcomes().series().page(START, Instant.MAX, 0, "", 10_000).hours();
  }

  /// The same bytes hour by hour, as a file holds them, through the rules alone.
  private List<FollowedHour> ofFile(int firstHour) {
    var following = new SeriesFollowing(MEAN, Amount.BYTES);
    var series = FollowedSeries.NONE;
    var hours = new ArrayList<FollowedHour>();
    long start = START.getEpochSecond() / 3_600;
    for (int hour = firstHour; 2 * hour + 1 < written.size(); hour++) {
      double bytes = written.get(2 * hour) + written.get(2 * hour + 1);
      series = series.withHour(start + hour, Amount.BYTES.compared(bytes));
      var next = following.follow(List.of(series)).getFirst();
      hours.addAll(next.hours());
      series = next.series();
    }
    return hours;
  }

  @Test
  void live_hours_have_the_scores_of_the_same_series_in_a_file() throws Exception {
    listings(Integer.MAX_VALUE, 1, 0, 0);
    var live = live(DAYS + 1);
    assertThat(live).isNotEmpty();
    // It is a job, and followed, from its first rotation on: the listing at the end of the day.
    var ofFile = ofFile(24);
    assertThat(live.stream().map(ScoredHour::hour)).isEqualTo(ofFile);
  }

  @Test
  void ten_times_as_much_is_found_within_two_hours() throws Exception {
    int louder = 18 * 24;
    listings(louder, 10, 0, 0);
    scenario.until(Sample.day(18).plus(Duration.ofHours(2)));
    var found = hours().stream().filter(ScoredHour::anomalous).toList();
    assertThat(found).isNotEmpty();
    assertThat(found.getFirst().hour().start()).isEqualTo(Sample.day(18));
    assertThat(found.getFirst().kind()).isEqualTo(ScoredHour.Kind.GROWTH);
    assertThat(found.getLast().hour().score()).isGreaterThan(75);
  }

  @Test
  void an_hour_is_scored_once_and_survives_a_restart() throws Exception {
    listings(18 * 24, 10, 0, 0);
    scenario.until(Sample.day(17));
    scenario.restart();
    scenario.until(Sample.day(20));
    assertThat(hours().stream().map(ScoredHour::hour)).isEqualTo(ofFile(24));
  }

  @Test
  void hours_without_a_listing_are_not_scored() throws Exception {
    listings(Integer.MAX_VALUE, 1, 18 * 24, 18 * 24 + 10);
    var hours = live(DAYS);
    assertThat(hours).noneMatch(one -> within(one, 18 * 24 + 1, 18 * 24 + 10));
    assertThat(hours).noneMatch(ScoredHour::anomalous);
    assertThat(hours).anyMatch(one -> within(one, 19 * 24, 20 * 24));
  }

  private static boolean within(ScoredHour hour, int from, int until) {
    long at = Duration.between(START, hour.hour().start()).toHours();
    return at >= from && at < until;
  }
}
