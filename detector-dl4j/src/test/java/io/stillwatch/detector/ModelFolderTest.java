// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Models;
import io.stillwatch.core.anomaly.PackedModel;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.anomaly.TrainingCourse;
import io.stillwatch.core.anomaly.TrainingCourse.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {
  private static final DetectorSettings SETTINGS =
      new DetectorSettings(8, 4, 3, 100, 1, 1, 32, 0.01);

  @TempDir Path parent;

  private ModelFolder folder() {
    return new ModelFolder(parent.resolve("models"));
  }

  private static Model model(String id, long seed) {
    var random = new Random(seed);
    var sizes = Weights.sizes(Network.INPUTS, SETTINGS.hidden());
    var arrays = new float[sizes.length][];
    for (int i = 0; i < sizes.length; i++) {
      arrays[i] = new float[sizes[i]];
      for (int j = 0; j < sizes[i]; j++) arrays[i][j] = random.nextFloat();
    }
    var course =
        new TrainingCourse(
            7,
            2,
            0.25,
            List.of(new Epoch(0.5, 0.4), new Epoch(0.3, 0.25)),
            seed,
            "All epochs are done.",
            Duration.ofSeconds(3));
    var card = new ModelCard(id, Fleet.START, Fleet.START, Fleet.START, 100, 1.5, course);
    return new Model(
        card,
        SETTINGS,
        new Network(new Weights(Network.INPUTS, SETTINGS.hidden(), arrays)),
        new ErrorMeasure(Collections.nCopies(Feature.COUNT, 0.5), 4),
        new Calibrations(Map.of(Symptom.SILENCE, new Calibration(List.of(0.1, 0.2, 0.3), 1.5, 9))),
        Optional.empty());
  }

  private String save(long seed) {
    var id = folder().nextId("20260105T000000");
    folder().save(model(id, seed));
    return id;
  }

  private static SeriesNetwork network(SeriesNetwork.Task task, int hidden, long seed) {
    var random = new Random(seed);
    var sizes = Weights.sizes(2, hidden);
    var arrays = new float[sizes.length][];
    for (int i = 0; i < sizes.length; i++) {
      arrays[i] = new float[sizes[i]];
      for (int j = 0; j < sizes[i]; j++) arrays[i][j] = (float) random.nextGaussian();
    }
    return new SeriesNetwork(new Network(new Weights(2, hidden, arrays)), 1, task, 0.25);
  }

  @Test
  void the_model_of_series_is_kept_and_handed_over_beside_that_of_jobs() {
    var usual = network(SeriesNetwork.Task.REPRODUCE, 8, 1);
    var forecast = network(SeriesNetwork.Task.GUESS_LAST, 16, 2);
    var series = new FleetSeries(Fleet.START, SeriesModel.of(usual, forecast));
    var id = folder().nextId("20260105T000000");
    folder().save(model(id, 3).with(Optional.of(series)));
    var packed = folder().pack(id).orElseThrow();
    for (var read : List.of(folder().latest(), folder().takeUp(packed))) {
      var kept = read.orElseThrow().series().orElseThrow();
      assertThat(kept.learntAt()).isEqualTo(Fleet.START);
      for (int i = 0; i < 2; i++) {
        var expected = List.of(usual, forecast).get(i);
        var network = kept.model().networks().get(i);
        assertThat(network.task()).isEqualTo(expected.task());
        assertThat(network.believed()).isEqualTo(0.25);
        for (int array = 0; array < Weights.ARRAYS; array++)
          assertThat(network.network().weights().array(array))
              .isEqualTo(expected.network().weights().array(array));
      }
    }
  }

  @Test
  void the_model_that_was_chosen_is_used_again_after_a_restart_until_another_is_saved() {
    var first = save(1);
    var second = save(2);
    folder().use(first);
    assertThat(folder().latest().orElseThrow().card().id()).isEqualTo(first);
    assertThat(folder().all())
        .extracting(model -> model.card().id())
        .containsExactly(second, first);
    var third = save(3);
    assertThat(folder().latest().orElseThrow().card().id()).isEqualTo(third);
  }

  @Test
  void a_refused_model_that_is_chosen_is_used_after_a_restart_and_listed_once() {
    var models = parent.resolve("models");
    var first = save(1);
    new ModelFolder(models.resolve("refused")).save(model("000002-x", 2));
    var detector = new LstmDetector(models, 1, SETTINGS);
    assertThat(detector.model().orElseThrow().id()).isEqualTo(first);
    assertThat(detector.use("000002-x")).isTrue();
    assertThat(detector.model().orElseThrow().id()).isEqualTo("000002-x");
    assertThat(detector.kept()).extracting(Models.Kept::refused).containsExactly(false, false);
    assertThat(new LstmDetector(models, 1, SETTINGS).model()).isEqualTo(detector.model());
    assertThat(detector.use("000009-gone")).isFalse();
    assertThat(detector.model().orElseThrow().id()).isEqualTo("000002-x");
  }

  @Test
  void without_a_chosen_model_that_can_be_read_the_newest_is_used() {
    var first = save(1);
    var second = save(2);
    folder().use(first);
    folder().delete(first);
    assertThat(folder().latest().orElseThrow().card().id()).isEqualTo(second);
  }

  private static void assertSame(Model actual, Model expected) {
    assertThat(actual.card()).isEqualTo(expected.card());
    assertThat(actual.settings()).isEqualTo(expected.settings());
    assertThat(actual.measure()).isEqualTo(expected.measure());
    assertThat(actual.calibrations()).isEqualTo(expected.calibrations());
    for (int i = 0; i < Weights.ARRAYS; i++) {
      assertThat(actual.network().weights().array(i))
          .isEqualTo(expected.network().weights().array(i));
    }
  }

  @Test
  void what_was_saved_last_is_what_is_read() {
    save(1);
    var id = save(2);
    assertSame(folder().latest().orElseThrow(), model(id, 2));
  }

  @Test
  void a_model_of_an_earlier_version_has_no_losses_and_is_used() throws IOException {
    var dir = parent.resolve("models").resolve(save(1));
    var json = Files.readString(dir.resolve("model.json"));
    var earlier = json.replaceFirst("(?s)  \"training\" : \\{.*?\\n  \\},\n", "");
    assertThat(earlier).isNotEqualTo(json).doesNotContain("losses");
    Files.writeString(dir.resolve("model.json"), earlier);
    var sums = Files.readString(dir.resolve("SHA256SUMS"));
    Files.writeString(
        dir.resolve("SHA256SUMS"), sha256(earlier) + sums.substring(sums.indexOf("  model.json")));
    assertThat(folder().latest().orElseThrow().card().course())
        .isEqualTo(TrainingCourse.of(2, 0.25));
  }

  @Test
  void a_model_that_does_not_see_all_features_of_this_version_is_refused() throws IOException {
    var dir = parent.resolve("models").resolve(save(1));
    var json = Files.readString(dir.resolve("model.json"));
    var earlier = json.replace(", \"DURATION\", \"EXIT\", \"OUTPUT\"", "");
    assertThat(earlier).isNotEqualTo(json);
    Files.writeString(dir.resolve("model.json"), earlier);
    var sums = Files.readString(dir.resolve("SHA256SUMS"));
    Files.writeString(
        dir.resolve("SHA256SUMS"), sha256(earlier) + sums.substring(sums.indexOf("  model.json")));
    assertThat(folder().latest()).isEmpty();
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_model_of_another_process_is_used_and_kept() throws IOException {
    var id = save(3);
    var packed = folder().pack(id).orElseThrow();
    var other = new ModelFolder(parent.resolve("other"));
    assertSame(other.takeUp(packed).orElseThrow(), model(id, 3));
    assertSame(other.latest().orElseThrow(), model(id, 3));
    assertSame(other.takeUp(packed).orElseThrow(), model(id, 3));
  }

  @Test
  void a_model_of_another_process_is_kept_although_ours_have_higher_numbers() throws IOException {
    var packed = folder().pack(save(1)).orElseThrow();
    var other = new ModelFolder(parent.resolve("other"));
    for (int i = 2; i < 6; i++) other.save(model("00000" + i + "-x", i));
    other.takeUp(packed);
    assertThat(parent.resolve("other").resolve(packed.id())).isDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.json", "weights.f32", "SHA256SUMS"})
  void a_model_that_arrives_damaged_is_refused(String file) {
    var packed = folder().pack(save(1)).orElseThrow();
    var files = new HashMap<>(packed.files());
    files.put(file, "AAAA" + files.get(file));
    var other = new ModelFolder(parent.resolve("other"));
    assertThat(other.takeUp(new PackedModel(packed.id(), files))).isEmpty();
    files.put(file, "not Base64");
    assertThat(other.takeUp(new PackedModel(packed.id(), files))).isEmpty();
    files.remove(file);
    assertThat(other.takeUp(new PackedModel(packed.id(), files))).isEmpty();
    assertThat(other.latest()).isEmpty();
  }

  @Test
  void a_name_that_would_leave_the_folder_is_refused() {
    var packed = folder().pack(save(1)).orElseThrow();
    var other = new ModelFolder(parent.resolve("other"));
    assertThat(other.takeUp(new PackedModel("../outside", packed.files()))).isEmpty();
    assertThat(parent.resolve("outside")).doesNotExist();
  }

  @Test
  void an_empty_folder_has_no_model() {
    assertThat(folder().latest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.json", "weights.f32", "SHA256SUMS"})
  void a_damaged_model_is_refused_and_the_one_before_it_used(String file) throws IOException {
    var first = save(1);
    var second = save(2);
    var path = parent.resolve("models").resolve(second).resolve(file);
    var bytes = Files.readAllBytes(path);
    bytes[bytes.length / 2] ^= 1;
    Files.write(path, bytes);
    assertSame(folder().latest().orElseThrow(), model(first, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.json", "weights.f32", "SHA256SUMS"})
  void a_model_that_lacks_a_file_is_refused(String file) throws IOException {
    var first = save(1);
    Files.delete(parent.resolve("models").resolve(save(2)).resolve(file));
    assertThat(folder().latest().orElseThrow().card().id()).isEqualTo(first);
  }

  @Test
  void a_model_under_another_name_is_refused() throws IOException {
    var first = save(1);
    var models = parent.resolve("models");
    Files.move(models.resolve(first), models.resolve("000009-other"));
    assertThat(folder().latest()).isEmpty();
  }

  @Test
  void what_a_crash_left_behind_is_ignored_and_overwritten() throws IOException {
    var first = save(1);
    var aside = parent.resolve("models/.writing-" + folder().nextId("20260105T000000"));
    Files.createDirectories(aside);
    Files.writeString(aside.resolve("model.json"), "half");
    assertThat(folder().latest().orElseThrow().card().id()).isEqualTo(first);
    assertThat(folder().latest().orElseThrow().card().id()).isNotEqualTo(save(2));
    assertThat(aside).doesNotExist();
  }

  @Test
  void three_models_are_kept() {
    for (int i = 0; i < 5; i++) save(i);
    assertThat(folder().all()).hasSize(3);
    assertThat(folder().latest().orElseThrow().card().id()).startsWith("000005");
  }

  @Test
  void nobody_else_can_read_the_models() throws IOException {
    var id = save(1);
    for (var dir : List.of(parent.resolve("models"), parent.resolve("models").resolve(id))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir)))
          .isEqualTo("rwx------");
    }
  }
}
