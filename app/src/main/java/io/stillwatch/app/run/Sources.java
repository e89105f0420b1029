// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.app.config.Config;
import io.stillwatch.app.config.Config.AwsConfig;
import io.stillwatch.app.config.Config.FileConfig;
import io.stillwatch.app.config.Config.JournalConfig;
import io.stillwatch.app.config.Config.S3Config;
import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.collector.aws.AwsAccess;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.collector.facts.AwsFacts;
import io.stillwatch.collector.facts.FactsSettings;
import io.stillwatch.collector.file.FileSettings;
import io.stillwatch.collector.file.FileSource;
import io.stillwatch.collector.file.SnapshotSource;
import io.stillwatch.collector.journal.JournalSource;
import io.stillwatch.collector.push.PushedSources;
import io.stillwatch.collector.rds.RdsSettings;
import io.stillwatch.collector.rds.RdsSources;
import io.stillwatch.collector.s3.S3Settings;
import io.stillwatch.collector.s3.S3Sources;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.CollectionMode;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceState;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/// The sources that a configuration asks for.
final class Sources {
  private Sources() {}

  static List<Discovery> of(
      Config config, InstantSource clock, Discovery pushed, Parts parts, BooleanSupplier mayRead) {
    var fixed = new ArrayList<Watched>();
    for (var files : config.sources().files()) fixed.add(files(files, clock));
    for (var journal : config.sources().journal()) fixed.add(journal(journal, clock));
    int number = 0;
    for (var pattern : config.sources().snapshots()) fixed.add(snapshots(pattern, ++number, clock));
    var discoveries = new ArrayList<Discovery>(List.of(Discovery.of(fixed), pushed));
    if (!config.sources().s3().isEmpty())
      discoveries.add(shared(parts.keep(buckets(config, clock)), mayRead));
    var sessions =
        accesses(config.aws()).stream()
            .map(access -> parts.keep(new AwsSession(access, clock)))
            .toList();
    if (config.aws().rds()) {
      databases(config.aws(), sessions, clock, parts)
          .forEach(one -> discoveries.add(shared(one, mayRead)));
    }
    facts(config, sessions, clock, parts).forEach(one -> discoveries.add(shared(one, mayRead)));
    return discoveries;
  }

  /// What is pushed to this process; `expectsPings` says whether any job that pings is declared.
  static Discovery pushed(
      Config config, InstantSource clock, Spool spool, BooleanSupplier expectsPings) {
    var quiet = Duration.ofMinutes(config.push().quietMinutes());
    return new PushedSources(spool, quiet, clock, expectsPings);
  }

  /// Whether the configuration names sources that only one process may read.
  static boolean anyShared(Config config) {
    boolean asks = !buckets(config).isEmpty() || !topics(config).isEmpty();
    return config.aws().rds()
        || !config.sources().s3().isEmpty()
        || (asks && config.sources().facts().everyMinutes() > 0);
  }

  private static Discovery shared(Discovery discovery, BooleanSupplier mayRead) {
    return new Discovery() {
      @Override
      public SourceId id() {
        return discovery.id();
      }

      @Override
      public Host host() {
        return discovery.host();
      }

      @Override
      public CollectionMode mode() {
        return CollectionMode.EXCLUSIVE;
      }

      @Override
      public boolean active() {
        return mayRead.getAsBoolean();
      }

      @Override
      public List<Watched> watched() throws SourceException, InterruptedException {
        return discovery.watched();
      }
    };
  }

  /// The zone of each host as the configuration names it; that of pushed lines for all others.
  static Function<Host, ZoneId> zones(Config config) {
    var zones = new HashMap<String, ZoneId>();
    config.sources().files().forEach(one -> zones.put(one.host(), ZoneId.of(one.zone())));
    config.sources().journal().forEach(one -> zones.put(one.host(), ZoneId.of(one.zone())));
    config.sources().s3().forEach(one -> zones.put(one.host(), ZoneId.of(one.zone())));
    var pushed = ZoneId.of(config.push().zone());
    return host ->
        host.kind() == Host.Kind.SERVER
            ? zones.getOrDefault(host.name(), pushed)
            : ZoneId.of("UTC");
  }

  /// One discovery for each account; all readers of an account share its session and its budget.
  private static List<RdsSources> databases(
      AwsConfig aws, List<AwsSession> sessions, InstantSource clock, Parts parts) {
    var selection = new RdsSettings.Selection(aws.instances(), aws.tags());
    return sessions.stream()
        .map(session -> {
          var settings = new RdsSettings(session.access(), selection, aws.logLinePrefixes());
          return parts.keep(new RdsSources(settings, session, clock));
        })
        .toList();
  }

  /// The facts of every account; buckets, topics and roles are of the first one.
  private static List<AwsFacts> facts(
      Config config, List<AwsSession> sessions, InstantSource clock, Parts parts) {
    if (config.sources().facts().everyMinutes() == 0) return List.of();
    return sessions.stream()
        .flatMap(session ->
            settings(config, session.access()).stream()
                .map(settings -> parts.keep(new AwsFacts(settings, session, clock))))
        .toList();
  }

  /// Empty where there is nothing to be asked of the account.
  private static Optional<FactsSettings> settings(Config config, AwsAccess access) {
    var facts = config.sources().facts();
    boolean own = access.role().isEmpty();
    var buckets = own ? buckets(config) : List.<FactsSettings.Bucket>of();
    var topics = own ? topics(config) : List.<String>of();
    if (!config.aws().rds() && buckets.isEmpty() && topics.isEmpty()) return Optional.empty();
    var selection = new RdsSettings.Selection(config.aws().instances(), config.aws().tags());
    return Optional.of(
        new FactsSettings(
            access,
            Duration.ofMinutes(facts.everyMinutes()),
            config.aws().rds() ? Optional.of(selection) : Optional.empty(),
            buckets,
            topics,
            own ? facts.roles() : List.of()));
  }

  /// The buckets that logs are read from, and those that are named besides.
  private static List<FactsSettings.Bucket> buckets(Config config) {
    var sources = config.sources();
    return Stream.concat(
            sources.s3().stream().map(one -> new FactsSettings.Bucket(one.bucket(), one.prefix())),
            sources.facts().buckets().stream().map(one -> new FactsSettings.Bucket(one, "")))
        .distinct()
        .toList();
  }

  private static List<String> topics(Config config) {
    return Stream.concat(
            Stream.of(config.alerts().topicArn()), config.sources().facts().topics().stream())
        .filter(topic -> !topic.isEmpty())
        .distinct()
        .toList();
  }

  /// The account of the default credentials first.
  private static List<AwsAccess> accesses(AwsConfig aws) {
    var accesses = new ArrayList<AwsAccess>();
    accesses.add(access(aws, "", Optional.empty()));
    for (var account : aws.accounts()) {
      var role = new AwsAccess.Role(account.roleArn(), account.externalId());
      accesses.add(access(aws, account.region(), Optional.of(role)));
    }
    return accesses;
  }

  private static AwsAccess access(AwsConfig aws, String region, Optional<AwsAccess.Role> role) {
    return new AwsAccess(
        region.isEmpty() ? aws.region() : region,
        aws.endpointUrl(),
        role,
        aws.pace().callsPerSecond());
  }

  private static Watched files(FileConfig files, InstantSource clock) {
    var host = Host.server(files.host());
    var settings =
        new FileSettings(
            new SourceId("file:" + files.host()), host, ZoneId.of(files.zone()), files.paths());
    return new Watched(new FileSource(settings, clock), host, SourceState.Reports.LOG_LINES);
  }

  private static Watched journal(JournalConfig journal, InstantSource clock) {
    var host = Host.server(journal.host());
    var source = new JournalSource(host, ZoneId.of(journal.zone()), journal.command(), clock);
    return new Watched(source, host, SourceState.Reports.LOG_LINES);
  }

  private static S3Sources buckets(Config config, InstantSource clock) {
    var prefixes = config.sources().s3().stream().map(Sources::prefix).toList();
    return new S3Sources(config.aws().region(), config.aws().endpointUrl(), prefixes, clock);
  }

  private static S3Settings prefix(S3Config prefix) {
    var arrival =
        new S3Settings.Arrival(
            prefix.dated(),
            Duration.ofHours(prefix.lookbackHours()),
            Duration.ofHours(prefix.quietHours()));
    return new S3Settings(
        prefix.bucket(),
        prefix.prefix(),
        Host.server(prefix.host()),
        ZoneId.of(prefix.zone()),
        arrival,
        S3Settings.Limits.USUAL);
  }

  private static Watched snapshots(String pattern, int number, InstantSource clock) {
    var host = Host.server("snapshots-" + number);
    var settings =
        new FileSettings(
            new SourceId("snapshots:" + pattern), host, ZoneOffset.UTC, List.of(pattern));
    return new Watched(
        new SnapshotSource(settings, clock), host, SourceState.Reports.CONFIGURATION);
  }
}
