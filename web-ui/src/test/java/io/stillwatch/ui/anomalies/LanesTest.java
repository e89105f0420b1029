// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.anomalies;

import static io.stillwatch.ui.ports.Samples.NOW;
import static io.stillwatch.ui.ports.Samples.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.store.AnomalyLanes;
import io.stillwatch.core.store.AnomalyLanes.Lane;
import io.stillwatch.ui.anomalies.LaneChoice.Group;
import io.stillwatch.ui.page.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final Instant NEXT = NOW.plus(Duration.ofHours(1));

  @Test
  void a_host_has_the_highest_score_of_any_of_its_jobs_and_the_worst_host_is_first() {
    var found =
        new AnomalyLanes(
            new Lane("", Map.of()),
            List.of(
                new Lane("a", Map.of(NOW, 60.0)),
                new Lane("b", Map.of(NOW, 40.0, NEXT, 90.0)),
                new Lane("c", Map.of(NOW, 70.0)),
                new Lane("gone", Map.of(NOW, 99.0))));
    var jobs = Map.of("a", job("a", "web-1"), "b", job("b", "web-1"), "c", job("c", "web-2"));
    assertThat(Lanes.byHost(found, jobs, 10))
        .containsExactly(
            new Lanes.Row("web-1", "web-1", Map.of(NOW, 60.0, NEXT, 90.0), List.of("a", "b")),
            new Lanes.Row("web-2", "web-2", Map.of(NOW, 70.0), List.of("c")));
    assertThat(Lanes.byHost(found, jobs, 1)).hasSize(1);
  }

  @Test
  void a_job_that_is_not_known_any_more_keeps_its_lane() {
    var found =
        new AnomalyLanes(new Lane("", Map.of()), List.of(new Lane("gone", Map.of(NOW, 9.0))));
    assertThat(Lanes.byJob(found, Map.of()).getFirst().title()).isEqualTo("gone");
  }

  @Test
  void an_address_says_what_is_chosen_and_nonsense_is_the_usual() {
    var visit =
        visit(
            Map.of(
                "by", "host", "rows", "20", "score", "50", "lane", "web-1", "cell", "1764000000"));
    var choice = LaneChoice.of(visit);
    assertThat(choice)
        .isEqualTo(
            new LaneChoice(
                Group.HOST, 20, 50, "web-1", Optional.of(Instant.ofEpochSecond(1_764_000_000))));
    assertThat(choice.link(visit, ""))
        .contains("by=host", "rows=20", "score=50", "lane=web-1", "cell=1764000000")
        .doesNotContain("after");
    var usual = LaneChoice.of(visit(Map.of("by", "x", "rows", "7", "score", "-1", "cell", "1e9")));
    assertThat(usual).isEqualTo(new LaneChoice(Group.JOB, 10, 25, "", Optional.empty()));
  }

  private static Visit visit(Map<String, String> parameters) {
    var lists = new HashMap<String, List<String>>();
    parameters.forEach((name, value) -> lists.put(name, List.of(value)));
    return Visit.of(lists, TIMES);
  }

  private static Job job(String id, String host) {
    return new Job(
        id,
        JobKind.SCHEDULED_COMMAND,
        id,
        Host.server(host),
        new Schedule.Never("never"),
        Definition.LEARNED,
        id,
        "");
  }
}
