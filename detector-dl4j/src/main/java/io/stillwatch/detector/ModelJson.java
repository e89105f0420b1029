// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.TrainingCourse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The words of a stored model: what it is, what it sees, how its errors become scores.
final class ModelJson {
  private static final String FORMAT = "stillwatch-lstm-autoencoder/2";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private ModelJson() {}

  static String write(Model model) throws JsonProcessingException {
    var card = model.card();
    var root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    root.set("features", MAPPER.valueToTree(features()));
    root.putObject("card")
        .put("id", card.id())
        .put("trained_at", card.trainedAt().toString())
        .put("from", card.from().toString())
        .put("until", card.until().toString())
        .put("windows", card.windows())
        .put("epochs", card.course().epochs())
        .put("validation_loss", card.course().validationLoss());
    root.set("training", training(card.course()));
    root.set("settings", MAPPER.valueToTree(model.settings()));
    root.set("measure", MAPPER.valueToTree(model.measure()));
    root.set("calibration", MAPPER.valueToTree(model.calibrations()));
    return MAPPER.writeValueAsString(root) + "\n";
  }

  private static JsonNode training(TrainingCourse course) {
    var training = MAPPER.createObjectNode();
    training.put("jobs", course.jobs()).put("seed", course.seed()).put("ended", course.ended());
    training.put("took_ms", course.took().toMillis());
    training.set("losses", MAPPER.valueToTree(course.losses()));
    return training;
  }

  /// Fails if the model is of another format or sees other features than this version.
  static Model read(String json, Function<DetectorSettings, Weights> weights)
      throws JsonProcessingException {
    var root = MAPPER.readTree(json);
    if (!FORMAT.equals(root.path("format").asText())) {
      throw new IllegalArgumentException("its format is not " + FORMAT);
    }
    if (!MAPPER.valueToTree(features()).equals(root.path("features"))) {
      throw new IllegalArgumentException("its features are not those of this version; train anew");
    }
    var settings = MAPPER.treeToValue(root.required("settings"), DetectorSettings.class);
    var measure = MAPPER.treeToValue(root.required("measure"), ErrorMeasure.class);
    var calibration = MAPPER.treeToValue(root.required("calibration"), Calibrations.class);
    if (measure.scales().size() != Feature.COUNT || measure.turn() != settings.stepsPerPeriod()) {
      throw new IllegalArgumentException("its error measure does not fit its windows");
    }
    var network = new Network(weights.apply(settings));
    return new Model(
        card(root, calibration), settings, network, measure, calibration, Optional.empty());
  }

  private static ModelCard card(JsonNode root, Calibrations calibration)
      throws JsonProcessingException {
    var card = root.required("card");
    try {
      return new ModelCard(
          card.required("id").asText(),
          Instant.parse(card.required("trained_at").asText()),
          Instant.parse(card.required("from").asText()),
          Instant.parse(card.required("until").asText()),
          card.required("windows").asInt(),
          calibration.ofSilence().threshold(),
          course(card, root.path("training")));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("its dates cannot be read", e);
    }
  }

  /// Files of earlier versions know the number of epochs and the loss of the best one.
  private static TrainingCourse course(JsonNode card, JsonNode training)
      throws JsonProcessingException {
    int epochs = card.required("epochs").asInt();
    double loss = card.required("validation_loss").asDouble();
    if (training.isMissingNode()) return TrainingCourse.of(epochs, loss);
    return new TrainingCourse(
        training.required("jobs").asInt(),
        epochs,
        loss,
        List.of(MAPPER.treeToValue(training.required("losses"), TrainingCourse.Epoch[].class)),
        training.required("seed").asLong(),
        training.required("ended").asText(),
        Duration.ofMillis(training.required("took_ms").asLong()));
  }

  private static List<String> features() {
    return Feature.ALL.stream().map(Enum::name).toList();
  }
}
