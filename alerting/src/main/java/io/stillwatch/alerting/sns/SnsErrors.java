// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import io.stillwatch.core.alert.NotifierException;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/// Translates SDK errors of a publish: what failed, whether a retry can help, and the remedy.
final class SnsErrors {
  /// Rejections that end without intervention here: credentials are renewed, clocks adjusted, keys
  /// come back. The codes are those of the API reference, "Publish" and "Common errors".
  private static final Map<String, String> TRANSIENT =
      Map.ofEntries(
          Map.entry("ExpiredToken", "The credentials have run out and must be renewed"),
          Map.entry("ExpiredTokenException", "The credentials have run out and must be renewed"),
          Map.entry("RequestExpired", "Adjust the clock of this machine"),
          Map.entry("RequestTimeTooSkewed", "Adjust the clock of this machine"),
          Map.entry("KMSThrottling", "AWS KMS has too many requests for the key of the topic"),
          Map.entry(
              "KMSInvalidState",
              "The key of the topic is not usable now; cancel its deletion or finish its import"));

  private static final Map<String, String> REMEDIES =
      Map.ofEntries(
          Map.entry("NotFound", "The topic does not exist; correct its ARN in the configuration"),
          Map.entry("KMSDisabled", "Enable the KMS key of the topic"),
          Map.entry(
              "KMSNotFound",
              "The KMS key of the topic does not exist any more; set another KmsMasterKeyId"),
          Map.entry("KMSOptInRequired", "Subscribe the account of the topic to AWS KMS"),
          Map.entry("EndpointDisabled", "Enable the platform endpoint, or subscribe another one"),
          Map.entry("PlatformApplicationDisabled", "Enable the platform application"),
          Map.entry("OptInRequired", "Enable the region of the topic for the account"),
          Map.entry("InvalidClientTokenId", "The access key is unknown; correct the credentials"),
          Map.entry(
              "UnrecognizedClientException", "The access key is unknown; correct the credentials"),
          Map.entry("SignatureDoesNotMatch", "Correct the secret access key, or adjust the clock"),
          Map.entry("InvalidSecurity", "Use an HTTPS endpoint and valid credentials"),
          Map.entry("MissingAuthenticationToken", "Give Stillwatch AWS credentials"));

  private SnsErrors() {}

  static NotifierException translate(TopicArn topic, SdkException e) {
    if (e instanceof AwsServiceException rejection) {
      return new NotifierException(
          "SNS rejected a message to " + topic + ": " + words(topic, rejection),
          retryable(rejection),
          e);
    }
    return new NotifierException(unreachable(topic, e), true, e);
  }

  static String unreachable(TopicArn topic, SdkException e) {
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return "SNS did not respond in time for topic " + topic;
    }
    var message = String.valueOf(e.getMessage());
    return message.startsWith("Unable to load credentials")
        ? "No AWS credentials were found for topic "
            + topic
            + ". Give the process a role, or a profile, or the variables AWS_ACCESS_KEY_ID and"
            + " AWS_SECRET_ACCESS_KEY."
        : "SNS is unreachable for topic " + topic + ": " + message;
  }

  private static boolean retryable(AwsServiceException e) {
    return e.statusCode() >= 500
        || e.statusCode() == 429
        || e.isThrottlingException()
        || e.isClockSkewException()
        || TRANSIENT.containsKey(code(e));
  }

  private static String words(TopicArn topic, AwsServiceException e) {
    var what = e.statusCode() + " " + code(e);
    var denied = new Denial(topic, message(e));
    return switch (code(e)) {
      case "AuthorizationError", "AccessDenied", "AccessDeniedException" ->
          what + ". " + denied.remedy("sns:Publish");
      case "KMSAccessDenied" -> what + ". " + denied.keyRemedy();
      default -> what + remedy(code(e)) + ": " + message(e);
    };
  }

  private static String remedy(String code) {
    var remedy = TRANSIENT.getOrDefault(code, REMEDIES.getOrDefault(code, ""));
    return remedy.isEmpty() ? "" : ". " + remedy;
  }

  static String code(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  static String message(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details == null || details.errorMessage() == null
        ? String.valueOf(e.getMessage())
        : details.errorMessage();
  }
}
