// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import io.stillwatch.app.config.Config.ArchiveConfig;
import io.stillwatch.app.config.Config.AwsConfig;
import io.stillwatch.app.config.Config.DetectionConfig;
import io.stillwatch.app.config.Config.ElasticsearchConfig;
import io.stillwatch.app.config.Config.PingsConfig;
import io.stillwatch.app.config.Config.RetentionConfig;
import io.stillwatch.app.config.Config.S3Config;
import io.stillwatch.app.config.Config.SyslogConfig;
import io.stillwatch.core.feedback.Thresholds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;

/// What a configuration must hold to besides the names and kinds of its keys.
final class ConfigRules {
  /// A hundred years.
  private static final int MOST_DAYS = 36_500;

  private static final int MOST_ALERTS = 10_000;
  private static final Set<String> UNKNOWN_PINGS = Set.of("create", "adopt", "refuse");

  private static final int MOST_CHECKPOINT_MINUTES = 24 * 60;
  private static final long LABEL_DAYS = Thresholds.LABELS_COUNT_FOR.toDays();

  private final String name;

  private ConfigRules(String name) {
    this.name = name;
  }

  /// `name` is the file, for the message.
  static void check(Config config, String name) throws ConfigException {
    var rules = new ConfigRules(name);
    rules.elasticsearch(config.elasticsearch());
    int number = 0;
    for (var files : config.sources().files()) {
      var key = "sources.files[" + number++ + "]";
      rules.host(key, files.host());
      rules.zone(key + ".zone", files.zone());
    }
    number = 0;
    for (var journal : config.sources().journal()) {
      var key = "sources.journal[" + number++ + "]";
      rules.host(key, journal.host());
      rules.zone(key + ".zone", journal.zone());
      rules.require(!journal.command().isEmpty(), key + ".command is empty. Write [journalctl].");
    }
    number = 0;
    for (var prefix : config.sources().s3()) rules.s3("sources.s3[" + number++ + "]", prefix);
    rules.aws(config.aws());
    rules.require(
        config.sources().facts().everyMinutes() >= 0,
        "sources.facts.everyMinutes is below 0. Write 15, or 0 to read no facts.");
    rules.archive(config.archive());
    rules.retention(config.retention());
    rules.detection(config.detection());
    new AlertRules(name).check(config.alerts());
    PlannedWindows.of(config.detection(), name);
    var push = config.push();
    rules.zone("push.zone", push.zone());
    rules.require(
        push.quietMinutes() > 0, "push.quietMinutes must be at least 1, by default it is 90.");
    rules.require(push.maxHosts() > 0, "push.maxHosts must be at least 1, by default it is 10000.");
    rules.require(push.maxPings() > 0, "push.maxPings must be at least 1, by default it is 1000.");
    rules.pings(push.pings());
    rules.syslog(push.syslog());
  }

  private void pings(PingsConfig pings) throws ConfigException {
    require(
        UNKNOWN_PINGS.contains(pings.unknown()),
        "push.pings.unknown is '" + pings.unknown() + "'. Write create, adopt or refuse.");
    require(
        pings.perMinute() > 0, "push.pings.perMinute must be at least 1, by default it is 600.");
    var file = pings.projectKeyFile();
    require(
        file.isEmpty() || Files.isReadable(Path.of(file)),
        "push.pings.projectKeyFile is '"
            + file
            + "', which cannot be read. Write the path of a file that holds the key.");
  }

  private void elasticsearch(ElasticsearchConfig server) throws ConfigException {
    require(
        server.user().isEmpty() == server.passwordFile().isEmpty(),
        "elasticsearch.user and elasticsearch.passwordFile belong together. Write both or none.");
    require(
        server.user().isEmpty() || server.apiKeyFile().isEmpty(),
        "elasticsearch.apiKeyFile and elasticsearch.user are both set. Write one of them.");
  }

  private void aws(AwsConfig aws) throws ConfigException {
    require(
        aws.pace().callsPerSecond() >= 0,
        "aws.pace.callsPerSecond is below 0. Write 5, or 0 for no limit.");
    require(
        aws.pace().callsPerSecond() <= 1_000,
        "aws.pace.callsPerSecond is above 1000. No account allows as many; write 5, or 0 for no limit.");
    int number = 0;
    for (var account : aws.accounts()) {
      var key = "aws.accounts[" + number++ + "]";
      require(
          account.roleArn().matches("arn:aws[\\w-]*:iam::\\d{12}:role/\\S+"),
          key
              + ".roleArn is '"
              + account.roleArn()
              + "'. Write one such as arn:aws:iam::210987654321:role/stillwatch-reader.");
    }
  }

  private void archive(ArchiveConfig archive) throws ConfigException {
    if (archive.bucket().isEmpty()) return;
    require(
        !archive.bucket().contains("/"),
        "archive.bucket is '"
            + archive.bucket()
            + "'. Write its name alone; the rest is archive.prefix.");
    require(
        archive.prefix().isEmpty() || archive.prefix().endsWith("/"),
        "archive.prefix is '" + archive.prefix() + "'. End it with a slash.");
    require(archive.segmentMinutes() > 0, "archive.segmentMinutes must be at least 1.");
    require(archive.maxPendingMb() > 0, "archive.maxPendingMb must be at least 1.");
  }

  private void retention(RetentionConfig retention) throws ConfigException {
    for (var family : retention.days().entrySet()) {
      var key = "retention." + family.getKey();
      int days = family.getValue();
      require(
          days >= 0, key + " is " + days + ". Write a number of days, or 0 to keep them for ever.");
      boolean counts = family.getKey().equals("labels") && days > 0;
      require(
          !counts || days > LABEL_DAYS,
          key
              + " is "
              + days
              + " days, but a label counts for "
              + LABEL_DAYS
              + ". Write more than that, or 0 to keep them for ever.");
      require(
          days <= MOST_DAYS,
          key
              + " is "
              + days
              + " days. Write at most "
              + MOST_DAYS
              + ", or 0 to keep them for ever.");
    }
  }

  private void detection(DetectionConfig detection) throws ConfigException {
    int perMonth = detection.alertsPerMonth();
    require(
        perMonth >= 0 && perMonth <= MOST_ALERTS,
        "detection.alertsPerMonth is "
            + perMonth
            + ". Write how many alerts the autoencoder alone may open in 30 days, from 0 (none) to "
            + MOST_ALERTS
            + ".");
    int checkpoint = detection.checkpointMinutes();
    require(
        checkpoint >= 1 && checkpoint <= MOST_CHECKPOINT_MINUTES,
        "detection.checkpointMinutes is "
            + checkpoint
            + ". Write after how many minutes what the watch knows is saved again, from 1 to "
            + MOST_CHECKPOINT_MINUTES
            + ".");
  }

  private void s3(String key, S3Config prefix) throws ConfigException {
    require(
        prefix.bucket() != null && !prefix.bucket().isBlank(),
        key + ".bucket is missing. Write the name of the bucket, without s3://.");
    require(
        !prefix.bucket().contains("/"),
        key
            + ".bucket is '"
            + prefix.bucket()
            + "'. Write its name alone; the rest is the prefix.");
    host(key, prefix.host());
    zone(key + ".zone", prefix.zone());
    require(prefix.lookbackHours() > 0, key + ".lookbackHours must be at least 1.");
    require(prefix.quietHours() > 0, key + ".quietHours must be at least 1.");
  }

  private void syslog(SyslogConfig syslog) throws ConfigException {
    port("push.syslog.tcpPort", syslog.tcpPort());
    port("push.syslog.tlsPort", syslog.tlsPort());
    port("push.syslog.udpPort", syslog.udpPort());
    if (syslog.tlsPort() == 0) return;
    file("push.syslog.certificateFile", syslog.certificateFile());
    file("push.syslog.keyFile", syslog.keyFile());
  }

  private void file(String key, String path) throws ConfigException {
    require(
        !path.isBlank(), key + " is empty, and push.syslog.tlsPort needs it. Name a file in PEM.");
    require(
        Files.isReadable(Path.of(path)),
        key + " names " + path + ", which cannot be read. Correct the path, or its permissions.");
  }

  private void port(String key, int port) throws ConfigException {
    require(
        port >= 0 && port <= 65_535,
        key + " is " + port + ". Write a port from 1 to 65535, or 0 to leave it closed.");
  }

  private void host(String key, String host) throws ConfigException {
    require(
        host != null && !host.isBlank(),
        key + ".host is missing. Write the name of the machine that the log is of.");
  }

  private void zone(String key, String zone) throws ConfigException {
    try {
      require(zone != null, key + " is missing. Write the time zone of the machine, or UTC.");
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new ConfigException(
          name + ": " + key + ": '" + zone + "' is no time zone. Write one such as Europe/Berlin.");
    }
  }

  private void require(boolean holds, String otherwise) throws ConfigException {
    if (!holds) throw new ConfigException(name + ": " + otherwise);
  }
}
