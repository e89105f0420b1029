// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import io.stillwatch.core.alert.NotifierException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What went wrong with a publish, whether trying again can help, and what a person has to do.
final class SnsErrors {
  /// Refusals that end by themselves: credentials are renewed, clocks are set, keys come back.
  private static final Set<String> PASSING =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "RequestExpired",
          "RequestTimeTooSkewed",
          "KMSThrottling",
          "KMSInvalidState");

  private SnsErrors() {}

  static NotifierException translate(String topicArn, SdkException e) {
    if (!(e instanceof AwsServiceException refusal)) {
      return new NotifierException(
          "SNS cannot be reached for topic " + topicArn + ": " + e.getMessage(), true, e);
    }
    return new NotifierException(
        "SNS refused a message to " + topicArn + ": " + words(topicArn, refusal),
        retryable(refusal),
        e);
  }

  private static boolean retryable(AwsServiceException e) {
    return e.statusCode() >= 500
        || e.statusCode() == 429
        || e.isThrottlingException()
        || e.isClockSkewException()
        || PASSING.contains(code(e));
  }

  private static String words(String topicArn, AwsServiceException e) {
    var what = e.statusCode() + " " + code(e);
    return switch (code(e)) {
      case "AuthorizationError", "AccessDenied", "AccessDeniedException" ->
          what + ". Allow sns:Publish on " + topicArn + " to the role of Stillwatch.";
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
