// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;

/// Serializes JDK types that Jackson does not support by itself, as the text that their `parse`
/// method accepts.
final class TimeModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  TimeModule() {
    super("time");
    text(Instant.class, Instant::parse);
    text(Duration.class, Duration::parse);
    text(LocalTime.class, LocalTime::parse);
    addSerializer(ZoneId.class, ToStringSerializer.instance);
    addDeserializer(ZoneId.class, new Parsed<>(ZoneId.class, ZoneId::of));
    addSerializer(ZoneOffset.class, ToStringSerializer.instance);
    addSerializer(BitSet.class, new Bits());
    addDeserializer(BitSet.class, new BitsReader());
    addSerializer(Optional.class, new OptionalJson.Writer());
    addDeserializer(Optional.class, new OptionalJson.Reader());
  }

  private <T> void text(Class<T> type, Function<String, T> parse) {
    addSerializer(type, ToStringSerializer.instance);
    addDeserializer(type, new Parsed<>(type, parse));
  }

  private static final class Parsed<T> extends FromStringDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> parse;

    Parsed(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    protected T _deserialize(String text, DeserializationContext context) {
      return parse.apply(text);
    }
  }

  private static final class Bits extends JsonSerializer<BitSet> {
    @Override
    public void serialize(BitSet bits, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      var set = bits.stream().toArray();
      json.writeArray(set, 0, set.length);
    }
  }

  private static final class BitsReader extends JsonDeserializer<BitSet> {
    @Override
    public BitSet deserialize(JsonParser json, DeserializationContext context) throws IOException {
      var bits = new BitSet();
      for (int bit : json.readValueAs(int[].class)) bits.set(bit);
      return bits;
    }
  }
}
