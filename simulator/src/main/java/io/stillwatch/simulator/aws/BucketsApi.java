// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What S3 tells of the configuration of buckets, as the bodies that somebody gave them; objects
/// are the business of a real S3 server.
final class BucketsApi {
  /// What S3 says of something that was never configured, by the word of the request.
  private static final Map<String, String> MISSING =
      Map.of(
          "lifecycle", "NoSuchLifecycleConfiguration",
          "policy", "NoSuchBucketPolicy",
          "ownershipControls", "OwnershipControlsNotFoundError",
          "encryption", "ServerSideEncryptionConfigurationNotFoundError");

  private static final Map<String, String> ACTIONS =
      Map.of(
          "lifecycle", "GetLifecycleConfiguration",
          "policy", "GetBucketPolicy",
          "versioning", "GetBucketVersioning",
          "ownershipControls", "GetBucketOwnershipControls",
          "encryption", "GetEncryptionConfiguration");

  private static final String EMPTY_VERSIONING =
      "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>";

  private final Map<String, String> bodies = new ConcurrentHashMap<>();

  /// `what` is the word of the request: lifecycle, policy, versioning, ownershipControls,
  /// encryption, or list for the answer to a listing.
  void configure(String bucket, String what, String body) {
    bodies.put(bucket + "?" + what, body);
  }

  /// The action, in the words of IAM, of a request with these parameters.
  static String action(Set<String> parameters) {
    return parameters.stream()
        .filter(ACTIONS::containsKey)
        .map(ACTIONS::get)
        .findFirst()
        .orElse("ListBucket");
  }

  Answer answer(String bucket, Set<String> parameters) {
    var what = parameters.stream().filter(ACTIONS::containsKey).findFirst().orElse("list");
    var body = bodies.get(bucket + "?" + what);
    if (body != null) return xml(200, body);
    if (what.equals("versioning")) return xml(200, EMPTY_VERSIONING);
    if (MISSING.containsKey(what)) return error(404, MISSING.get(what), "It does not exist");
    return bodies.keySet().stream().anyMatch(key -> key.startsWith(bucket + "?"))
        ? xml(200, "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>")
        : error(404, "NoSuchBucket", "The specified bucket does not exist");
  }

  static Answer error(int status, String code, String message) {
    return xml(
        status,
        new Xml()
            .element("Error", new Xml().text("Code", code).text("Message", message))
            .document());
  }

  private static Answer xml(int status, String body) {
    return new Answer(status, "application/xml", body.getBytes(StandardCharsets.UTF_8));
  }
}
