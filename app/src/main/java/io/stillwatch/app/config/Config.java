// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.stillwatch.alerting.Route;
import io.stillwatch.collector.push.Intake;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The configuration of `serve`; `stillwatch.yaml` at the root of the project documents every key.
public record Config(
    ElasticsearchConfig elasticsearch,
    AwsConfig aws,
    SourcesConfig sources,
    PushConfig push,
    DetectionConfig detection,
    AlertsConfig alerts,
    ArchiveConfig archive,
    RetentionConfig retention,
    WebConfig web) {
  Config with(DetectionConfig changed) {
    return new Config(elasticsearch, aws, sources, push, changed, alerts, archive, retention, web);
  }

  /// An empty URL means the embedded server.
  public record ElasticsearchConfig(
      String url, String apiKeyFile, String user, String passwordFile, int heapMb) {}

  /// Credentials come from the default chain of the AWS SDK, never from this file.
  public record AwsConfig(
      String region,
      String endpointUrl,
      boolean rds,
      List<String> instances,
      Map<String, String> tags,
      Map<String, String> logLinePrefixes,
      List<AccountConfig> accounts,
      AwsPace pace) {
    public AwsConfig {
      instances = List.copyOf(instances);
      tags = Map.copyOf(tags);
      logLinePrefixes = Map.copyOf(logLinePrefixes);
      accounts = List.copyOf(accounts);
    }
  }

  /// A further account, or the same one in another region; an empty region is that of `aws`.
  public record AccountConfig(String roleArn, String externalId, String region) {
    public AccountConfig {
      roleArn = roleArn == null ? "" : roleArn;
      externalId = externalId == null ? "" : externalId;
      region = region == null ? "" : region;
    }
  }

  /// How many calls a second an account and region gets; 0 means as many as it takes.
  public record AwsPace(double callsPerSecond) {}

  public record SourcesConfig(
      List<FileConfig> files,
      List<JournalConfig> journal,
      List<S3Config> s3,
      List<String> snapshots,
      FactsConfig facts) {
    public SourcesConfig {
      files = List.copyOf(files);
      journal = List.copyOf(journal);
      s3 = List.copyOf(s3);
      snapshots = List.copyOf(snapshots);
    }
  }

  /// What to read of the AWS account besides logs; 0 minutes mean nothing.
  public record FactsConfig(
      int everyMinutes, List<String> buckets, List<String> topics, List<String> roles) {
    public FactsConfig {
      buckets = List.copyOf(buckets);
      topics = List.copyOf(topics);
      roles = List.copyOf(roles);
    }
  }

  /// Log files of one host by glob.
  public record FileConfig(String host, String zone, List<String> paths) {
    public FileConfig {
      paths = List.copyOf(paths);
    }
  }

  /// The journal of this machine, or another one by arguments of journalctl.
  public record JournalConfig(String host, String zone, List<String> command) {
    public JournalConfig {
      command = command == null ? List.of("journalctl") : List.copyOf(command);
    }
  }

  /// Logs below one prefix of a bucket. What may be left out is an object here, so that it can be
  /// missed.
  public record S3Config(
      String bucket,
      String prefix,
      String host,
      String zone,
      Boolean dated,
      Integer lookbackHours,
      Integer quietHours) {
    public S3Config {
      prefix = prefix == null ? "" : prefix;
      dated = dated != null && dated;
      lookbackHours = lookbackHours == null ? 48 : lookbackHours;
      quietHours = quietHours == null ? 26 : quietHours;
    }
  }

  /// What others send to us: `zone` is that of lines without an offset; a host that sends nothing
  /// for `quietMinutes` makes us blind.
  public record PushConfig(
      String zone,
      int quietMinutes,
      int maxHosts,
      int maxPings,
      PingsConfig pings,
      SyslogConfig syslog) {
    public Intake.Limits limits() {
      return new Intake.Limits(maxHosts, maxPings);
    }
  }

  /// Which ping addresses are accepted; with an empty `projectKeyFile` none has a project key.
  public record PingsConfig(
      String unknown, boolean secretOnly, String projectKeyFile, int perMinute) {}

  /// A port 0 is not opened.
  public record SyslogConfig(
      String address,
      int tcpPort,
      int tlsPort,
      String certificateFile,
      String keyFile,
      int udpPort) {}

  /// `alertsPerMonth` is how many alerts the autoencoder alone may open over the whole fleet in 30
  /// days; `checkpointMinutes` how much time passes in the evidence until states are saved again;
  /// `series` whether the growth of logs and the free space of hosts are followed hour by hour;
  /// `maintenance` and `calendars` say when jobs are not expected; `jobs` is the file of what
  /// people say of jobs, empty if there is none.
  public record DetectionConfig(
      int tickSeconds,
      int trainAfterDays,
      int retrainEveryHours,
      int alertsPerMonth,
      int checkpointMinutes,
      boolean series,
      List<WindowConfig> maintenance,
      List<CalendarConfig> calendars,
      String jobs) {
    public DetectionConfig {
      maintenance = List.copyOf(maintenance);
      calendars = List.copyOf(calendars);
    }
  }

  /// A maintenance window in the local time of a zone: once, `from` and `until`; or on certain
  /// `days`, from `start` for a `duration`. What is not given is empty.
  public record WindowConfig(
      String name,
      String zone,
      String from,
      String until,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> days,
      String start,
      String duration,
      MatchConfig match) {
    public WindowConfig {
      name = name == null ? "" : name;
      zone = zone == null ? "" : zone;
      from = from == null ? "" : from;
      until = until == null ? "" : until;
      days = days == null ? List.of() : List.copyOf(days);
      start = start == null ? "" : start;
      duration = duration == null ? "" : duration;
      match = match == null ? MatchConfig.ALL : match;
    }
  }

  /// A file of events in which jobs are not expected; `zone` is that of whole days and of times
  /// without a zone.
  public record CalendarConfig(
      String name, String file, String zone, String what, MatchConfig match) {
    public CalendarConfig {
      name = name == null ? "" : name;
      file = file == null ? "" : file;
      zone = zone == null ? "" : zone;
      what = what == null ? "holiday" : what;
      match = match == null ? MatchConfig.ALL : match;
    }
  }

  /// Which jobs something is about, by pattern; what is not given fits all.
  public record MatchConfig(String host, String job, String kind) {
    public static final MatchConfig ALL = new MatchConfig("*", "*", "");

    public MatchConfig {
      host = host == null ? "*" : host;
      job = job == null ? "*" : job;
      kind = kind == null ? "" : kind;
    }
  }

  /// Without a topic and routes nobody is told; the web UI says so. `zone` is that of the digest
  /// and the test; an empty time or day means none.
  public record AlertsConfig(
      String topicArn,
      String environment,
      String baseUrl,
      int groupWaitSeconds,
      int groupIntervalMinutes,
      int repeatHours,
      int repeatCriticalHours,
      List<RouteConfig> routes,
      SignsOfLifeConfig signsOfLife) {
    public AlertsConfig {
      routes = List.copyOf(routes);
    }
  }

  /// Who is told what. What may be left out is an object here, so that it can be missed.
  public record RouteConfig(
      String name,
      String topicArn,
      String style,
      WebhookConfig webhook,
      RouteMatch match,
      Boolean predictions,
      Boolean reminders,
      Boolean digests,
      Integer perHour) {
    public RouteConfig {
      topicArn = topicArn == null ? "" : topicArn;
      style = style == null ? "text" : style;
      webhook = webhook == null ? WebhookConfig.NONE : webhook;
      match = match == null ? RouteMatch.ALL : match;
      predictions = predictions == null || predictions;
      reminders = reminders == null || reminders;
      digests = digests == null || digests;
      perHour = perHour == null ? Route.USUAL_PER_HOUR : perHour;
    }

    /// Everything by one topic.
    static RouteConfig of(String name, String topicArn) {
      return new RouteConfig(
          name,
          topicArn,
          "text",
          WebhookConfig.NONE,
          RouteMatch.ALL,
          true,
          true,
          true,
          Route.USUAL_PER_HOUR);
    }
  }

  /// A program that is told by HTTP; the file holds the key that signs.
  public record WebhookConfig(String url, String secretFile) {
    static final WebhookConfig NONE = new WebhookConfig("", "");

    public WebhookConfig {
      url = url == null ? "" : url;
      secretFile = secretFile == null ? "" : secretFile;
    }
  }

  /// What an alert must fit to be told on a route: all that is given.
  public record RouteMatch(
      String host, String job, String owner, List<String> reasons, String atLeast) {
    static final RouteMatch ALL = new RouteMatch("*", "*", "*", List.of(), "low");

    public RouteMatch {
      host = host == null ? "*" : host;
      job = job == null ? "*" : job;
      owner = owner == null ? "*" : owner;
      reasons = reasons == null ? List.of() : List.copyOf(reasons);
      atLeast = atLeast == null ? "low" : atLeast;
    }
  }

  /// What shows that Stillwatch itself is alive: a digest each day and a test of each route each
  /// week, in a time zone, and a URL that is requested every minute while all is well. What is
  /// empty is not done.
  public record SignsOfLifeConfig(
      String zone, String digestAt, String testOn, String heartbeatUrl) {}

  /// A copy of raw lines in S3; an empty bucket means none.
  public record ArchiveConfig(String bucket, String prefix, int segmentMinutes, int maxPendingMb) {}

  /// How many days each family of indices is kept; 0 means for ever.
  public record RetentionConfig(
      int logs,
      int snapshots,
      int runs,
      int verdicts,
      int anomalies,
      int sizes,
      int series,
      int labels) {
    /// The days by the name of the family.
    public Map<String, Integer> days() {
      var days = new LinkedHashMap<String, Integer>();
      days.put("logs", logs);
      days.put("snapshots", snapshots);
      days.put("runs", runs);
      days.put("verdicts", verdicts);
      days.put("anomalies", anomalies);
      days.put("sizes", sizes);
      days.put("series", series);
      days.put("labels", labels);
      return Collections.unmodifiableMap(days);
    }
  }

  /// `originalLines` says whether people may see lines as they were written.
  public record WebConfig(int port, boolean originalLines) {}
}
