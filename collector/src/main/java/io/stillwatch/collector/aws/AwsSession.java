// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.aws;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The collector signed in to one account and region: it makes clients that share credentials,
/// endpoint and budget.
///
/// Credentials come from the default chain of the SDK, or from a role that these may assume and
/// that is renewed in time. Nobody at a loopback address checks signatures: there none are needed.
public final class AwsSession implements AutoCloseable {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(60);
  private static final int CONNECTIONS = 16;

  private final AwsAccess access;
  private final CallBudget budget;
  private final AwsCredentialsProvider credentials;
  private final Deque<SdkAutoCloseable> opened = new ArrayDeque<>();

  public AwsSession(AwsAccess access, InstantSource clock) {
    this(access, clock, Thread::sleep);
  }

  public AwsSession(AwsAccess access, InstantSource clock, CallBudget.Pause pause) {
    this.access = access;
    this.budget = new CallBudget(access.callsPerSecond(), clock, pause);
    this.credentials = credentials();
  }

  private AwsCredentialsProvider credentials() {
    var own =
        isLocal()
            ? AnonymousCredentialsProvider.create()
            : DefaultCredentialsProvider.builder().build();
    if (own instanceof SdkAutoCloseable closeable) opened.push(closeable);
    return access.role().map(role -> assumed(role, own)).orElse(own);
  }

  private AwsCredentialsProvider assumed(AwsAccess.Role role, AwsCredentialsProvider own) {
    var sts = client(StsClient.builder(), own, Region.of(access.region()));
    var provider =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(r -> {
              r.roleArn(role.arn()).roleSessionName("stillwatch");
              if (!role.externalId().isEmpty()) r.externalId(role.externalId());
            })
            .build();
    opened.push(provider);
    return provider;
  }

  private boolean isLocal() {
    if (access.endpointUrl().isEmpty()) return false;
    var host = String.valueOf(URI.create(access.endpointUrl()).getHost());
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  public AwsAccess access() {
    return access;
  }

  public CallBudget budget() {
    return budget;
  }

  AwsCredentialsProvider identity() {
    return credentials;
  }

  /// A client of one service, closed with the session.
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable>
      C client(B builder) {
    return client(builder, credentials, Region.of(access.region()));
  }

  /// A client of a service that has regions of its own.
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable>
      C client(B builder, Region region) {
    return client(builder, credentials, region);
  }

  private <
          B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable>
      C client(B builder, AwsCredentialsProvider identity, Region region) {
    builder
        .region(region)
        .credentialsProvider(identity)
        .httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS))
        .overrideConfiguration(o -> o.apiCallTimeout(CALL_LIMIT).retryStrategy(RetryMode.STANDARD));
    if (!access.endpointUrl().isEmpty()) builder.endpointOverride(URI.create(access.endpointUrl()));
    var client = builder.build();
    opened.push(client);
    return client;
  }

  /// Requests that no client of the SDK knows, to the service of a host such as
  /// `rds.eu-central-1.amazonaws.com`.
  public SignedRequests requests(String service, String host) {
    var endpoint =
        URI.create(access.endpointUrl().isEmpty() ? "https://" + host : access.endpointUrl());
    var requests = new SignedRequests(this, service, endpoint);
    opened.push(requests);
    return requests;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) opened.pop().close();
  }
}
