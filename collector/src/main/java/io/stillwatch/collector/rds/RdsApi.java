// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.source.SourceException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DescribeDBLogFilesDetails;

/// The three calls of the RDS API that a reader of logs needs, all pages of each.
final class RdsApi implements AutoCloseable {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(60);
  private static final int MAX_PAGES = 1_000;

  /// One instance of the account.
  record Instance(String id, String arn, String engine) {}

  private final RdsClient client;

  RdsApi(RdsSettings settings) {
    var builder =
        RdsClient.builder()
            .region(Region.of(settings.region()))
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(16))
            .overrideConfiguration(
                o -> o.apiCallTimeout(CALL_LIMIT).retryStrategy(RetryMode.STANDARD));
    if (!settings.endpointUrl().isEmpty()) {
      var endpoint = URI.create(settings.endpointUrl());
      builder.endpointOverride(endpoint);
      if (isLocal(endpoint)) builder.credentialsProvider(AnonymousCredentialsProvider.create());
    }
    this.client = builder.build();
  }

  /// Nobody at a loopback address checks signatures.
  private static boolean isLocal(URI endpoint) {
    var host = String.valueOf(endpoint.getHost());
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  RdsClient client() {
    return client;
  }

  List<Instance> instances() throws SourceException {
    try {
      return client.describeDBInstancesPaginator().dbInstances().stream()
          .map(i -> new Instance(i.dbInstanceIdentifier(), i.dbInstanceArn(), i.engine()))
          .toList();
    } catch (SdkException e) {
      throw RdsErrors.translate("DescribeDBInstances", "all instances", e);
    }
  }

  /// All log files of an instance; collectors that read one page miss files of busy instances.
  List<LogFile> listing(Instance instance) throws SourceException {
    var files = new ArrayList<LogFile>();
    var marker = "";
    try {
      for (int page = 0; page < MAX_PAGES; page++) {
        var from = marker;
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
      throw RdsErrors.translate("DescribeDBLogFiles", instance.arn(), e);
    }
    return files;
  }

  private static LogFile logFile(DescribeDBLogFilesDetails file) {
    var written =
        file.lastWritten() == null ? LogFile.NOT_TOLD : Instant.ofEpochMilli(file.lastWritten());
    long size = file.size() == null ? 0 : Math.max(0, file.size());
    return new LogFile(file.logFileName(), size, written);
  }

  @Override
  public void close() {
    client.close();
  }
}
