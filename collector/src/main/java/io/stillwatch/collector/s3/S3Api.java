// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import io.stillwatch.core.source.SourceException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/// The calls that a reader of a bucket needs.
final class S3Api implements AutoCloseable {
  /// As many keys as one poll looks at.
  static final int MAX_KEYS = 50_000;

  /// One object as the listing showed it, or one version of it; `version` is empty where the bucket
  /// keeps none.
  record Listed(String key, String version, String etag, long size, Instant modified) {}

  private static final int NOT_IMPLEMENTED = 501;

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
        listed.add(
            new Listed(object.key(), "", object.eTag(), object.size(), object.lastModified()));
        if (listed.size() == MAX_KEYS) break;
      }
    } catch (SdkException e) {
      throw S3Errors.translate("s3:ListBucket", settings.bucketArn(), e);
    }
    return listed;
  }

  /// Whether the bucket keeps what is written over; what may not be asked, or is not known to the
  /// server, is taken for no.
  boolean isVersioned(S3Settings settings) throws SourceException {
    try {
      var answer = client.getBucketVersioning(r -> r.bucket(settings.bucket()));
      return answer.status() != null; // suspended keeps what was there before
    } catch (AwsServiceException e) {
      if (e.statusCode() < 500 || e.statusCode() == NOT_IMPLEMENTED) return false;
      throw S3Errors.translate("s3:GetBucketVersioning", settings.bucketArn(), e);
    } catch (SdkException e) {
      throw S3Errors.translate("s3:GetBucketVersioning", settings.bucketArn(), e);
    }
  }

  /// All versions of all objects after a key, by key and then by age, the oldest first.
  List<Listed> listVersions(S3Settings settings, String after) throws SourceException {
    var request =
        ListObjectVersionsRequest.builder().bucket(settings.bucket()).prefix(settings.prefix());
    if (!after.isEmpty()) request.keyMarker(after);
    var listed = new ArrayList<Listed>();
    try {
      for (var one : client.listObjectVersionsPaginator(request.build()).versions()) {
        listed.add(
            new Listed(one.key(), one.versionId(), one.eTag(), one.size(), one.lastModified()));
        if (listed.size() == MAX_KEYS) break;
      }
    } catch (SdkException e) {
      throw S3Errors.translate("s3:ListBucketVersions", settings.bucketArn(), e);
    }
    // S3 tells the newest first; its time is in whole seconds, so equal ones keep its order, turned
    Collections.reverse(listed);
    listed.sort(Comparator.comparing(Listed::key).thenComparing(Listed::modified));
    return listed;
  }

  /// The bytes of exactly this version of an object.
  InputStream open(S3Settings settings, Listed object) {
    return client.getObject(r -> {
      r.bucket(settings.bucket()).key(object.key()).ifMatch(object.etag());
      if (!object.version().isEmpty()) r.versionId(object.version());
    });
  }

  @Override
  public void close() {
    client.close();
  }
}
