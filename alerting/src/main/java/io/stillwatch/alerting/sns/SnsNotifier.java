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

/// Publishes notifications to an SNS topic, standard or FIFO, of any account, region and partition.
///
/// Retries of the SDK are disabled: the relay retries, and records every attempt.
public final class SnsNotifier implements Notifier, AutoCloseable {
  private static final Duration ATTEMPT = Duration.ofSeconds(10);

  private final SnsClient client;
  private final TopicArn topic;
  private final PublishRequests requests;

  private SnsNotifier(SnsClient client, TopicArn topic, Style style) {
    this.client = client;
    this.topic = topic;
    this.requests = new PublishRequests(topic, style);
  }

  /// What the messages of a topic look like.
  public enum Style {
    /// A body for each protocol: e-mail, SMS, JSON for programs.
    TEXT,
    /// For Amazon Q Developer in chat applications, which needs a topic of its own.
    CHAT
  }

  /// Why nobody would receive a message, and what to do about it. NOT_CHECKED does not mean that
  /// something is broken: the permission to look is missing, or AWS did not answer.
  public record Problem(Kind kind, String what, String remedy) {
    public enum Kind {
      NO_TOPIC,
      NO_SUBSCRIPTION,
      NOT_CONFIRMED,
      NOT_CHECKED
    }
  }

  /// A topic in AWS, with the default credentials chain; the region is taken from the ARN.
  public static SnsNotifier open(String topicArn) {
    return open(topicArn, Style.TEXT, Optional.empty());
  }

  /// A topic at another address, for instance a simulated account. Plain HTTP on the local machine
  /// needs no credentials.
  public static SnsNotifier open(String topicArn, URI endpoint) {
    return open(topicArn, Style.TEXT, Optional.of(endpoint));
  }

  public static SnsNotifier open(String topicArn, Style style, Optional<URI> endpoint) {
    return open(topicArn, style, endpoint, ATTEMPT);
  }

  /// Waits at most so long for an answer.
  static SnsNotifier open(String topicArn, Style style, Optional<URI> endpoint, Duration patience) {
    var topic = TopicArn.of(topicArn);
    return new SnsNotifier(client(topic, endpoint, patience), topic, style);
  }

  private static SnsClient client(TopicArn topic, Optional<URI> endpoint, Duration patience) {
    var builder =
        SnsClient.builder()
            .region(Region.of(topic.region()))
            .httpClientBuilder(Apache5HttpClient.builder().connectionTimeout(patience))
            .overrideConfiguration(options ->
                options
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallAttemptTimeout(patience)
                    .apiCallTimeout(patience));
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
      return client.publish(requests.of(notification)).messageId();
    } catch (SdkException e) {
      throw SnsErrors.translate(topic, e);
    }
  }

  /// What keeps messages from arriving although SNS accepts them; empty if nothing does.
  public Optional<Problem> problem() {
    return new TopicCheck(client, topic).problem();
  }

  @Override
  public void close() {
    client.close();
  }
}
