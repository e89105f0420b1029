// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// One line of a form of its own, with its number.
record Line(Oracle oracle, int number) {
  Line(Oracle oracle) {
    this(oracle, oracle.number());
  }

  /// What every line carries, whatever else is in it.
  String mark() {
    return "#" + number + " ";
  }

  void write(Stage stage, String text) throws IOException {
    write(stage, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Appends the bytes as a line; it must be stored as they decode, without a carriage return at
  /// the end, and with the bytes themselves where they do not decode.
  void write(Stage stage, byte[] bytes) throws IOException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      oracle.original(number, Base64.getEncoder().encodeToString(bytes));
    }
    issue(new String(bytes, StandardCharsets.UTF_8));
    var line = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, line, 0, bytes.length);
    line[bytes.length] = '\n';
    stage.traffic().append(line);
  }

  void issue(String text) {
    oracle.issued(number, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    oracle.acknowledge(List.of(mark()));
  }
}
