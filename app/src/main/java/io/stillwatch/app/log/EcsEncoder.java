// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.secret.Secrets;
import io.stillwatch.core.text.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// One JSON object a line with the field names of the Elastic Common Schema, without secrets.
///
/// What a message is about (`host="web-1"`) becomes a field below `labels`.
public final class EcsEncoder extends EncoderBase<ILoggingEvent> {
  private static final String ECS = "8.11.0";
  private static final byte[] NOTHING = {};
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ThrowableProxyConverter traces = new ThrowableProxyConverter();

  @Override
  public void start() {
    traces.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var json = MAPPER.createObjectNode();
    json.put("@timestamp", event.getInstant().toString());
    json.put("log.level", event.getLevel().toString());
    json.put("message", Secrets.redacted(event.getFormattedMessage()));
    json.put("ecs.version", ECS);
    json.put("service.name", "stillwatch");
    json.put("log.logger", event.getLoggerName());
    json.put("process.thread.name", event.getThreadName());
    labels(event, json);
    if (event.getThrowableProxy() != null) error(event, event.getThrowableProxy(), json);
    return (Printable.json(text(json)) + '\n').getBytes(StandardCharsets.UTF_8);
  }

  /// Redacted by themselves, as a command is, and with their name: it may be all that tells that a
  /// value is a secret.
  private static void labels(ILoggingEvent event, ObjectNode json) {
    var pairs = event.getKeyValuePairs();
    if (pairs == null || pairs.isEmpty()) return;
    var labels = json.putObject("labels");
    for (var pair : pairs) {
      var start = pair.key + "=";
      var shown = Secrets.redacted(start + Secrets.redacted(String.valueOf(pair.value)));
      labels.put(pair.key, shown.startsWith(start) ? shown.substring(start.length()) : shown);
    }
  }

  private void error(ILoggingEvent event, IThrowableProxy cause, ObjectNode json) {
    json.put("error.type", cause.getClassName());
    json.put("error.message", Secrets.redacted(String.valueOf(cause.getMessage())));
    json.put("error.stack_trace", Secrets.redacted(traces.convert(event)));
  }

  private static String text(ObjectNode json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a tree in memory can be written
    }
  }
}
