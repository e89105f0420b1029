// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    var card = new ModelCard(id, Fleet.START, Fleet.START, Fleet.START, 100, 1, 0.25, 1.5);
    return new Model(
        card,
        SETTINGS,
        new Network(new Weights(Network.INPUTS, SETTINGS.hidden(), arrays)),
        new ErrorMeasure(Collections.nCopies(Feature.COUNT, 0.5), 4),
        new Calibrations(Map.of(Symptom.SILENCE, new Calibration(List.of(0.1, 0.2, 0.3), 1.5, 9))));
  }

  private String save(long seed) {
    var id = folder().nextId("20260105T000000");
    folder().save(model(id, seed));
    return id;
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
  void three_models_are_kept() throws IOException {
    for (int i = 0; i < 5; i++) save(i);
    try (var kept = Files.list(parent.resolve("models"))) {
      assertThat(kept).hasSize(3);
    }
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
