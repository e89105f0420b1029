// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.aws.SignedRequests.Reply;
import io.stillwatch.collector.rds.RdsApi.Instance;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceException.Permanent;
import io.stillwatch.core.source.SourceException.Retryable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.Abortable;

/// Bytes of a log file as they are, from the request for the whole file: what the pages of text
/// cut, refuse or leave out.
///
/// No client of the SDK makes this request, it has an IAM action of its own, and it knows no range,
/// so it is made only where a page lost something, and once for each file that is closed. Without
/// the permission a loss that shows is counted.
final class WholeFiles {
  private static final Logger log = LoggerFactory.getLogger(WholeFiles.class);
  private static final String ACTION = "rds:DownloadCompleteDBLogFile";
  private static final Duration ASK_AGAIN_AFTER = Duration.ofHours(1);
  private static final Duration REST = Duration.ofMinutes(10);
  private static final int MAX_BYTES = 32 << 20;
  private static final int TRIES = 3;

  /// What the request for a whole file came to.
  sealed interface Whole {
    /// To be closed by [WholeFiles#close].
    record Text(InputStream bytes) implements Whole {}

    /// Renamed or deleted since the listing.
    record Gone() implements Whole {}

    record Denied() implements Whole {}

    record Failed(String why, Exception cause) implements Whole {}
  }

  private final RdsApi api;
  private final Instance instance;
  private final InstantSource clock;
  private Optional<Permanent> denied = Optional.empty();
  private Instant deniedAt = Instant.MIN;
  private Instant restsUntil = Instant.MIN;
  private int failures;

  WholeFiles(RdsApi api, Instance instance, InstantSource clock) {
    this.api = api;
    this.instance = instance;
    this.clock = clock;
  }

  /// Why whole files may not be read, if they may not.
  Optional<Permanent> denied() {
    return denied;
  }

  /// Whether closed files may be asked for now: not while they are denied, nor shortly after a
  /// failure, for they can wait.
  boolean isReady() {
    return !isDenied() && !clock.instant().isBefore(restsUntil);
  }

  /// Lets closed files wait for a while.
  void rest() {
    restsUntil = clock.instant().plus(REST);
  }

  /// The bytes from one place up to another, or up to the end of the file if that comes first;
  /// empty where they cannot be had, or the file holds another content than `head` names.
  Optional<byte[]> bytes(LogFile file, Reading.Head head, long from, long until)
      throws SourceException, InterruptedException {
    if (until <= from || until - from > MAX_BYTES || isDenied()) return Optional.empty();
    try {
      var bytes =
          switch (ask(file)) {
            case Whole.Text(var body) -> part(body, head, from, until);
            case Whole.Gone _, Whole.Denied _ -> Optional.<byte[]>empty();
            case Whole.Failed(var why, var cause) -> failed(file, why, cause);
          };
      failures = 0;
      return bytes;
    } catch (IOException e) {
      return failed(file, String.valueOf(e.getMessage()), e);
    }
  }

  /// Asks for a whole file.
  Whole ask(LogFile file) throws InterruptedException {
    api.budget().awaitText();
    var path = "/v13/downloadCompleteLogFile/" + instance.id() + "/" + file.path();
    try {
      return switch (api.requests().get(path, Map.of())) {
        case Reply.Body(var body) -> {
          denied = Optional.empty();
          yield new Whole.Text(body);
        }
        case Reply.Refused refused -> refused(refused);
      };
    } catch (IOException | SdkException e) {
      return new Whole.Failed(String.valueOf(e.getMessage()), e);
    }
  }

  /// What nobody wants of a file is not sent; what breaks now was not wanted either.
  static void close(InputStream body) {
    try (body) {
      if (body instanceof Abortable request && hasMore(body)) request.abort();
    } catch (IOException e) {
      log.atDebug().setCause(e).log("The end of a whole file broke off after it was read.");
    }
  }

  private static boolean hasMore(InputStream body) {
    try {
      return body.read() >= 0;
    } catch (IOException e) {
      return true;
    }
  }

  /// Whether a file begins with what names a content.
  static boolean begins(InputStream body, Reading.Head head) throws IOException {
    var first = body.readNBytes(head.length());
    return first.length == head.length()
        && EvidenceId.fingerprint(first, 0, first.length).equals(head.hash());
  }

  boolean isDenied() {
    return denied.isPresent() && clock.instant().isBefore(deniedAt.plus(ASK_AGAIN_AFTER));
  }

  private static Optional<byte[]> part(InputStream body, Reading.Head head, long from, long until)
      throws IOException {
    try {
      int known = head.length() <= from ? head.length() : 0;
      if (known > 0 && !begins(body, head)) return Optional.empty();
      body.skipNBytes(from - known);
      return Optional.of(body.readNBytes((int) (until - from)));
    } finally {
      close(body);
    }
  }

  private Whole refused(Reply.Refused refused) {
    if (refused.status() == 404) return new Whole.Gone();
    var cause = new IOException(refused.status() + " " + refused.text());
    if (refused.text().contains("Throttling")) api.budget().throttled();
    if (!refused.denied() || RdsErrors.isSignIn(refused.text()))
      return new Whole.Failed(refused.status() + "", cause);
    denied =
        Optional.of(
            new Permanent(
                ACTION
                    + " on "
                    + instance.arn()
                    + " was denied; what pages of text leave out is lost, and closed files cannot be"
                    + " checked.",
                "IA02",
                "Allow the action "
                    + ACTION
                    + " on "
                    + instance.arn()
                    + " in the policy of the collector's role.",
                cause));
    deniedAt = clock.instant();
    return new Whole.Denied();
  }

  /// Tried again with the next poll, but not for ever: then the loss is counted.
  private Optional<byte[]> failed(LogFile file, String why, Exception cause)
      throws SourceException {
    if (++failures >= TRIES) {
      failures = 0;
      return Optional.empty();
    }
    throw new Retryable(
        "The whole of " + file.path() + " could not be read: " + why, Duration.ofSeconds(5), cause);
  }
}
