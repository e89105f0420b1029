// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Optional components of records: the value as if it were not optional, or `null`.
///
/// The name of a kind of a sealed interface comes from the declared type, because only that one
/// lists the kinds.
@SuppressWarnings("rawtypes")
final class OptionalJson {
  private OptionalJson() {}

  private static JavaType content(BeanProperty component) {
    return component.getType().containedType(0);
  }

  static final class Writer extends JsonSerializer<Optional> implements ContextualSerializer {
    @Override
    public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty component)
        throws JsonMappingException {
      return new Typed(provider.findTypeSerializer(content(component)));
    }

    @Override
    public void serialize(Optional value, JsonGenerator json, SerializerProvider provider) {
      throw new IllegalStateException("An optional value is written as a component only.");
    }
  }

  private static final class Typed extends JsonSerializer<Optional> {
    private final @Nullable TypeSerializer type;

    Typed(@Nullable TypeSerializer type) {
      this.type = type;
    }

    @Override
    public void serialize(Optional value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (value.isEmpty()) {
        json.writeNull();
        return;
      }
      Object content = value.get();
      var writer = provider.findValueSerializer(content.getClass());
      if (type == null) writer.serialize(content, json, provider);
      else writer.serializeWithType(content, json, provider, type);
    }
  }

  static final class Reader extends JsonDeserializer<Optional> implements ContextualDeserializer {
    @Override
    public JsonDeserializer<?> createContextual(
        DeserializationContext context, BeanProperty component) {
      return new TypedReader(content(component));
    }

    @Override
    public Optional deserialize(JsonParser json, DeserializationContext context) {
      throw new IllegalStateException("An optional value is read as a component only.");
    }
  }

  private static final class TypedReader extends JsonDeserializer<Optional> {
    private final JavaType content;

    TypedReader(JavaType content) {
      this.content = content;
    }

    @Override
    public Optional deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return Optional.of(context.readValue(json, content));
    }

    @Override
    public Optional getNullValue(DeserializationContext context) {
      return Optional.empty();
    }
  }
}
