// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import io.stillwatch.core.source.SourceException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/// The two calls that a reader of a bucket needs.
final class S3Api implements AutoCloseable {
  /// As many keys as one poll looks at.
  static final int MAX_KEYS = 50_000;

  /// One object as the listing showed it.
  record Listed(String key, String etag, long size, Instant modified) {}

  private final S3Client client;

  /// An empty endpoint means AWS; one on the loopback interface gets no credentials.
  S3Api(String region, String endpointUrl) {
    var builder =
        S3Client.builder()
            .region(Region.of(region))
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(16))
            .overrideConfiguration(o -> o.retryStrategy(RetryMode.STANDARD));
    if (!endpointUrl.isEmpty()) {
      var endpoint = URI.create(endpointUrl);
      builder.endpointOverride(endpoint).forcePathStyle(true);
      var host = String.valueOf(endpoint.getHost());
      if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"))
        builder.credentialsProvider(AnonymousCredentialsProvider.create());
    }
    this.client = builder.build();
  }

  /// All objects of the prefix after a key, in the order of their keys.
  List<Listed> list(S3Settings settings, String after) throws SourceException {
    var request =
        ListObjectsV2Request.builder().bucket(settings.bucket()).prefix(settings.prefix());
    if (!after.isEmpty()) request.startAfter(after);
    var listed = new ArrayList<Listed>();
    try {
      for (var object : client.listObjectsV2Paginator(request.build()).contents()) {
        listed.add(new Listed(object.key(), object.eTag(), object.size(), object.lastModified()));
        if (listed.size() == MAX_KEYS) break;
      }
    } catch (SdkException e) {
      throw S3Errors.translate("s3:ListBucket", settings.bucketArn(), e);
    }
    return listed;
  }

  /// The bytes of exactly this version of an object.
  InputStream open(S3Settings settings, Listed object) {
    return client.getObject(
        r -> r.bucket(settings.bucket()).key(object.key()).ifMatch(object.etag()));
  }

  @Override
  public void close() {
    client.close();
  }
}
