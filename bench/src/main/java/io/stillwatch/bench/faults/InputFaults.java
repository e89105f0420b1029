// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stillwatch.collector.syslog.RawLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;

/// Lines that no program should write, and documents that no shipper should send.
final class InputFaults {
  static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("F1", "bytes that are no UTF-8, NUL, BOM, UTF-16", 500, InputFaults::bytes),
          new Scenario("F2", "a line of 10 MB", 2, InputFaults::endless),
          new Scenario("F3", "CRLF, escape sequences, bidi", 20, InputFaults::escapes),
          new Scenario("F4", "gzip: in members, broken, a bomb", 1, InputFaults::gzip),
          new Scenario("F5", "JSON 10,000 deep, with 20,000 keys", 2, InputFaults::deep),
          new Scenario("F6", "hostile keys", 20, InputFaults::keys),
          new Scenario("F7", "times: 1970, 9999, 30 February, none", 5, InputFaults::times),
          new Scenario("F8", "syslog headers with random edits", 1_000, InputFaults::fuzz),
          new Scenario("F9", "names with quotes and line breaks", 10, InputFaults::metadata),
          new Scenario("F10", "paths that lead elsewhere", 10, InputFaults::paths));

  private InputFaults() {}

  private static String head(Stage stage) {
    return Instant.now() + " " + stage.oracle().host() + " app[1]: ";
  }

  private static void bytes(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    stage.oracle().tolerate("\ufeff"::equals);
    stage.traffic().append(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '\n'}); // a BOM alone
    for (int round = 0; round < rounds; round++) {
      var line = new Line(stage.oracle());
      var out = new ByteArrayOutputStream();
      out.writeBytes((head(stage) + line.mark()).getBytes(StandardCharsets.UTF_8));
      if (round % 10 == 0) {
        out.writeBytes("größe".getBytes(StandardCharsets.UTF_16));
      } else {
        var random = new byte[1 + stage.random().nextInt(200)];
        stage.random().nextBytes(random);
        out.writeBytes(random);
      }
      var raw = out.toByteArray();
      for (int i = 0; i < raw.length; i++) if (raw[i] == '\n') raw[i] = 0;
      line.write(stage, raw);
    }
    stage.note(stage.oracle().originals() + " lines kept with their bytes");
  }

  /// One line without an end, in pieces of the size that the product cuts; each begins with a
  /// number.
  private static void endless(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    for (int round = 0; round < rounds; round++) {
      for (int piece = 0; piece * (long) RawLine.MAX_BYTES < 10L << 20; piece++) {
        var line = new Line(stage.oracle());
        var text = new StringBuilder(piece == 0 ? head(stage) : "").append(line.mark());
        text.append("\"x\"".repeat(RawLine.MAX_BYTES / 3)).setLength(RawLine.MAX_BYTES);
        line.issue(text.toString());
        stage.traffic().append(text.toString());
      }
      stage.traffic().append("\n");
    }
  }

  private static void escapes(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    for (int round = 0; round < rounds; round++) {
      for (var text :
          List.of(
              "crlf\r",
              "\u001b[2J\u001b[31mred",
              "\u001b]8;;http://example.com\u0007link\u001b]8;;\u0007",
              "over\rwritten",
              "\u202egnorw\u202c",
              "{\"index\":{\"_index\":\"x\"}}",
              "tab\tbell\u0007del\u007f",
              "\u2028line\u2029paragraph\u0085next")) {
        var line = new Line(stage.oracle());
        line.write(stage, head(stage) + line.mark() + text);
      }
    }
  }

  private static void gzip(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.traffic().write(10);
    var members = new ByteArrayOutputStream();
    for (int i = 0; i < 3; i++) members.writeBytes(Gzip.packed(stage.oracle().lines(20)));
    Files.write(stage.rotated(".1.gz"), members.toByteArray());
    var broken = Gzip.packed(stage.oracle().lines(20));
    var rest = new java.util.ArrayList<String>();
    for (int i = 0; i < 2_000; i++) rest.add(stage.oracle().line());
    stage.oracle().acknowledge(rest);
    stage.oracle().destroy(rest); // what lies behind the damage is gone
    var cut = Gzip.packed((String.join("\n", rest) + "\n").getBytes(StandardCharsets.UTF_8));
    var both = new ByteArrayOutputStream();
    both.writeBytes(broken);
    both.write(cut, 0, cut.length / 2);
    Files.write(stage.rotated(".2.gz"), both.toByteArray());
    Files.write(stage.rotated(".3.gz"), Gzip.bomb(stage.oracle().lines(5)));
    stage
        .oracle()
        .tolerate(text -> text.chars().allMatch(c -> c == 0) || stage.oracle().begins(text));
    stage.start();
    stage.await();
  }

  private static void deep(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    for (int round = 0; round < rounds; round++) {
      var line = new Line(stage.oracle());
      line.write(stage, "{\"MESSAGE\":\"" + line.mark() + "\",\"a\":" + "{\"a\":".repeat(10_000));
      line = new Line(stage.oracle());
      var closed = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
      line.write(stage, head(stage) + line.mark() + closed);
      line = new Line(stage.oracle());
      var keys = new StringBuilder("{\"n\":\"" + line.mark() + "\"");
      for (int i = 0; i < 20_000; i++) keys.append(",\"key").append(i).append("\":0");
      line.write(stage, keys.append('}').toString());
    }
  }

  private static void keys(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    for (int round = 0; round < rounds; round++) {
      for (var key : List.of("", "a..b", " ", "__proto__", "_id", "_source", ".", "a.", "\u0000")) {
        var text = stage.oracle().line();
        var document = JsonNodeFactory.instance.objectNode().put("message", text).put(key, 1);
        document.putObject("labels").put(key, "x");
        push(stage, text, document.toString());
      }
    }
  }

  private static void push(Stage stage, String text, String document) throws InterruptedException {
    var id = stage.oracle().host() + "-" + Oracle.numberOf(text);
    stage.traffic().push(Traffic.action(id) + document + "\n");
    stage.oracle().acknowledge(List.of(text));
  }

  private static void times(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    for (int round = 0; round < rounds; round++) {
      for (var time :
          List.of(
              "1970-01-01T00:00:00Z",
              "9999-12-31T23:59:59Z",
              "2026-02-30T12:00:00Z",
              "+292278995-01-01T00:00:00Z",
              "0000-00-00T00:00:00Z",
              "2026-13-01T00:00:00Z",
              "-",
              "Feb 30 12:00:00",
              "2026-06-30T23:59:60Z")) {
        var line = new Line(stage.oracle());
        line.write(stage, time + " " + stage.oracle().host() + " app[1]: " + line.mark() + "t");
        var text = stage.oracle().line();
        var document = JsonNodeFactory.instance.objectNode().put("message", text);
        push(stage, text, document.put("@timestamp", time).toString());
      }
    }
  }

  /// Edits in front of the number, so that the line can be told afterwards.
  private static void fuzz(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    var forms =
        List.of(
            "<34>Oct 11 22:14:15 web1 su[12]: ",
            "<165>1 2026-01-15T10:00:00.003Z web1 app 77 ID47 [a@1 b=\"c\"] ",
            "Jan 15 10:00:00 web1 CRON[77]: (root) CMD (",
            "2026-01-15T10:00:00+01:00 web1 systemd[1]: ");
    for (int round = 0; round < rounds; round++) {
      var line = new Line(stage.oracle());
      var head = new StringBuilder(forms.get(round % forms.size()));
      for (int edits = stage.random().nextInt(6); edits > 0; edits--) {
        int at = stage.random().nextInt(head.length());
        char c = (char) (' ' + stage.random().nextInt(95));
        switch (stage.random().nextInt(3)) {
          case 0 -> head.setCharAt(at, c == '#' ? '%' : c);
          case 1 -> head.deleteCharAt(at);
          default -> head.insert(at, c == '#' ? "%" : "<[:" + c);
        }
      }
      line.write(stage, head + line.mark() + "end)");
    }
  }

  private static void metadata(Stage stage, int rounds) throws IOException, InterruptedException {
    var evil = stage.folder().resolve("a\"}}\n{\"delete\":{\"_id\":\"x\"}}\n.log");
    stage.set("files", stage.folder() + "/*.log");
    stage.start();
    for (int round = 0; round < rounds; round++) {
      var lines = stage.oracle().lines(5);
      Files.write(
          evil,
          lines,
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
      var text = stage.oracle().line();
      var document = JsonNodeFactory.instance.objectNode().put("message", text);
      document.put("log.file.path", "x\"}\n{\"delete\":{}}\n").put("agent.type", "a\"\nb");
      push(stage, text, document.toString());
    }
    stage.fresh(() -> stage.traffic().push(1));
  }

  private static void paths(Stage stage, int rounds) throws IOException, InterruptedException {
    stage.start();
    var elsewhere = stage.folder().resolveSibling("elsewhere");
    for (int round = 0; round < rounds; round++) {
      for (var path :
          List.of("../elsewhere", elsewhere.toString(), "/etc/../" + elsewhere, "..\\..\\x")) {
        var text = stage.oracle().line();
        var document = JsonNodeFactory.instance.objectNode().put("message", text);
        push(stage, text, document.put("log.file.path", path).toString());
      }
    }
    if (Files.exists(elsewhere))
      throw new IllegalStateException("A path that was only told was used: " + elsewhere);
  }
}
