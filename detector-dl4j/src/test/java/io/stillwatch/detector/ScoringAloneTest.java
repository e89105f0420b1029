// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.anomaly.TrainingCourse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoringAloneTest {
  @Test
  void scoring_needs_neither_dl4j_nor_native_code_nor_java_serialization(@TempDir Path folder)
      throws IOException, InterruptedException {
    new ModelFolder(folder).save(untrained());
    var classpath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.matches(".*(nd4j|deeplearning4j|bytedeco).*"))
            .collect(Collectors.joining(File.pathSeparator));
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.serialFilter=!*",
                "-Xshare:auto",
                "-cp",
                classpath,
                ScoringAlone.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static Model untrained() {
    var settings = DetectorSettings.DEFAULTS;
    var sizes = Weights.sizes(Network.INPUTS, settings.hidden());
    var arrays = Arrays.stream(sizes).mapToObj(float[]::new).toArray(float[][]::new);
    return new Model(
        new ModelCard(
            "000001-x", Fleet.START, Fleet.START, Fleet.START, 1, 1, TrainingCourse.of(1, 1)),
        settings,
        new Network(new Weights(Network.INPUTS, settings.hidden(), arrays)),
        new ErrorMeasure(Collections.nCopies(Feature.COUNT, 1.0), settings.stepsPerPeriod()),
        new Calibrations(Map.of(Symptom.SILENCE, new Calibration(List.of(0.5), 1, 2))),
        Optional.empty());
  }
}
