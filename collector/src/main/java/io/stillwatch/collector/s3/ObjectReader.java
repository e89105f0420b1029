// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.s3.S3Api.Listed;
import io.stillwatch.collector.s3.S3State.Progress;
import io.stillwatch.collector.syslog.SyslogRecords;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.source.SourceException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Reads objects portion by portion.
///
/// The object in progress stays open between two polls; should they not fit together, it is opened
/// again and skipped to its place.
final class ObjectReader {
  private static final Logger log = LoggerFactory.getLogger(ObjectReader.class);
  private static final int MAX_LINES = 5_000;
  private static final int MAX_BYTES = 4 << 20;

  private final S3Settings settings;
  private final S3Api api;
  private final SyslogRecords records;
  private Optional<Held> held = Optional.empty();

  private record Held(S3State.Id id, String etag, OpenObject object) {}

  ObjectReader(S3Settings settings, S3Api api, SyslogRecords records) {
    this.settings = settings;
    this.api = api;
    this.records = records;
  }

  Turn turn(Instant now) {
    return new Turn(now);
  }

  /// One poll: what is left of its budget, and what it has found.
  final class Turn {
    private final Instant now;
    private final List<Evidence> evidence = new ArrayList<>();
    private int bytes;
    private boolean caughtUp = true;
    private Optional<SourceException> refusal = Optional.empty();

    Turn(Instant now) {
      this.now = now;
    }

    List<Evidence> evidence() {
      return evidence;
    }

    boolean caughtUp() {
      return caughtUp;
    }

    /// Why some object could not be read; the others were.
    Optional<SourceException> refusal() {
      return refusal;
    }

    Progress read(Listed object, Progress progress) {
      if (evidence.size() >= MAX_LINES || bytes >= MAX_BYTES) {
        caughtUp = false;
        return progress;
      }
      try {
        return portion(object, progress, opened(object, progress));
      } catch (AwsServiceException e) {
        return answered(object, progress, e);
      } catch (SdkException e) {
        return refused(progress, e);
      } catch (IOException e) {
        drop();
        return broken(object, progress, e);
      }
    }

    private Progress portion(Listed object, Progress progress, OpenObject open) {
      var lines = new S3Lines(records, object.modified(), progress.lastLine());
      long from = open.offset();
      try {
        while (evidence.size() < MAX_LINES && bytes < MAX_BYTES && !open.finished()) {
          int before = evidence.size();
          for (var line : open.lines(MAX_LINES - before, MAX_BYTES)) evidence.add(lines.read(line));
          bytes += (int) (open.offset() - from);
          from = open.offset();
        }
      } catch (IOException e) {
        drop();
        return broken(object, progress.read(open.generation(), from, lines.lastLine()), e);
      }
      if (open.finished()) {
        drop();
        return progress.finished();
      }
      caughtUp = false;
      return progress.read(open.generation(), from, lines.lastLine());
    }

    private Progress answered(Listed object, Progress progress, AwsServiceException e) {
      if (S3Errors.isOvertaken(e)) {
        caughtUp = false; // the next listing tells
        return progress;
      }
      if (S3Errors.isArchived(e))
        return gap(object, progress, "it is in a cold storage class; restore it to have it read");
      return refused(progress, e);
    }

    private Progress refused(Progress progress, SdkException e) {
      refusal = Optional.of(S3Errors.translate(action(progress), settings.objectsArn(), e));
      return progress;
    }

    private static String action(Progress progress) {
      return progress.id().version().isEmpty() ? "s3:GetObject" : "s3:GetObjectVersion";
    }

    /// A connection that broke is tried again; content that cannot be unpacked never gets better.
    private Progress broken(Listed object, Progress progress, IOException e) {
      if (!(e instanceof Unpacked.ConnectionException))
        return gap(object, progress, String.valueOf(e.getMessage()));
      log.atWarn()
          .addKeyValue("object", object.key())
          .setCause(e)
          .log("An object was not read to its end; it is tried again.");
      refusal =
          Optional.of(
              new SourceException.Retryable(
                  object.key() + " was not read: " + e, java.time.Duration.ofSeconds(15), e));
      return progress;
    }

    private Progress gap(Listed object, Progress progress, String why) {
      var path = path(object.key());
      var id = EvidenceId.of(settings.id().value(), object.key(), object.etag(), "gap");
      var position = new Position(path, object.etag(), progress.offset());
      var text = path + " was not read to its end: " + why + ".";
      long left = Math.max(0, object.size() - progress.offset());
      evidence.add(
          new Gap(id, settings.id(), settings.host(), object.modified(), position, left, text));
      return progress.finished();
    }

    /// Deleted before it was read.
    void vanished(Progress progress) {
      if (progress.done()) return;
      var id = EvidenceId.of(settings.id().value(), progress.key(), progress.etag(), "vanished");
      var position = new Position(path(progress.key()), progress.etag(), progress.offset());
      var why = path(progress.key()) + " was deleted or replaced before it was read to its end.";
      evidence.add(new Gap(id, settings.id(), settings.host(), now, position, 0, why));
    }
  }

  private OpenObject opened(Listed object, Progress progress) throws IOException {
    if (held.isPresent()) {
      var one = held.get();
      if (one.id.equals(S3State.Id.of(object))
          && one.etag.equals(object.etag())
          && one.object.offset() == progress.offset()) return one.object;
      drop();
    }
    var open = OpenObject.of(api.open(settings, object), path(object.key()), settings.limits());
    held = Optional.of(new Held(S3State.Id.of(object), object.etag(), open));
    open.skipTo(progress.offset());
    return open;
  }

  private void drop() {
    held.ifPresent(one -> {
      try {
        one.object.close();
      } catch (IOException e) {
        log.atDebug().setCause(e).log("An object was not closed; nothing more is read from it.");
      }
    });
    held = Optional.empty();
  }

  private String path(String key) {
    return "s3://" + settings.bucket() + "/" + key;
  }
}
