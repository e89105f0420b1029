// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/// Buckets as documents: lifecycle, versioning, ownership, encryption, policy, and what lies at
/// their top.
final class BucketFacts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_PREFIXES = 1_000;

  private final Host host;
  private final List<String> buckets;
  private final S3Client client;

  BucketFacts(AwsSession session, Host host, List<FactsSettings.Bucket> buckets) {
    this.host = host;
    this.buckets = buckets.stream().map(FactsSettings.Bucket::name).distinct().toList();
    var builder = S3Client.builder();
    if (!session.access().endpointUrl().isEmpty()) builder.forcePathStyle(true);
    this.client = session.client(builder);
  }

  List<FactsDocument> read(Questions questions) throws SourceException {
    var documents = new ArrayList<FactsDocument>();
    for (var bucket : buckets) {
      var body = JSON.createObjectNode().put("bucket", bucket);
      describe(bucket, body, questions);
      if (body.size() == 1) continue; // nothing of it may be read
      var path = FactsDocument.PATHS + "s3/" + bucket;
      documents.add(new FactsDocument(host, path, body, Map.of()));
    }
    return documents;
  }

  private void describe(String bucket, ObjectNode body, Questions questions)
      throws SourceException {
    var arn = "arn:aws:s3:::" + bucket;
    var lifecycle =
        questions.ask(
            "s3:GetLifecycleConfiguration",
            arn,
            Questions.orNone(
                "NoSuchLifecycle",
                () -> client.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules()));
    lifecycle.ifPresent(rules -> body.set("Lifecycle", rules(rules.orElse(List.of()))));
    questions
        .ask("s3:GetBucketVersioning", arn, () -> client.getBucketVersioning(r -> r.bucket(bucket)))
        .ifPresent(answer ->
            body.put("Versioning", answer.status() == null ? "" : answer.statusAsString()));
    questions
        .ask(
            "s3:GetBucketOwnershipControls",
            arn,
            Questions.orNone(
                "OwnershipControlsNotFound",
                () ->
                    client
                        .getBucketOwnershipControls(r -> r.bucket(bucket))
                        .ownershipControls()
                        .rules()))
        .flatMap(rules -> rules.flatMap(list -> list.stream().findFirst()))
        .ifPresent(rule -> body.put("ObjectOwnership", rule.objectOwnershipAsString()));
    encryption(bucket, arn, body, questions);
    questions
        .ask(
            "s3:GetBucketPolicy",
            arn,
            Questions.orNone(
                "NoSuchBucketPolicy", () -> client.getBucketPolicy(r -> r.bucket(bucket)).policy()))
        .flatMap(policy -> policy)
        .ifPresent(policy -> body.set("Policy", JsonText.tree(policy)));
    questions
        .ask(
            "s3:ListBucket",
            arn,
            () -> client.listObjectsV2(r -> r.bucket(bucket).delimiter("/").maxKeys(MAX_PREFIXES)))
        .map(answer -> answer.commonPrefixes().stream().map(CommonPrefix::prefix).toList())
        .ifPresent(prefixes -> body.set("seen_prefixes", JSON.valueToTree(prefixes)));
  }

  private void encryption(String bucket, String arn, ObjectNode body, Questions questions)
      throws SourceException {
    questions
        .ask(
            "s3:GetEncryptionConfiguration",
            arn,
            Questions.orNone(
                "ServerSideEncryptionConfigurationNotFound",
                () ->
                    client
                        .getBucketEncryption(r -> r.bucket(bucket))
                        .serverSideEncryptionConfiguration()
                        .rules()))
        .flatMap(rules -> rules.flatMap(list -> list.stream().findFirst()))
        .map(rule -> rule.applyServerSideEncryptionByDefault())
        .ifPresent(sse -> {
          var node = body.putObject("Encryption").put("SSEAlgorithm", sse.sseAlgorithmAsString());
          if (sse.kmsMasterKeyID() != null) node.put("KMSMasterKeyID", sse.kmsMasterKeyID());
        });
  }

  private static ArrayNode rules(List<LifecycleRule> rules) {
    var all = JSON.createArrayNode();
    for (var rule : rules) {
      var node = all.addObject().put("ID", rule.id()).put("Status", rule.statusAsString());
      node.put("Prefix", prefix(rule));
      Optional.ofNullable(rule.expiration())
          .ifPresent(expiration -> node.put("ExpirationDays", expiration.days()));
      Optional.ofNullable(rule.noncurrentVersionExpiration())
          .ifPresent(expiration -> node.put("NoncurrentDays", expiration.noncurrentDays()));
      Optional.ofNullable(rule.abortIncompleteMultipartUpload())
          .ifPresent(abort -> node.put("AbortMultipartDays", abort.daysAfterInitiation()));
      if (rule.expiration() == null && onlyExpires(rule)) node.putNull("ExpirationDays");
    }
    return all;
  }

  /// A rule that neither moves objects nor cleans up leftovers is there to expire objects.
  private static boolean onlyExpires(LifecycleRule rule) {
    return rule.transitions().isEmpty()
        && rule.noncurrentVersionTransitions().isEmpty()
        && rule.noncurrentVersionExpiration() == null
        && rule.abortIncompleteMultipartUpload() == null;
  }

  @SuppressWarnings("deprecation") // rules of before 2016 still have their prefix at the top
  private static String prefix(LifecycleRule rule) {
    if (rule.filter() != null && rule.filter().prefix() != null) return rule.filter().prefix();
    if (rule.filter() != null && rule.filter().and() != null) {
      var prefix = rule.filter().and().prefix();
      return prefix == null ? "" : prefix;
    }
    return rule.prefix() == null ? "" : rule.prefix();
  }
}
