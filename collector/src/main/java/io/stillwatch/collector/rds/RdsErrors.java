// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceException.Permanent;
import io.stillwatch.core.source.SourceException.Retryable;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/// The one place where what AWS answers becomes what the collector does next.
final class RdsErrors {
  /// audit.md: an action that is needed is not allowed.
  private static final String NOT_ALLOWED = "IA02";

  /// The collector's own sign-in does not work.
  private static final String NOT_SIGNED_IN = "CO02";

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
    return switch (error) {
      case AwsServiceException e -> service(action, target, e);
      case SdkClientException e when says(e, "Unable to load credentials") ->
          new Permanent(
              "The collector has no AWS credentials, so rds:" + action + " was not even asked for.",
              NOT_SIGNED_IN,
              "Give the collector a role (instance profile, IRSA) or set AWS_PROFILE, and restart it.",
              e);
      default ->
          new Retryable(
              "rds:" + action + " on " + target + " failed: " + error.getMessage(),
              Duration.ofSeconds(5),
              error);
    };
  }

  private static SourceException service(String action, String target, AwsServiceException e) {
    var code = codeOf(e);
    if (DENIED.contains(code) || (e.statusCode() == 403 && !SIGN_IN.contains(code)))
      return new Permanent(
          "rds:" + action + " on " + target + " was denied.",
          NOT_ALLOWED,
          "Allow the action rds:"
              + action
              + " on "
              + target
              + " in the policy of the collector's role.",
          e);
    if (SIGN_IN.contains(code))
      return new Permanent(
          "AWS does not accept the collector's credentials (" + code + ").",
          NOT_SIGNED_IN,
          "Replace the credentials, or correct the clock of the host if the signature has expired.",
          e);
    if (THROTTLED.contains(code) || e.isThrottlingException())
      return new Retryable("rds:" + action + " was throttled.", Duration.ofSeconds(30), e);
    return new Retryable(
        "rds:" + action + " on " + target + " failed: " + code, Duration.ofSeconds(5), e);
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

  private static boolean says(SdkException e, String words) {
    return String.valueOf(e.getMessage())
        .toLowerCase(java.util.Locale.ROOT)
        .contains(words.toLowerCase(java.util.Locale.ROOT));
  }

  private static String codeOf(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }
}
