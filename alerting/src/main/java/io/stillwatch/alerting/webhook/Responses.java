// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.webhook;

import io.stillwatch.core.alert.NotifierException;
import io.stillwatch.core.secret.Secrets;
import io.stillwatch.core.text.Graphemes;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// What the status of an answer means: whether the message arrived, may be sent again, or is
/// refused for good (RFC 9110; Standard Webhooks 1.0.0 for 410).
record Responses(String name, InstantSource time) {
  private static final int MAX_READ = 1_024;
  private static final int SHOWN = 160;
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

  /// Only the answer of a receiver that refuses is read.
  static BodySubscriber<String> body(ResponseInfo info) {
    return new FirstBytes(accepts(info.statusCode()) ? 0 : MAX_READ);
  }

  private static boolean accepts(int status) {
    return status >= 200 && status < 300;
  }

  void check(HttpResponse<String> response) throws NotifierException {
    int status = response.statusCode();
    if (accepts(status)) return;
    var what = "Webhook " + name + " answered " + status;
    if (status >= 500 || status == 429 || status == 408 || status == 425) {
      throw new NotifierException(what + detail(response), retryAfter(response));
    }
    throw new NotifierException(what + remedy(status) + detail(response), false);
  }

  private static String remedy(int status) {
    return switch (status) {
      case 410 -> ": it wants no more messages. Remove it from the routes";
      case 401, 403 -> ": it rejects the signature or the sender. Compare the secret";
      case 404, 405 -> ": it takes no messages there. Correct the address";
      case 413 -> ": the message is too large for it. Raise its limit to 64 KB";
      default ->
          status < 400
              ? ": a redirect, which is not followed. Configure the final address"
              : ": it does not accept the message";
    };
  }

  private static String detail(HttpResponse<String> response) {
    var text =
        Secrets.redacted(response.body()).replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]+", " ");
    return text.isBlank() ? "." : ". It says: " + Graphemes.wordsAtStart(text.strip(), SHOWN);
  }

  /// In seconds or as a date; what cannot be read asks for nothing.
  private Duration retryAfter(HttpResponse<String> response) {
    var text = response.headers().firstValue("Retry-After").orElse("").strip();
    if (text.matches("\\d{1,9}")) return Duration.ofSeconds(Long.parseLong(text));
    try {
      Instant until = ZonedDateTime.parse(text, HTTP_DATE).toInstant();
      var pause = Duration.between(time.instant(), until);
      return pause.isNegative() ? Duration.ZERO : pause;
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }
}
