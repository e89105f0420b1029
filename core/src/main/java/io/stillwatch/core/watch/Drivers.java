// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds the cron job that makes a rotation happen.
///
/// By name first: the line that runs logrotate on the same host, or a line that names the RDS
/// instance; for an instance the rotations must also happen around its runs. (The time of a closed
/// file is that of its last line, so a rotation may look older than the run that made it.)
final class Drivers {
  private static final Duration AROUND = Duration.ofMinutes(60);
  private static final double MOSTLY = 0.7;
  private static final int ENOUGH = 4;

  private Drivers() {}

  static Optional<Job> of(
      JobTrack rotation, Collection<JobTrack> tracks, Function<JobTrack, List<String>> commands) {
    return switch (rotation.job().kind()) {
      case CRON -> Optional.empty();
      case LOG_ROTATION ->
          tracks.stream()
              .filter(track -> track.job().kind() == JobKind.CRON)
              .filter(track -> track.job().host().equals(rotation.job().host()))
              .filter(track -> commands.apply(track).stream().anyMatch(Drivers::runsLogrotate))
              .map(JobTrack::job)
              .findFirst();
      case RDS_LOG ->
          tracks.stream()
              .filter(track -> track.job().kind() == JobKind.CRON)
              .filter(track -> names(commands.apply(track), rotation.job().host().name()))
              .filter(track -> following(rotation.runs(), track.runs()) >= MOSTLY)
              .max(Comparator.comparingDouble(track -> following(rotation.runs(), track.runs())))
              .map(JobTrack::job);
    };
  }

  private static boolean runsLogrotate(String command) {
    return CommandWords.firstWordName(command).equals("logrotate")
        || command.contains("/logrotate ");
  }

  private static boolean names(List<String> commands, String instance) {
    return commands.stream()
        .anyMatch(command -> List.of(command.split("[^A-Za-z0-9_.-]+", -1)).contains(instance));
  }

  /// The share of the rotations that happened around a run of the candidate.
  private static double following(NavigableSet<Instant> rotations, NavigableSet<Instant> runs) {
    if (rotations.size() < ENOUGH || runs.isEmpty()) return 0;
    var covered = rotations.tailSet(runs.first().minus(AROUND), true);
    if (covered.size() < ENOUGH) return 0;
    long around =
        covered.stream()
            .filter(at -> near(runs.floor(at), at) || near(runs.ceiling(at), at))
            .count();
    return (double) around / covered.size();
  }

  private static boolean near(@Nullable Instant run, Instant at) {
    return run != null && Duration.between(run, at).abs().compareTo(AROUND) <= 0;
  }
}
