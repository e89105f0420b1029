// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Assessment;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Surroundings;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Reconstruction;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.state.CommandLog;
import io.stillwatch.core.state.RecentRuns;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.testkit.store.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlierFormatsTest {
  @Test
  void an_alert_of_an_earlier_version_is_read() throws Exception {
    var stored = Json.tree(Samples.alert("alert-1", Alert.State.FIRING, Samples.AT));
    var until = Samples.AT.plusSeconds(900);
    ((ObjectNode) stored)
        .set(
            "handling",
            Json.object().put("acknowledgedBy", "dba").put("snoozedUntil", until.toString()));
    ((ObjectNode) stored).remove("assessment");
    ((ObjectNode) stored.path("times")).remove("stops");
    var stoppage = (ObjectNode) stored.path("stoppages").path(0);
    stoppage.remove("origin");
    ((ObjectNode) stoppage.path("job")).put("kind", "CRON");
    ((ObjectNode) stoppage.path("job").path("schedule")).remove("clockChanges");
    var alert = read(stored, Alert.class);
    assertThat(alert.handling()).isEqualTo(new Alert.Handling("dba", until));
    assertThat(alert.assessment()).isEqualTo(Assessment.NONE);
    assertThat(alert.times().stops()).isEqualTo(1);
    assertThat(alert.first().job().kind()).isEqualTo(JobKind.SCHEDULED_COMMAND);
    assertThat(alert.first().origin())
        .isEqualTo(new Stoppage.Origin("driver-of-job-1", Stoppage.Basis.SCHEDULE, 0));
  }

  @Test
  void of_what_an_earlier_version_saw_around_a_stoppage_no_snapshot_is_known() throws Exception {
    var around = new Surroundings(List.of(), List.of(), Samples.AT);
    var stored = (ObjectNode) Json.tree(around);
    stored.remove("snapshotAt");
    assertThat(read(stored, Surroundings.class)).isEqualTo(Surroundings.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"when-larger\",\"bytes\":100,\"period\":\"PT24H\"} | rotated by size",
        "{\"type\":\"habit\",\"slots\":[150],\"zone\":\"UTC\",\"share\":1,\"period\":\"PT24H\"}"
            + " | learned by an earlier version",
      })
  void a_schedule_that_is_no_longer_known_is_never_due(String schedule, String why)
      throws Exception {
    var stored = (ObjectNode) Json.tree(Samples.job("job-1"));
    stored.set("schedule", tree(schedule));
    assertThat(read(stored, Job.class).schedule()).isEqualTo(new Schedule.Never(why));
  }

  @Test
  void a_verdict_that_held_an_age_is_unknown_for_want_of_evidence() throws Exception {
    var run = new JudgedRun("job-1", Samples.AT, new Verdict.Missed(), Samples.AT);
    var stored = (ObjectNode) Json.tree(run);
    stored.set("verdict", tree("{\"type\":\"unknown\",\"behindBy\":\"PT2H\"}"));
    assertThat(read(stored, JudgedRun.class).verdict())
        .isEqualTo(new Verdict.Unknown(Verdict.Why.NO_EVIDENCE));
  }

  @Test
  void nobody_says_anything_of_a_job_of_an_earlier_version() throws Exception {
    var stored = (ObjectNode) Json.tree(Samples.status(Samples.job("job-1")));
    stored.remove("note");
    assertThat(read(stored, JobStatus.class).note()).isEqualTo(JobNote.NONE);
  }

  @Test
  void a_status_and_an_anomaly_of_an_earlier_version_needed_the_calibrated_score()
      throws Exception {
    var status = Samples.status(Samples.job("job-1"));
    var stored = (ObjectNode) Json.tree(status);
    stored.remove("scoring");
    stored.put("score", 42);
    assertThat(read(stored, JobStatus.class).scoring())
        .isEqualTo(new JobStatus.Scoring(42, 75, Optional.empty()));
    var found = new Reconstruction("m", Symptom.VOLUME, 1, 1, List.of());
    var anomaly = (ObjectNode) Json.tree(new Anomaly("job-1", Samples.AT, Samples.AT, 80, found));
    anomaly.remove("needed");
    assertThat(read(anomaly, Anomaly.class).needed()).isEqualTo(75);
  }

  @Test
  void of_a_run_of_an_earlier_version_neither_length_nor_output_is_known() throws Exception {
    var run = new Run("run-1", "job-1", Samples.AT, Run.Outcome.SUCCEEDED, "took 7 s", "line-1");
    var stored = (ObjectNode) Json.tree(run);
    stored.remove("took");
    stored.remove("outputBytes");
    assertThat(read(stored, Run.class)).isEqualTo(run);
  }

  @Test
  void what_is_not_known_of_runs_in_a_state_of_an_earlier_version_is_empty() throws Exception {
    var runs = RecentRuns.NONE.with(Samples.AT, Run.Outcome.SUCCEEDED);
    var stored = (ObjectNode) Json.tree(runs);
    stored.remove("work");
    assertThat(read(stored, RecentRuns.class)).isEqualTo(runs);
    var commands = (ObjectNode) Json.tree(CommandLog.EMPTY);
    commands.remove("outputs");
    assertThat(read(commands, CommandLog.class)).isEqualTo(CommandLog.EMPTY);
  }

  @Test
  void what_this_version_wrote_is_not_changed() {
    for (var schedule : Samples.schedules()) {
      var stored = Json.tree(Samples.status(Samples.job("job-1").withSchedule(schedule)));
      var completed = stored.deepCopy();
      EarlierFormats.complete(completed);
      assertThat(completed).isEqualTo(stored);
    }
  }

  @Test
  void a_component_that_is_missing_is_an_error_that_names_it() {
    var stored = (ObjectNode) Json.tree(Samples.job("job-1"));
    stored.remove("definition");
    assertThatThrownBy(() -> read(stored, Job.class))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("a document is not a Job in the format of this version")
        .hasMessageContaining("definition");
  }

  private static JsonNode tree(String json) throws JsonProcessingException {
    return Json.MAPPER.readTree(json);
  }

  private static <T> T read(JsonNode stored, Class<T> type) throws StoreException {
    EarlierFormats.complete(stored);
    return Json.value(stored, type, "a document");
  }
}
