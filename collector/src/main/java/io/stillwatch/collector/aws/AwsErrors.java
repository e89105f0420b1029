// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.aws;

import io.stillwatch.core.source.SourceException.Permanent;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/// What the errors of every AWS service have in common: their code, and what to do about a sign-in
/// that does not work or an action that is not allowed.
public final class AwsErrors {
  /// audit.md: an action that is needed is not allowed.
  private static final String NOT_ALLOWED = "IA02";

  /// The collector's own sign-in does not work.
  private static final String NOT_SIGNED_IN = "CO02";

  private AwsErrors() {}

  /// Empty where the answer tells none.
  public static String codeOf(AwsServiceException e) {
    var details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  public static boolean says(SdkException e, String words) {
    return String.valueOf(e.getMessage())
        .toLowerCase(Locale.ROOT)
        .contains(words.toLowerCase(Locale.ROOT));
  }

  /// The credentials were sent and not accepted.
  public static Permanent notAccepted(AwsServiceException e) {
    return new Permanent(
        "AWS does not accept the collector's credentials (" + codeOf(e) + ").",
        NOT_SIGNED_IN,
        "Replace the credentials, or correct the clock of the host if the signature has expired.",
        e);
  }

  /// `action` in the words of IAM, `target` as an ARN.
  ///
  /// A role that cannot be assumed answers in the place of whatever was to be asked with it.
  public static Permanent denied(String action, String target, AwsServiceException e) {
    if (e instanceof StsException && !action.startsWith("sts:"))
      return denied("sts:AssumeRole", "the role in aws.accounts", e);
    return new Permanent(
        action + " on " + target + " was denied.",
        NOT_ALLOWED,
        "Allow the action " + action + " on " + target + " in the policy of the collector's role.",
        e);
  }

  /// There were no credentials to ask with; empty for any other trouble before the request.
  public static Optional<Permanent> noCredentials(String action, SdkException e) {
    if (!says(e, "Unable to load credentials")) return Optional.empty();
    return Optional.of(
        new Permanent(
            "The collector has no AWS credentials, so " + action + " was not even asked for.",
            NOT_SIGNED_IN,
            "Give the collector a role (instance profile, IRSA) or set AWS_PROFILE, and restart it.",
            e));
  }
}
