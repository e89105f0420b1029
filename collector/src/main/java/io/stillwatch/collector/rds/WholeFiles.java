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
import software.amazon.awssdk.core.exception.SdkException;

/// Bytes of a log file as they are, from the request for the whole file: what the pages of text
/// cut, refuse or leave out.
///
/// No client of the SDK makes this request, it has an IAM action of its own, and it knows no range,
/// so it is made only where a page lost something. Without the permission the loss is counted.
final class WholeFiles {
  private static final String ACTION = "rds:DownloadCompleteDBLogFile";
  private static final Duration ASK_AGAIN_AFTER = Duration.ofHours(1);
  private static final int MAX_BYTES = 32 << 20;
  private static final int TRIES = 3;

  private final RdsApi api;
  private final Instance instance;
  private final InstantSource clock;
  private Optional<Permanent> denied = Optional.empty();
  private Instant deniedAt = Instant.MIN;
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

  /// The bytes from one place up to another, or up to the end of the file if that comes first;
  /// empty where they cannot be had, or the file holds another content than `head` names.
  Optional<byte[]> bytes(LogFile file, Reading.Head head, long from, long until)
      throws SourceException, InterruptedException {
    if (until <= from || until - from > MAX_BYTES || isDenied()) return Optional.empty();
    api.budget().awaitText();
    var path = "/v13/downloadCompleteLogFile/" + instance.id() + "/" + file.path();
    try {
      var bytes =
          switch (api.requests().get(path, Map.of())) {
            case Reply.Body(var body) -> part(body, head, from, until);
            case Reply.Refused refused -> refused(refused, file);
          };
      failures = 0;
      if (bytes.isPresent()) denied = Optional.empty();
      return bytes;
    } catch (IOException | SdkException e) {
      return failed(file, String.valueOf(e.getMessage()), e);
    }
  }

  private boolean isDenied() {
    return denied.isPresent() && clock.instant().isBefore(deniedAt.plus(ASK_AGAIN_AFTER));
  }

  private static Optional<byte[]> part(InputStream body, Reading.Head head, long from, long until)
      throws IOException {
    try (body) {
      int length = (int) Math.min(head.length(), from);
      var first = body.readNBytes(length);
      if (length == head.length() && !EvidenceId.fingerprint(first, 0, length).equals(head.hash()))
        return Optional.empty();
      body.skipNBytes(from - length);
      return Optional.of(body.readNBytes((int) (until - from)));
    }
  }

  private Optional<byte[]> refused(Reply.Refused refused, LogFile file) throws SourceException {
    if (refused.status() == 404) return Optional.empty(); // renamed or deleted since the listing
    var cause = new IOException(refused.status() + " " + refused.text());
    if (!refused.denied()) return failed(file, refused.status() + "", cause);
    denied =
        Optional.of(
            new Permanent(
                ACTION
                    + " on "
                    + instance.arn()
                    + " was denied; what pages of text leave out is lost.",
                "IA02",
                "Allow the action "
                    + ACTION
                    + " on "
                    + instance.arn()
                    + " in the policy of the collector's role.",
                cause));
    deniedAt = clock.instant();
    return Optional.empty();
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
