// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.RawArchive;
import io.stillwatch.collector.Watched;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceException.Retryable;
import io.stillwatch.core.source.SourceState.Reports;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// An archive of raw lines in S3: packed segments below `data/`, and for each one an object below
/// `index/` that tells what is where in it.
///
/// Batches go into a folder first. Sending them is a source of its own that brings nothing: it is
/// polled like the others, repeats what failed, and tells its trouble as they do, while collection
/// goes on. A segment keeps its key, so sending it twice leaves one object.
public final class S3Archive implements RawArchive, Discovery, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(S3Archive.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SourceId ID = new SourceId("archive");

  private final ArchiveSettings settings;
  private final AwsSession session;
  private final S3Client client;
  private final ArchiveFolder folder;
  private final InstantSource clock;
  private final AtomicLong leftOut = new AtomicLong();
  private final Watched uploads;

  /// Closes the session in the end.
  public S3Archive(ArchiveSettings settings, AwsSession session, InstantSource clock)
      throws IOException {
    this.settings = settings;
    this.session = session;
    var builder = S3Client.builder();
    if (!session.access().endpointUrl().isEmpty()) builder.forcePathStyle(true);
    this.client = session.client(builder);
    this.folder = new ArchiveFolder(settings.folder());
    this.clock = clock;
    this.uploads = new Watched(new Uploads(), host(), Reports.CONFIGURATION);
  }

  /// Where the folder is full, or cannot be written, the batch is left out and counted: the archive
  /// never holds up what it is a copy of.
  @Override
  public void keep(List<? extends Evidence> batch) {
    try {
      var packed = ArchivedBatch.of(batch);
      if (packed.isEmpty()) return;
      if (folder.pendingBytes() > settings.maxPendingBytes()) leaveOut(batch.size(), "it is full");
      else folder.add(packed.get(), clock.instant());
    } catch (IOException e) {
      leaveOut(batch.size(), e.toString());
    }
  }

  private void leaveOut(int count, String why) {
    long before = leftOut.getAndAdd(count);
    if (before > 0) return; // said once until it is mended
    log.atError()
        .addKeyValue("folder", settings.folder())
        .addKeyValue("why", why)
        .log("Lines are left out of the archive; they are in the index all the same.");
  }

  /// Lines that were left out since the start.
  public long leftOut() {
    return leftOut.get();
  }

  @Override
  public SourceId id() {
    return ID;
  }

  @Override
  public Host host() {
    return Host.account("archive");
  }

  @Override
  public List<Watched> watched() {
    return List.of(uploads);
  }

  /// Sends what waits in the folder.
  private final class Uploads implements LogSource {
    @Override
    public SourceId id() {
      return new SourceId("archive:" + settings.bucket() + "/" + settings.prefix());
    }

    @Override
    public Delivery delivery() {
      return Delivery.DIRECT;
    }

    @Override
    public Batch poll(Checkpoint from) throws SourceException {
      var now = clock.instant();
      try {
        for (var name : folder.closed(now, settings.segmentAge())) send(name);
      } catch (SdkException e) {
        throw S3Errors.translate("s3:PutObject", settings.objectsArn(), e);
      } catch (IOException e) {
        throw new Retryable(
            "The folder of the archive " + settings.folder() + " cannot be read: " + e,
            Duration.ofSeconds(30),
            e);
      }
      return new Batch(List.of(), from, true, now);
    }

    /// The index last: what it names is there.
    private void send(String name) throws IOException {
      var day = ArchiveFolder.day(name);
      var key = settings.prefix() + "data/" + day + name + ".ndjson.gz";
      put(key, "application/gzip", RequestBody.fromFile(folder.data(name)));
      var index = JSON.createObjectNode().put("bucket", settings.bucket()).put("object", key);
      var batches = index.putArray("batches");
      folder.batches(name).forEach(batches::add);
      var indexKey = settings.prefix() + "index/" + day + name + ".json";
      put(indexKey, "application/json", RequestBody.fromString(index.toString()));
      folder.delete(name);
    }

    private void put(String key, String type, RequestBody body) {
      client.putObject(r -> r.bucket(settings.bucket()).key(key).contentType(type), body);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
