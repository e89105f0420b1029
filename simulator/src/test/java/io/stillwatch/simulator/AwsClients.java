// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator;

import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// Clients of the real AWS SDK that talk to a simulated account and never retry by themselves.
final class AwsClients {
  private AwsClients() {}

  static RdsClient rds(SimulatedAccount account) {
    var builder = RdsClient.builder();
    pointedAt(account).accept(builder);
    return builder.build();
  }

  static SnsClient sns(SimulatedAccount account) {
    var builder = SnsClient.builder();
    pointedAt(account).accept(builder);
    return builder.build();
  }

  private static Consumer<AwsClientBuilder<?, ?>> pointedAt(SimulatedAccount account) {
    return builder ->
        builder
            .endpointOverride(account.endpoint())
            .region(Region.of(account.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }
}
