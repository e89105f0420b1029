// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import io.stillwatch.collector.spool.SpoolLimits;
import io.stillwatch.indexer.ElasticSettings.Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a carrier is told on its command line, as `key=value`.
record CarrierSettings(Map<String, String> values) implements Program {
  CarrierSettings {
    values = Map.copyOf(values);
  }

  static CarrierSettings parse(String... arguments) {
    var values = new TreeMap<String, String>();
    for (var argument : arguments) {
      int equals = argument.indexOf('=');
      values.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return new CarrierSettings(values);
  }

  CarrierSettings with(String key, Object value) {
    var more = new TreeMap<>(values);
    more.put(key, value.toString());
    return new CarrierSettings(more);
  }

  @Override
  public List<String> flags() {
    return List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");
  }

  @Override
  public String ready() {
    return "ready ";
  }

  @Override
  public List<String> arguments() {
    var arguments = new ArrayList<>(List.of(Carrier.class.getName()));
    new TreeMap<>(values).forEach((key, value) -> arguments.add(key + "=" + value));
    return arguments;
  }

  URI elastic() {
    return URI.create(text("elastic", ""));
  }

  Credentials credentials() {
    return new Credentials.Basic(text("user", ""), text("password", ""));
  }

  Path spool() {
    return Path.of(text("spool", "spool"));
  }

  SpoolLimits limits() {
    return new SpoolLimits(number("cap", 256 << 20), number("floor", 0), number("ballast", 0));
  }

  Duration timeout() {
    return Duration.ofMillis(number("timeout", 4_000));
  }

  Duration pace() {
    return Duration.ofMillis(number("pace", 200));
  }

  Duration quietAfter() {
    return Duration.ofMillis(number("quiet", 3_600_000));
  }

  String host() {
    return text("host", "oracle");
  }

  String zone() {
    return text("zone", "UTC");
  }

  /// Globs, separated by commas; none where no file is followed.
  List<String> files() {
    var files = text("files", "");
    return files.isEmpty() ? List.of() : List.of(files.split(","));
  }

  String rds() {
    return text("rds", "");
  }

  String instance() {
    return text("instance", "");
  }

  /// The endpoint of a bucket that holds a prefix of the host's name.
  String s3() {
    return text("s3", "");
  }

  /// How many seconds pass for the product in one: some of its pauses are long.
  int speed() {
    return (int) number("speed", 1);
  }

  /// The step at which the carrier says so and waits for its end, and at which time it gets there.
  String haltAt() {
    return text("halt", "");
  }

  int haltTimes() {
    return (int) number("haltTimes", 1);
  }

  private long number(String key, long otherwise) {
    return Long.parseLong(text(key, Long.toString(otherwise)));
  }

  private String text(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }
}
