// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.core.text.Printable;
import java.io.PrintWriter;

/// The account of what was thrown away: each letter at once, for the command may break off; at the
/// end how many.
final class Discards implements AutoCloseable {
  private final PrintWriter out;
  private final boolean json;
  private long count;

  private Discards(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
    if (json) out.print("{\"items\":[");
  }

  static Discards asText(PrintWriter out) {
    return new Discards(out, false);
  }

  static Discards asJson(PrintWriter out) {
    return new Discards(out, true);
  }

  void add(JsonNode letter) {
    if (json) out.print((count == 0 ? "" : ",") + Printable.json(letter.toString()));
    else
      out.printf(
          "%6d  %s  %s%n",
          letter.path("number").asLong(),
          Printable.line(letter.path("index").asText()),
          Printable.line(letter.path("id").asText()));
    count++;
  }

  /// Also where the command failed half-way: what is gone is gone.
  @Override
  public void close() {
    if (json) out.println("],\"discarded\":" + count + "}");
    else out.println(count + " dead letters are discarded.");
  }
}
