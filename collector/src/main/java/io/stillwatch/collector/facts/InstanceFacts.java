// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.collector.aws.AwsErrors;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.collector.rds.RdsSettings;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.source.SourceException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDBLogFilesDetails;
import software.amazon.awssdk.services.rds.model.EventSubscription;
import software.amazon.awssdk.services.rds.model.OptionGroup;
import software.amazon.awssdk.services.rds.model.RdsException;

/// The RDS instances of an account, each as a document: its parameters, options, cluster, event
/// subscriptions and storage.
final class InstanceFacts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long GIB = 1L << 30;

  /// The parameters that say what is logged, where, for how long, and who runs jobs inside.
  private static final Set<String> PARAMETERS =
      Set.of(
          "log_output",
          "slow_query_log",
          "general_log",
          "long_query_time",
          "event_scheduler",
          "log_bin_trust_function_creators",
          "server_audit_file_rotations",
          "server_audit_file_rotate_size",
          "log_destination",
          "log_filename",
          "log_line_prefix",
          "log_rotation_age",
          "log_rotation_size",
          "log_min_duration_statement",
          "rds.log_retention_period",
          "shared_preload_libraries",
          "max_worker_processes",
          "cron.max_running_jobs",
          "cron.log_run",
          "cron.database_name");

  private final AwsSession session;
  private final RdsSettings.Selection selection;
  private final RdsClient client;
  private final StorageFigures storage;

  InstanceFacts(AwsSession session, RdsSettings.Selection selection, StorageFigures storage) {
    this.session = session;
    this.selection = selection;
    this.client = session.client(RdsClient.builder());
    this.storage = storage;
  }

  RdsClient client() {
    return client;
  }

  /// One reading: groups that many instances share are asked for once.
  List<FactsDocument> read(Questions questions) throws SourceException, InterruptedException {
    var instances = instances(questions);
    var free = storage.freeBytes(instances, questions);
    var groups = parameters(instances, questions);
    var options = options(instances, questions);
    var clusters = clusters(instances, questions);
    var subscriptions = subscriptions(questions);
    var documents = new ArrayList<FactsDocument>();
    for (var one : instances) {
      var body = describe(one);
      groupOf(one)
          .map(groups::get)
          .ifPresent(found -> body.set("parameters", JSON.valueToTree(found)));
      optionsOf(one, options).ifPresent(found -> body.set("options", JSON.valueToTree(found)));
      clusterOf(one, clusters).ifPresent(found -> body.set("members", members(found, instances)));
      newestFiles(one, questions).ifPresent(found -> body.set("log_files", found));
      subscriptions.ifPresent(
          all -> body.set("event_subscriptions", JSON.valueToTree(named(one, all))));
      documents.add(
          new FactsDocument(
              Host.rds(session.access().prefix() + one.dbInstanceIdentifier()),
              FactsDocument.PATHS + "rds",
              body,
              figures(one, free)));
    }
    return documents;
  }

  private List<DBInstance> instances(Questions questions)
      throws SourceException, InterruptedException {
    session.budget().awaitListing();
    return questions
        .ask(
            "rds:DescribeDBInstances",
            "all instances",
            () -> client.describeDBInstancesPaginator().dbInstances().stream().toList())
        .orElse(List.of())
        .stream()
        .filter(one -> selection.wants(one.dbInstanceIdentifier(), tags(one)))
        .toList();
  }

  private static Map<String, String> tags(DBInstance one) {
    var tags = new HashMap<String, String>();
    one.tagList().forEach(tag -> tags.put(tag.key(), tag.value() == null ? "" : tag.value()));
    return tags;
  }

  private static ObjectNode describe(DBInstance one) {
    var body = JSON.createObjectNode();
    body.put("DBInstanceIdentifier", one.dbInstanceIdentifier());
    body.put("DBInstanceArn", one.dbInstanceArn());
    body.put("DbiResourceId", one.dbiResourceId());
    body.put("engine", one.engine());
    body.put("EngineVersion", one.engineVersion());
    body.put("status", one.dbInstanceStatus());
    body.put("AllocatedStorage", one.allocatedStorage());
    body.put("MaxAllocatedStorage", one.maxAllocatedStorage());
    one.dbParameterGroups().stream()
        .findFirst()
        .ifPresent(group -> {
          body.put("DBParameterGroup", group.dbParameterGroupName());
          body.put("ParameterApplyStatus", group.parameterApplyStatus());
        });
    body.set("EnabledCloudwatchLogsExports", JSON.valueToTree(one.enabledCloudwatchLogsExports()));
    body.set("tags", JSON.valueToTree(tags(one)));
    return body;
  }

  private static Optional<String> groupOf(DBInstance one) {
    return one.dbParameterGroups().stream().findFirst().map(group -> group.dbParameterGroupName());
  }

  private Map<String, Map<String, String>> parameters(List<DBInstance> of, Questions questions)
      throws SourceException, InterruptedException {
    var found = new HashMap<String, Map<String, String>>();
    for (var group : of.stream().flatMap(one -> groupOf(one).stream()).distinct().toList()) {
      session.budget().awaitListing();
      questions
          .ask("rds:DescribeDBParameters", group, () -> values(group))
          .ifPresent(values -> found.put(group, values));
    }
    return found;
  }

  private Map<String, String> values(String group) {
    return client
        .describeDBParametersPaginator(r -> r.dbParameterGroupName(group))
        .parameters()
        .stream()
        .filter(one -> PARAMETERS.contains(one.parameterName()) && one.parameterValue() != null)
        .collect(Collectors.toMap(one -> one.parameterName(), one -> one.parameterValue()));
  }

  private Map<String, OptionGroup> options(List<DBInstance> of, Questions questions)
      throws SourceException, InterruptedException {
    if (of.stream().noneMatch(DBInstance::hasOptionGroupMemberships)) return Map.of();
    session.budget().awaitListing();
    return questions
        .ask(
            "rds:DescribeOptionGroups",
            "all option groups",
            () ->
                client.describeOptionGroupsPaginator().optionGroupsList().stream()
                    .collect(Collectors.toMap(OptionGroup::optionGroupName, Function.identity())))
        .orElse(Map.of());
  }

  /// The settings of each option: `MARIADB_AUDIT_PLUGIN` says how often audit logs are rotated.
  private static Optional<Map<String, Map<String, String>>> optionsOf(
      DBInstance one, Map<String, OptionGroup> groups) {
    return one.optionGroupMemberships().stream()
        .flatMap(member -> Optional.ofNullable(groups.get(member.optionGroupName())).stream())
        .findFirst()
        .map(group -> {
          var options = new HashMap<String, Map<String, String>>();
          for (var option : group.options()) {
            var settings = new HashMap<String, String>();
            option.optionSettings().stream()
                .filter(setting -> setting.value() != null)
                .forEach(setting -> settings.put(setting.name(), setting.value()));
            options.put(option.optionName(), settings);
          }
          return options;
        });
  }

  private List<DBCluster> clusters(List<DBInstance> of, Questions questions)
      throws SourceException, InterruptedException {
    if (of.stream().allMatch(one -> one.dbClusterIdentifier() == null)) return List.of();
    session.budget().awaitListing();
    return questions
        .ask(
            "rds:DescribeDBClusters",
            "all clusters",
            () -> client.describeDBClustersPaginator().dbClusters().stream().toList())
        .orElse(List.of());
  }

  private static Optional<DBCluster> clusterOf(DBInstance one, List<DBCluster> all) {
    return all.stream()
        .filter(cluster -> cluster.dbClusterIdentifier().equals(one.dbClusterIdentifier()))
        .findFirst();
  }

  /// Who writes, who reads, and which parameter group each of them has.
  private static ArrayNode members(DBCluster cluster, List<DBInstance> instances) {
    var members = JSON.createArrayNode();
    for (var member : cluster.dbClusterMembers()) {
      var node = members.addObject().put("name", member.dbInstanceIdentifier());
      node.put("writer", Boolean.TRUE.equals(member.isClusterWriter()));
      instances.stream()
          .filter(one -> one.dbInstanceIdentifier().equals(member.dbInstanceIdentifier()))
          .findFirst()
          .flatMap(InstanceFacts::groupOf)
          .ifPresent(group -> node.put("DBParameterGroup", group));
    }
    return members;
  }

  /// Of each log the file that was written last; the times by the hour, for they change all the
  /// time.
  private Optional<ArrayNode> newestFiles(DBInstance one, Questions questions)
      throws SourceException, InterruptedException {
    session.budget().awaitListing();
    var listed =
        questions.ask(
            "rds:DescribeDBLogFiles",
            one.dbInstanceArn(),
            () -> {
              try {
                return client
                    .describeDBLogFilesPaginator(
                        r -> r.dbInstanceIdentifier(one.dbInstanceIdentifier()))
                    .describeDBLogFiles()
                    .stream()
                    .toList();
              } catch (RdsException e) {
                if (AwsErrors.codeOf(e).startsWith("DBInstanceNot"))
                  return List.<DescribeDBLogFilesDetails>of(); // asleep or gone
                throw e;
              }
            });
    return listed.map(files -> {
      var newest = new TreeMap<String, Instant>();
      for (var file : files)
        newest.merge(family(file.logFileName()), lastWritten(file), Instants::later);
      var all = JSON.createArrayNode();
      newest.forEach(
          (name, at) -> all.addObject().put("name", name).put("last_written", at.toString()));
      return all;
    });
  }

  private static String family(String name) {
    int log = name.lastIndexOf(".log");
    return log < 0 ? name : name.substring(0, log + 4);
  }

  private static Instant lastWritten(DescribeDBLogFilesDetails file) {
    long millis = file.lastWritten() == null ? 0 : file.lastWritten();
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
  }

  private Optional<List<EventSubscription>> subscriptions(Questions questions)
      throws SourceException, InterruptedException {
    session.budget().awaitListing();
    return questions.ask(
        "rds:DescribeEventSubscriptions",
        "all subscriptions",
        () ->
            client.describeEventSubscriptionsPaginator().eventSubscriptionsList().stream()
                .toList());
  }

  /// Those that tell somebody of this instance.
  private static List<String> named(DBInstance one, List<EventSubscription> all) {
    return all.stream()
        .filter(each -> Boolean.TRUE.equals(each.enabled()))
        .filter(each -> each.sourceType() == null || each.sourceType().equals("db-instance"))
        .filter(each ->
            each.sourceIdsList().isEmpty()
                || each.sourceIdsList().contains(one.dbInstanceIdentifier()))
        .map(EventSubscription::custSubscriptionId)
        .toList();
  }

  private static Map<String, String> figures(DBInstance one, Map<String, Long> free) {
    var figures = new HashMap<String, String>();
    if (one.allocatedStorage() != null)
      figures.put("storage.allocated", String.valueOf(one.allocatedStorage() * GIB));
    Optional.ofNullable(free.get(one.dbInstanceIdentifier()))
        .ifPresent(bytes -> figures.put("storage.free", String.valueOf(bytes)));
    return figures;
  }
}
