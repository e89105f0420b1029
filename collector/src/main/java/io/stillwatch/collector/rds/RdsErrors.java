// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import static io.stillwatch.collector.aws.AwsErrors.codeOf;
import static io.stillwatch.collector.aws.AwsErrors.says;

import io.stillwatch.collector.aws.AwsErrors;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceException.Retryable;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// The one place where what AWS answers becomes what the collector does next.
final class RdsErrors {
  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized");
  private static final Set<String> SIGN_IN =
      Set.of(
          "InvalidClientTokenId",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException",
          "AuthFailure",
          "OptInRequired");
  private static final Set<String> THROTTLED =
      Set.of(
          "Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequestsException");

  private RdsErrors() {}

  /// `target` is the ARN of what was asked for.
  static SourceException translate(String action, String target, SdkException error) {
    if (error instanceof AwsServiceException e) return service(action, target, e);
    var unsigned = AwsErrors.noCredentials("rds:" + action, error);
    if (unsigned.isPresent()) return unsigned.get();
    return new Retryable(
        "rds:" + action + " on " + target + " failed: " + error.getMessage(),
        Duration.ofSeconds(5),
        error);
  }

  private static SourceException service(String action, String target, AwsServiceException e) {
    var code = codeOf(e);
    if (SIGN_IN.contains(code)) return AwsErrors.notAccepted(e);
    if (DENIED.contains(code) || e.statusCode() == 403)
      return AwsErrors.denied("rds:" + action, target, e);
    if (isThrottled(e))
      return new Retryable("rds:" + action + " was throttled.", Duration.ofSeconds(30), e);
    return new Retryable(
        "rds:" + action + " on " + target + " failed: " + code, Duration.ofSeconds(5), e);
  }

  /// A refusal of the credentials, which is none of the action.
  static boolean isSignIn(String answer) {
    return answer.contains("ExpiredToken") || SIGN_IN.stream().anyMatch(answer::contains);
  }

  static boolean isThrottled(AwsServiceException e) {
    return THROTTLED.contains(codeOf(e)) || e.isThrottlingException();
  }

  /// An Aurora Serverless instance that sleeps writes no log: no reason for an alert.
  static boolean isPaused(SourceException e) {
    return e.getCause() instanceof AwsServiceException answer
        && codeOf(answer).startsWith("DBInstanceNotReady");
  }

  /// The instance was deleted since it was found.
  static boolean isDeleted(SourceException e) {
    return e.getCause() instanceof AwsServiceException answer
        && codeOf(answer).startsWith("DBInstanceNotFound");
  }

  /// The file was renamed or deleted since the listing: normal during a rotation.
  static boolean isGone(AwsServiceException e) {
    return codeOf(e).startsWith("DBLogFileNotFound");
  }

  static boolean isBinary(AwsServiceException e) {
    return codeOf(e).equals("InvalidParameterValue") && says(e, "binary data");
  }

  /// A marker of a generation that is over.
  static boolean isStaleMarker(AwsServiceException e) {
    return codeOf(e).startsWith("InvalidParameter") && says(e, "marker");
  }
}
