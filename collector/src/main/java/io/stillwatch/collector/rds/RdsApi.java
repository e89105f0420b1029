// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.collector.aws.CallBudget;
import io.stillwatch.collector.aws.SignedRequests;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.source.SourceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDBLogFilesDetails;
import software.amazon.awssdk.services.rds.model.DownloadDbLogFilePortionRequest;
import software.amazon.awssdk.services.rds.model.DownloadDbLogFilePortionResponse;

/// The calls of the RDS API that a reader of logs needs, all pages of each, within the budget of
/// the account.
final class RdsApi {
  private static final int MAX_PAGES = 1_000;

  /// One instance of the account. `parameterGroup` is empty where the answer names none.
  record Instance(
      String id, String arn, String engine, Map<String, String> tags, String parameterGroup) {
    Instance {
      tags = Map.copyOf(tags);
    }

    boolean isPostgres() {
      return engine.contains("postgres");
    }
  }

  private final RdsClient client;
  private final SignedRequests requests;
  private final CallBudget budget;

  RdsApi(AwsSession session) {
    this.client = session.client(RdsClient.builder());
    this.budget = session.budget();
    var host = RdsClient.serviceMetadata().endpointFor(Region.of(session.access().region()));
    this.requests = session.requests("rds", host.toString());
  }

  List<Instance> instances() throws SourceException, InterruptedException {
    var instances = new ArrayList<Instance>();
    var marker = "";
    try {
      for (int page = 0; page < MAX_PAGES; page++) {
        var from = marker;
        budget.awaitListing();
        var answer =
            client.describeDBInstances(r -> {
              if (!from.isEmpty()) r.marker(from);
            });
        answer.dbInstances().forEach(one -> instances.add(instance(one)));
        marker = answer.marker() == null ? "" : answer.marker();
        if (marker.isEmpty()) break;
      }
    } catch (SdkException e) {
      throw refused("DescribeDBInstances", "all instances", e);
    }
    return instances;
  }

  private static Instance instance(DBInstance one) {
    var tags = new HashMap<String, String>();
    one.tagList().forEach(tag -> tags.put(tag.key(), tag.value() == null ? "" : tag.value()));
    var group =
        one.dbParameterGroups().isEmpty()
            ? ""
            : one.dbParameterGroups().getFirst().dbParameterGroupName();
    return new Instance(one.dbInstanceIdentifier(), one.dbInstanceArn(), one.engine(), tags, group);
  }

  /// All log files of an instance; collectors that read one page miss files of busy instances.
  List<LogFile> listing(Instance instance) throws SourceException, InterruptedException {
    var files = new ArrayList<LogFile>();
    var marker = "";
    try {
      for (int page = 0; page < MAX_PAGES; page++) {
        var from = marker;
        budget.awaitListing();
        var answer =
            client.describeDBLogFiles(r -> {
              r.dbInstanceIdentifier(instance.id());
              if (!from.isEmpty()) r.marker(from);
            });
        answer.describeDBLogFiles().forEach(file -> files.add(logFile(file)));
        marker = answer.marker() == null ? "" : answer.marker();
        if (marker.isEmpty()) break;
      }
    } catch (SdkException e) {
      throw refused("DescribeDBLogFiles", instance.arn(), e);
    }
    return files;
  }

  private static LogFile logFile(DescribeDBLogFilesDetails file) {
    var written =
        file.lastWritten() == null
            ? LogFile.UNKNOWN_TIME
            : Instant.ofEpochMilli(file.lastWritten());
    long size = file.size() == null ? 0 : Math.max(0, file.size());
    return new LogFile(file.logFileName(), size, written);
  }

  /// One page of text; what AWS refuses is the caller's to understand.
  DownloadDbLogFilePortionResponse portion(DownloadDbLogFilePortionRequest request)
      throws InterruptedException {
    budget.awaitText();
    var answer = client.downloadDBLogFilePortion(request);
    budget.succeeded();
    return answer;
  }

  /// The values of some parameters of a group; those without a value are left out.
  Map<String, String> parameters(String group, Set<String> names)
      throws SourceException, InterruptedException {
    budget.awaitListing();
    try {
      return client
          .describeDBParametersPaginator(r -> r.dbParameterGroupName(group))
          .parameters()
          .stream()
          .filter(one -> names.contains(one.parameterName()) && one.parameterValue() != null)
          .collect(Collectors.toMap(one -> one.parameterName(), one -> one.parameterValue()));
    } catch (SdkException e) {
      throw refused("DescribeDBParameters", group, e);
    }
  }

  /// Requests for whole files, which no client of the SDK makes.
  SignedRequests requests() {
    return requests;
  }

  CallBudget budget() {
    return budget;
  }

  /// What a refusal means for the source, and for the pace of all sources of the account.
  SourceException refused(String action, String target, SdkException e) {
    if (e instanceof AwsServiceException answer && RdsErrors.isThrottled(answer))
      budget.throttled();
    return RdsErrors.translate(action, target, e);
  }
}
