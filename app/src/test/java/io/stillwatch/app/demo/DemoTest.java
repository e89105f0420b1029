// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.app.export.ExportFolder;
import io.stillwatch.app.replay.ReplayResult;
import io.stillwatch.app.replay.ReplayRun;
import io.stillwatch.app.run.DataFolder;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.VerdictStore.Page;
import io.stillwatch.core.store.VerdictStore.VerdictFilter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo runs once, exports its evidence, and a replay of the export is compared with what the
/// demo stored. Both tick at the same instants, so every time is compared exactly.
class DemoTest {
  @TempDir private static Path folder;
  private static DemoReport demo;
  private static ReplayResult replay;
  private static List<JudgedRun> judgedByDemo;

  @BeforeAll
  static void run_the_demo_and_replay_its_evidence() throws Exception {
    var progress = new Progress(new PrintWriter(Writer.nullWriter()), false);
    var evidence = folder.resolve("evidence");
    try (var data = DataFolder.open(folder.resolve("data"));
        var running = Demo.start(data, 0, progress)) {
      demo = running.run();
      judgedByDemo = judged(running.stores().outcomes());
      running.export(evidence);
    }
    var detector = ReplayRun.autoencoder(folder.resolve("models"));
    replay = ReplayRun.of(ExportFolder.open(evidence), detector);
  }

  /// An alert without what only delivery adds: whether messages were sent, and links in them.
  private record Story(
      String id,
      Alert.State state,
      Alert.Times times,
      List<Stoppage> stoppages,
      List<Explained> causes,
      List<Told> messages) {
    static Story of(Alert alert) {
      return new Story(
          alert.id(),
          alert.state(),
          alert.times(),
          alert.stoppages(),
          alert.causes().stream()
              .map(cause -> new Explained(cause.finding().id(), cause.link()))
              .toList(),
          alert.notifications().stream()
              .map(one -> new Told(one.kind(), one.sequence(), one.madeAt()))
              .toList());
    }
  }

  private record Explained(String finding, CauseLink link) {}

  private record Told(Notification.Kind kind, int sequence, Instant at) {}

  private static List<JudgedRun> judged(Outcomes outcomes) throws Exception {
    var all = new ArrayList<JudgedRun>();
    var filter = new VerdictFilter("", "", Instant.EPOCH, Instant.MAX);
    var after = Page.START;
    do {
      var page = outcomes.verdicts().page(filter, after, 1_000);
      all.addAll(page.verdicts());
      after = page.next();
    } while (!after.isEmpty());
    return all;
  }

  @Test
  void the_story_of_the_demo_comes_out_right() {
    assertThat(demo.faults()).isEmpty();
  }

  @Test
  void a_replay_of_the_exported_evidence_gives_the_same_alerts() throws Exception {
    assertThat(replay.alerts().stream().map(Story::of))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(
            demo.story().alerts().stream().map(Story::of).toList());
  }

  @Test
  void a_replay_of_the_exported_evidence_gives_the_same_verdicts_at_the_same_times()
      throws Exception {
    assertThat(judged(replay.stores().outcomes()))
        .hasSizeGreaterThan(1_000)
        .containsExactlyInAnyOrderElementsOf(judgedByDemo);
  }

  @Test
  void a_replay_of_the_exported_evidence_gives_the_same_findings() throws Exception {
    assertThat(replay.findings()).containsExactlyInAnyOrderElementsOf(demo.findings());
  }
}
