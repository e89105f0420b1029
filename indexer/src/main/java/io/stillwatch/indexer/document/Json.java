// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.job.HabitPattern;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/// Records of core as JSON: one property for each component, sealed types with a `type` property.
///
/// The type names and the component names are the format on disk: renaming one needs a migration.
public final class Json {
  public static final ObjectMapper MAPPER =
      StateJson.addTo(
              JsonMapper.builder(
                  new JsonFactoryBuilder().rootValueSeparator((String) null).build()))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
          .addModule(new TimeModule())
          .addMixIn(Schedule.class, ScheduleTypes.class)
          .addMixIn(HabitPattern.class, HabitPatternTypes.class)
          .addMixIn(Verdict.class, VerdictTypes.class)
          .addMixIn(JobKind.class, JobKindWords.class)
          .addMixIn(CauseLink.class, CauseLinkWords.class)
          .build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree could not be written", e);
    }
  }

  /// Writes one value after the other, with nothing between them.
  static JsonGenerator generator(OutputStream out) throws IOException {
    return MAPPER.getFactory().createGenerator(out);
  }

  /// Writes to a generator.
  interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  static String text(Writing writing) {
    try (var text = new StringWriter();
        var json = MAPPER.createGenerator(text)) {
      writing.to(json);
      json.flush();
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
  }

  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  public static <T> T value(JsonNode tree, Class<T> type, String where) throws StoreException {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw unreadable(where, type, e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw unreadable(where, type, e.getMessage(), e);
    }
  }

  private static StoreException unreadable(
      String where, Class<?> type, @Nullable String why, Exception cause) {
    return new StoreException(
        where + " is not a " + type.getSimpleName() + " in the format of this version: " + why,
        cause);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Schedule.Cron.class, name = "cron"),
    @JsonSubTypes.Type(value = Schedule.Habit.class, name = "habit"),
    @JsonSubTypes.Type(value = Schedule.SinceLast.class, name = "since-last"),
    @JsonSubTypes.Type(value = Schedule.Rotation.class, name = "rotation"),
    @JsonSubTypes.Type(value = Schedule.Learning.class, name = "learning"),
    @JsonSubTypes.Type(value = Schedule.Never.class, name = "never")
  })
  private interface ScheduleTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = HabitPattern.Hours.class, name = "hours"),
    @JsonSubTypes.Type(value = HabitPattern.Days.class, name = "days"),
    @JsonSubTypes.Type(value = HabitPattern.Every.class, name = "every")
  })
  private interface HabitPatternTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Verdict.OnTime.class, name = "on-time"),
    @JsonSubTypes.Type(value = Verdict.Late.class, name = "late"),
    @JsonSubTypes.Type(value = Verdict.Missed.class, name = "missed"),
    @JsonSubTypes.Type(value = Verdict.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Verdict.Overrun.class, name = "overrun"),
    @JsonSubTypes.Type(value = Verdict.TooShort.class, name = "too-short"),
    @JsonSubTypes.Type(value = Verdict.Unknown.class, name = "unknown"),
    @JsonSubTypes.Type(value = Verdict.Learning.class, name = "learning")
  })
  private interface VerdictTypes {}

  /// Earlier versions had another word for a scheduled command.
  private enum JobKindWords {
    @JsonAlias("CRON")
    SCHEDULED_COMMAND
  }

  /// Alerts of earlier versions have a sentence here; the next decision links their causes again.
  private enum CauseLinkWords {
    @JsonEnumDefaultValue
    GUESS
  }
}
