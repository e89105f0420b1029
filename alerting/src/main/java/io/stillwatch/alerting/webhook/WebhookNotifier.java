// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.webhook;

import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notifier;
import io.stillwatch.core.alert.NotifierException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Posts notifications to an HTTPS address as CloudEvents 1.0 in structured mode, signed as
/// Standard Webhooks 1.0.0 describes it: `webhook-id`, `webhook-timestamp`, `webhook-signature`.
///
/// The id is the same on each repeat; the timestamp is that of the attempt, so that receivers can
/// refuse requests that somebody recorded and plays again.
public final class WebhookNotifier implements Notifier, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Receiver receiver;
  private final Address address;
  private final InstantSource time;
  private final Duration patience;
  private final HttpClient client;

  private WebhookNotifier(Receiver receiver, InstantSource time, Duration patience) {
    this.receiver = receiver;
    this.address = Address.of(receiver.url());
    this.time = time;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(Redirect.NEVER)
            .version(Version.HTTP_1_1)
            .build();
  }

  /// Where messages go. `url` is https, or http on this machine; `source` is the address of the web
  /// UI, or a URN, and names this Stillwatch in every event.
  public record Receiver(String url, Secret secret, String source) {
    public Receiver {
      if (source.isBlank()) source = "urn:stillwatch";
    }
  }

  /// The keys that sign: `whsec_` and 24 to 64 bytes in Base64, or two of them, separated by blanks
  /// or lines, while receivers change over from one to the other.
  public sealed interface Secret {
    /// For instance of an environment variable.
    record Text(String keys) implements Secret {
      @Override
      public String toString() {
        return "Text[***]";
      }
    }

    /// Read again for each message, so that a new key needs no restart.
    record InFile(Path file) implements Secret {}
  }

  /// Fails with an `IllegalArgumentException` if the address or the secret cannot be used.
  public static WebhookNotifier open(Receiver receiver, InstantSource time) {
    return open(receiver, time, PATIENCE);
  }

  /// Waits at most so long for an answer.
  static WebhookNotifier open(Receiver receiver, InstantSource time, Duration patience) {
    try {
      SigningKeys.of(receiver.secret());
    } catch (IOException e) {
      throw new IllegalArgumentException("The secret of a webhook cannot be read: " + e, e);
    }
    return new WebhookNotifier(receiver, time, patience);
  }

  @Override
  public String send(Notification notification) throws NotifierException {
    address.check();
    var response = exchange(request(notification));
    new Responses(address.name(), time).check(response);
    return CloudEvent.id(notification);
  }

  private HttpRequest request(Notification notification) throws NotifierException {
    var id = CloudEvent.id(notification);
    var body = CloudEvent.of(notification, receiver.source()).getBytes(StandardCharsets.UTF_8);
    long at = time.instant().getEpochSecond();
    return HttpRequest.newBuilder(address.uri())
        .timeout(patience)
        .header("Content-Type", "application/cloudevents+json; charset=UTF-8")
        .header("User-Agent", "Stillwatch")
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(at))
        .header("webhook-signature", keys().signature(id, at, body))
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  private SigningKeys keys() throws NotifierException {
    try {
      return SigningKeys.of(receiver.secret());
    } catch (IOException | IllegalArgumentException e) {
      throw new NotifierException(
          "The secret of the webhook " + address.name() + " cannot be used: " + e.getMessage(),
          true,
          e);
    }
  }

  private HttpResponse<String> exchange(HttpRequest request) throws NotifierException {
    var exchange = client.sendAsync(request, Responses::body);
    try {
      return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw failed("did not answer within " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw failed(words(e.getCause() == null ? e : e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was not sent because Stillwatch is stopping", e);
    } finally {
      exchange.cancel(true);
    }
  }

  private static String words(Throwable cause) {
    var detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return cause instanceof SSLException
        ? "has no certificate that is trusted, or no common version of TLS: " + detail
        : "is unreachable: " + detail;
  }

  private NotifierException failed(String what, Exception cause) {
    return new NotifierException("Webhook " + address.name() + " " + what, true, cause);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
