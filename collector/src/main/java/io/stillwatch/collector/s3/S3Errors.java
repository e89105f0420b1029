// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import static io.stillwatch.collector.aws.AwsErrors.codeOf;

import io.stillwatch.collector.aws.AwsErrors;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceException.Permanent;
import io.stillwatch.core.source.SourceException.Retryable;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// The one place where what S3 answers becomes what the collector does next.
final class S3Errors {
  private static final String NOT_THERE = "CO03";
  private static final Set<String> SIGN_IN =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "InvalidToken",
          "RequestTimeTooSkewed");
  private static final Set<String> SLOW =
      Set.of("SlowDown", "Throttling", "RequestLimitExceeded", "ServiceUnavailable");

  private S3Errors() {}

  /// `action` is the IAM action, `target` the ARN of what was asked for.
  static SourceException translate(String action, String target, SdkException error) {
    if (error instanceof AwsServiceException answer) return answered(action, target, answer);
    var unsigned = AwsErrors.noCredentials(action, error);
    if (unsigned.isPresent()) return unsigned.get();
    return new Retryable(
        action + " on " + target + " failed: " + error.getMessage(), Duration.ofSeconds(5), error);
  }

  private static SourceException answered(String action, String target, AwsServiceException e) {
    var code = codeOf(e);
    if (SIGN_IN.contains(code)) return AwsErrors.notAccepted(e);
    if (code.equals("NoSuchBucket") || e.statusCode() == 301)
      return new Permanent(
          target + " does not exist in this region (" + e.statusCode() + " " + code + ").",
          NOT_THERE,
          "Correct the bucket in sources.s3, or aws.region: it must be that of the bucket.",
          e);
    if (e.statusCode() == 403) return denied(action, target, e);
    if (SLOW.contains(code) || e.isThrottlingException())
      return new Retryable(action + " was throttled.", Duration.ofSeconds(30), e);
    return new Retryable(
        action + " on " + target + " failed: " + e.statusCode() + " " + code,
        Duration.ofSeconds(5),
        e);
  }

  /// An object may be readable while the key that it is encrypted with is not.
  private static Permanent denied(String action, String target, AwsServiceException e) {
    return AwsErrors.says(e, "kms:decrypt")
        ? AwsErrors.denied("kms:Decrypt", "the key that encrypts " + target, e)
        : AwsErrors.denied(action, target, e);
  }

  /// Deleted, or rewritten, since the listing: the next listing tells.
  static boolean isOvertaken(AwsServiceException e) {
    return (e.statusCode() == 404 && !codeOf(e).equals("NoSuchBucket")) || e.statusCode() == 412;
  }

  /// In a cold storage class: somebody must restore it first.
  static boolean isArchived(AwsServiceException e) {
    return codeOf(e).equals("InvalidObjectState");
  }
}
