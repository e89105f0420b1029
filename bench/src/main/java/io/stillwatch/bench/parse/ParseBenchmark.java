// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.parse;

import java.util.function.Function;
import org.elasticsearch.grok.Grok;
import org.elasticsearch.grok.GrokBuiltinPatterns;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One line after the other on one thread, by the product's parser or by Grok.
@State(Scope.Thread)
public class ParseBenchmark {
  static final String OURS = "stillwatch";
  static final String GROK = "grok";

  private static final int LINES = 1 << 10;

  /// Which parser, by the name of its [Subject].
  @Param("cron")
  public String parser = "";

  /// Which tool.
  @Param({OURS, GROK})
  public String tool = OURS;

  private String[] lines = {};
  private Function<String, Object> read = line -> line;
  private int next;

  /// Draws the lines and compiles the patterns.
  @Setup
  public void prepare() {
    var subject = Subjects.named(parser);
    lines = Subjects.drawn(subject, LINES, 1).toArray(String[]::new);
    read = tool.equals(OURS) ? subject.parser() : grok(subject);
  }

  static Function<String, Object> grok(Subject subject) {
    var grok =
        new Grok(
            GrokBuiltinPatterns.ecsV1Patterns(),
            Grok.combinePatterns(subject.patterns()),
            warning -> {});
    return grok::captures;
  }

  /// What one line says.
  @Benchmark
  public Object line() {
    return read.apply(lines[next++ & (LINES - 1)]);
  }
}
