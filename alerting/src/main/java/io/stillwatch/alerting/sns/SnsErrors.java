// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import io.stillwatch.core.alert.NotifierException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Translates SDK errors of a publish: what failed, whether a retry can help, and the remedy.
final class SnsErrors {
  /// Rejections that end without intervention: credentials are renewed, clocks adjusted, keys
  /// enabled.
  private static final Set<String> TRANSIENT =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "RequestExpired",
          "RequestTimeTooSkewed",
          "KMSThrottling",
          "KMSInvalidState");

  private SnsErrors() {}

  static NotifierException translate(String topicArn, SdkException e) {
    if (!(e instanceof AwsServiceException rejection)) {
      return new NotifierException(
          "SNS is unreachable for topic " + topicArn + ": " + e.getMessage(), true, e);
    }
    return new NotifierException(
        "SNS rejected a message to " + topicArn + ": " + words(topicArn, rejection),
        retryable(rejection),
        e);
  }

  private static boolean retryable(AwsServiceException e) {
    return e.statusCode() >= 500
        || e.statusCode() == 429
        || e.isThrottlingException()
        || e.isClockSkewException()
        || TRANSIENT.contains(code(e));
  }

  private static String words(String topicArn, AwsServiceException e) {
    var what = e.statusCode() + " " + code(e);
    return switch (code(e)) {
      case "AuthorizationError", "AccessDenied", "AccessDeniedException" ->
          what + ". Allow sns:Publish on " + topicArn + " for the role of Stillwatch.";
      case "NotFound" -> what + ". The topic does not exist; correct its ARN in the configuration.";
      default -> what + ": " + message(e);
    };
  }

  private static String code(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static String message(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details == null || details.errorMessage() == null
        ? String.valueOf(e.getMessage())
        : details.errorMessage();
  }
}
