// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.alert.Stoppage.Origin;
import io.stillwatch.core.job.JobNote.Importance;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImpactTest {
  private static final Instant MISS = Sample.day(3);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one miss of a job that matters little, LOW, 1, 1, SCHEDULE, 999, WARNING",
    "one miss of any job, NORMAL, 1, 1, SCHEDULE, 999, MINOR",
    "one miss of a backup, HIGH, 1, 1, SCHEDULE, 999, MAJOR",
    "one miss of what must not fail, CRITICAL, 1, 1, SCHEDULE, 999, CRITICAL",
    "three misses of a daily job, NORMAL, 3, 1, SCHEDULE, 999, MAJOR",
    "ten jobs at once, NORMAL, 1, 10, SCHEDULE, 999, MAJOR",
    "ten jobs for three days, NORMAL, 3, 10, SCHEDULE, 999, CRITICAL",
    "a disk that is full in 71 hours, NORMAL, 1, 1, SCHEDULE, 71, MAJOR",
    "a disk that is full in 71 hours for a job that matters little, LOW, 1, 1, SCHEDULE, 71, MAJOR",
    "a disk that is full in six days, NORMAL, 1, 1, SCHEDULE, 144, MAJOR",
    "a disk that is full in eight days, NORMAL, 1, 1, SCHEDULE, 192, MINOR",
    "a disk that is full in 23 hours, LOW, 1, 1, SCHEDULE, 23, CRITICAL",
    "nothing is missed yet, HIGH, 0, 1, CONFIGURATION, 999, MINOR",
    "the autoencoder alone noticed it, HIGH, 1, 1, SEQUENCE, 999, MINOR"
  })
  void severity_follows_from_what_it_does(
      String what,
      Importance importance,
      int missed,
      int jobs,
      Basis basis,
      long fullInHours,
      Severity severity) {
    var impact =
        Impact.of(alert(missed, jobs, basis, fullInHours), importance, MISS.plusSeconds(60));
    assertThat(impact.severity()).isEqualTo(severity);
    assertThat(impact.reasons()).isNotEmpty();
  }

  @Test
  void an_open_alert_does_not_become_less_grave() {
    var major = new Impact(Severity.MAJOR, List.of("a"));
    var minor = new Impact(Severity.MINOR, List.of("b"));
    assertThat(minor.atLeast(major).severity()).isEqualTo(Severity.MAJOR);
    assertThat(major.atLeast(minor)).isEqualTo(major);
    assertThat(minor.atLeast(Impact.UNKNOWN)).isEqualTo(minor);
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/local/bin/pg-backup.sh, HIGH",
    "certbot renew, HIGH",
    "/usr/bin/mandb --quiet, LOW",
    "/opt/report.sh, NORMAL"
  })
  void the_command_tells_how_much_a_job_matters(String command, Importance importance) {
    var job = Sample.line(command, Sample.daily());
    assertThat(UsualImportance.of(job)).isEqualTo(importance);
  }

  private static Alert alert(int missed, int jobs, Basis basis, long fullInHours) {
    var members = new ArrayList<Stoppage>();
    for (int i = 0; i < jobs; i++) {
      var growth = new Growth(1, 1, MISS.plusSeconds(60).plus(Duration.ofHours(fullInHours)));
      var job = Sample.line("job-" + i, Sample.daily());
      members.add(
          new Stoppage(job, MISS, Sample.day(2), missed, 90, growth, List.of())
              .withOrigin(new Origin("g", basis, 0)));
    }
    return new Alert(
        "INC-1",
        "g",
        Alert.State.FIRING,
        members,
        List.of(),
        new Alert.Times(MISS, MISS, Optional.empty()),
        Alert.Handling.NONE,
        List.of());
  }
}
