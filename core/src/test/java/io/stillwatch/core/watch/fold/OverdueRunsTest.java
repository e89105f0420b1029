// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.state.CommandLog;
import io.stillwatch.core.state.CommandLog.CommandKey;
import io.stillwatch.core.state.CommandLog.OpenRun;
import io.stillwatch.core.state.Configuration;
import io.stillwatch.core.state.EvidencePosition;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.ListingState;
import io.stillwatch.core.state.RunLengths;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverdueRunsTest {
  private static final Instant START = Sample.day(1);

  private static HostState host(Host host, int knownEnds) {
    var job = Sample.ran(Sample.state(Sample.line("a", Sample.hourly())), START);
    var lengths = RunLengths.NONE;
    for (int i = 0; i < knownEnds; i++) lengths = lengths.with(Duration.ofSeconds(100));
    boolean pings = host.equals(Host.HEARTBEATS);
    var most = pings ? Optional.of(Duration.ofHours(1)) : lengths.most();
    var open = new OpenRun("a", CommandKey.of("root", "/opt/a.sh"), 7, START, most);
    return new HostState(
        host,
        Sample.MONDAY,
        EvidencePosition.START,
        Configuration.unknown(Sample.UTC),
        new CommandLog(Map.of(), List.of(open), List.of(), List.of()),
        ListingState.NONE,
        HostSigns.NONE,
        Map.of("a", job.with(job.judgements().withLengths(lengths))));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "1 within three times the longest run and ten minutes it may end, ops-1, 5, 899, false",
    "1 after that it is overdue, ops-1, 5, 900, true",
    "3 while ends are hardly known none is overdue, ops-1, 4, 86400, false",
    "2 a ping may take its period, heartbeats, 0, 3599, false",
    "2 after that it is overdue, heartbeats, 0, 3600, true"
  })
  void a_run_is_overdue(String what, String name, int ends, int seconds, boolean overdue) {
    var folded = OverdueRuns.mark(host(Host.server(name), ends), START.plusSeconds(seconds));
    assertThat(folded.state().jobs().get("a").runs().outcome(START))
        .contains(overdue ? Run.Outcome.OVERRUN : Run.Outcome.STARTED);
    assertThat(folded.state().commands().open()).hasSize(overdue ? 0 : 1);
  }
}
