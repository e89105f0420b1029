// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import io.stillwatch.collector.aws.AwsErrors;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceException.Permanent;
import io.stillwatch.core.source.SourceException.Retryable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// The questions of one reading, and what became of those that were not answered.
///
/// A denied question leaves its answer out and goes into [#denied], so that a person hears of it;
/// one that is only nice to have goes into [#unknown] and nobody is bothered.
final class Questions {
  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "AllAccessDisabled",
          "AuthorizationError",
          "UnauthorizedOperation",
          "NotAuthorized");
  private static final Set<String> SIGN_IN =
      Set.of(
          "InvalidClientTokenId",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException",
          "AuthFailure",
          "ExpiredToken",
          "InvalidToken");

  private final List<Permanent> denied = new ArrayList<>();
  private final TreeSet<String> unknown = new TreeSet<>();

  List<Permanent> denied() {
    return List.copyOf(denied);
  }

  /// The actions whose answers are missing, in the words of IAM.
  Set<String> unknown() {
    return unknown;
  }

  /// The answer; empty where it was denied, which a person must hear of.
  <T> Optional<T> ask(String action, String target, Supplier<T> question) throws SourceException {
    try {
      return Optional.of(question.get());
    } catch (AwsServiceException e) {
      if (!isDenied(e)) throw trouble(action, target, e);
      denied.add(AwsErrors.denied(action, target, e));
      unknown.add(action);
      return Optional.empty();
    } catch (SdkException e) {
      throw trouble(action, target, e);
    }
  }

  /// The answer; empty where it was denied, or there is none.
  <T> Optional<T> askWhereAllowed(String action, String target, Supplier<T> question)
      throws SourceException {
    try {
      return Optional.of(question.get());
    } catch (AwsServiceException e) {
      if (!isDenied(e) && e.statusCode() != 404) throw trouble(action, target, e);
      if (isDenied(e)) unknown.add(action);
      return Optional.empty();
    } catch (SdkException e) {
      throw trouble(action, target, e);
    }
  }

  /// An error whose code begins so is the answer that there is none.
  static <T> Supplier<Optional<T>> orNone(String missing, Supplier<T> question) {
    return () -> {
      try {
        return Optional.of(question.get());
      } catch (AwsServiceException e) {
        if (AwsErrors.codeOf(e).startsWith(missing)) return Optional.empty();
        throw e;
      }
    };
  }

  private static boolean isDenied(AwsServiceException e) {
    var code = AwsErrors.codeOf(e);
    return DENIED.contains(code) || (e.statusCode() == 403 && !SIGN_IN.contains(code));
  }

  private static SourceException trouble(String action, String target, SdkException e) {
    if (e instanceof AwsServiceException answer) {
      if (SIGN_IN.contains(AwsErrors.codeOf(answer))) return AwsErrors.notAccepted(answer);
      var pause = answer.isThrottlingException() ? 30 : 5;
      return new Retryable(
          action
              + " on "
              + target
              + " failed: "
              + answer.statusCode()
              + " "
              + AwsErrors.codeOf(answer),
          Duration.ofSeconds(pause),
          e);
    }
    var unsigned = AwsErrors.noCredentials(action, e);
    if (unsigned.isPresent()) return unsigned.get();
    return new Retryable(
        action + " on " + target + " failed: " + e.getMessage(), Duration.ofSeconds(5), e);
  }
}
