// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notifier;
import io.stillwatch.core.alert.NotifierException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/// Publishes notifications to an SNS topic, with a separate body for each protocol.
///
/// Retries of the SDK are disabled: the relay retries, and records every attempt.
public final class SnsNotifier implements Notifier, AutoCloseable {
  private static final Duration ATTEMPT = Duration.ofSeconds(10);

  private final SnsClient client;
  private final String topicArn;

  private SnsNotifier(SnsClient client, String topicArn) {
    this.client = client;
    this.topicArn = topicArn;
  }

  /// A topic in AWS, with the default credentials chain; the region is taken from the ARN.
  public static SnsNotifier open(String topicArn) {
    return new SnsNotifier(client(topicArn, Optional.empty()), topicArn);
  }

  /// A topic at another address, for instance a simulated account. Plain HTTP on the local machine
  /// needs no credentials.
  public static SnsNotifier open(String topicArn, URI endpoint) {
    return new SnsNotifier(client(topicArn, Optional.of(endpoint)), topicArn);
  }

  private static SnsClient client(String topicArn, Optional<URI> endpoint) {
    var builder =
        SnsClient.builder()
            .region(Region.of(TopicArn.region(topicArn)))
            .httpClientBuilder(Apache5HttpClient.builder().connectionTimeout(ATTEMPT))
            .overrideConfiguration(options ->
                options
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallAttemptTimeout(ATTEMPT)
                    .apiCallTimeout(ATTEMPT));
    endpoint.ifPresent(builder::endpointOverride);
    if (endpoint.filter(SnsNotifier::isLocal).isPresent()) {
      builder.credentialsProvider(AnonymousCredentialsProvider.create());
    }
    return builder.build();
  }

  private static boolean isLocal(URI endpoint) {
    var host = endpoint.getHost();
    return "http".equals(endpoint.getScheme())
        && ("127.0.0.1".equals(host) || "localhost".equals(host) || "[::1]".equals(host));
  }

  @Override
  public String send(Notification notification) throws NotifierException {
    try {
      return client.publish(PublishRequests.of(topicArn, notification)).messageId();
    } catch (SdkException e) {
      throw SnsErrors.translate(topicArn, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
