// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.collector.rds.RdsApi.Instance;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.model.DownloadDbLogFilePortionRequest;
import software.amazon.awssdk.services.rds.model.DownloadDbLogFilePortionResponse;

/// Pages of text of the log files of one instance, with the faults of the API taken out.
///
/// The SDK's paginator begins at the tail, believes a premature end and stops at the first error
/// (collect.md 1.2), so this asks page by page.
final class Portions {
  /// What the service puts where it cut a page; anywhere in the text, since pages get joined.
  private static final String CUT = "\n [Your log message was truncated]\n";

  private static final int LINES = 5_000;
  private static final int SMALLEST_SKIP = 64;
  private static final int LAST_MINUTE = 59;

  private final RdsApi api;
  private final Instance instance;
  private final InstantSource clock;
  private int calls;
  private int lines = LINES;

  Portions(RdsApi api, Instance instance, InstantSource clock) {
    this.api = api;
    this.instance = instance;
    this.clock = clock;
  }

  /// How many requests were made.
  int calls() {
    return calls;
  }

  /// The text that follows a place; `lastTry` no longer waits for a rotation to settle.
  Answer next(LogFile file, Reading.Place from, boolean lastTry)
      throws SourceException, InterruptedException {
    try {
      return shrinking(file, from, lastTry);
    } catch (AwsServiceException e) {
      if (RdsErrors.isGone(e)) return new Answer.Gone();
      if (RdsErrors.isStaleMarker(e))
        return new Answer.Text("", from.offset(), Markers.START, 0, true, false);
      throw translated(e);
    } catch (SdkException e) {
      throw translated(e);
    }
  }

  private SourceException translated(SdkException e) {
    return api.refused("DownloadDBLogFilePortion", instance.arn(), e);
  }

  /// Fewer lines cure a page that was cut, that lacks bytes, or that holds one which the API does
  /// not show; the next page is as small, for lines keep their width.
  private Answer shrinking(LogFile file, Reading.Place from, boolean lastTry)
      throws InterruptedException {
    while (true) {
      try {
        var answer = ask(file.path(), Optional.of(from.marker()), lines);
        var data = answer.logFileData() == null ? "" : answer.logFileData();
        if (lines == 1 || !isShort(from, answer, data)) return page(from, answer, data, lastTry);
      } catch (AwsServiceException e) {
        if (!RdsErrors.isBinary(e)) throw e;
        if (lines == 1) return over(file, from);
      }
      lines = Math.max(1, lines / 2);
    }
  }

  /// Whether the markers promise more bytes than came: some of the page was left out.
  private static boolean isShort(
      Reading.Place from, DownloadDbLogFilePortionResponse answer, String data) {
    if (data.contains(CUT)) return true;
    var returned = answer.marker() == null ? "" : answer.marker();
    var start = Markers.offset(from.marker());
    var end = Markers.offset(returned);
    return start.isPresent()
        && end.isPresent()
        && !data.isEmpty()
        && end.getAsLong() - start.getAsLong() > utf8(data).length;
  }

  private DownloadDbLogFilePortionResponse ask(String file, Optional<String> marker, int count)
      throws InterruptedException {
    calls++;
    var request =
        DownloadDbLogFilePortionRequest.builder()
            .dbInstanceIdentifier(instance.id())
            .logFileName(file)
            .numberOfLines(count);
    marker.ifPresent(request::marker);
    return api.portion(request.build());
  }

  private Answer page(
      Reading.Place from, DownloadDbLogFilePortionResponse answer, String data, boolean lastTry) {
    var returned = answer.marker() == null ? "" : answer.marker();
    var text = data.replace(CUT, "\n");
    var minute = lastTry ? LAST_MINUTE : clock.instant().atZone(ZoneOffset.UTC).getMinute();
    long bytes = utf8(text).length;
    var marker = Markers.next(from.marker(), returned, bytes, minute);
    var pending = Boolean.TRUE.equals(answer.additionalDataPending());
    if (bytes == 0) {
      var restart = marker.equals(Markers.START) && !from.marker().equals(Markers.START);
      return restart
          ? new Answer.Text("", from.offset(), marker, 0, true, false)
          : new Answer.Nothing();
    }
    long start = Markers.offset(from.marker()).orElse(from.offset());
    var told = Markers.offset(returned.equals(Markers.START) ? "" : returned);
    long end = told.orElse(start + bytes);
    var measured = PageText.measured(text, end - start);
    var vague = PageText.isVague(measured, told.isPresent() ? end - start : -1);
    long lost = Math.max(0, end - start - bytes);
    lines = Math.min(LINES, lines * 2);
    var page = new Answer.Text(measured, end, marker, lost, pending, vague);
    return page.after(from.offset());
  }

  /// Steps over bytes that the API refuses to show, until it shows what follows.
  private Answer over(LogFile file, Reading.Place from) throws InterruptedException {
    var base = from.marker().equals(Markers.START) ? beginning(file) : from.marker();
    long start = Markers.offset(base).orElse(-1);
    if (start < 0) return new Answer.Nothing();
    for (long skip = SMALLEST_SKIP; start + skip < file.sizeBytes(); skip *= 2) {
      var marker = Markers.moved(base, skip);
      try {
        ask(file.path(), Optional.of(marker), 1);
        return new Answer.Text(
            lineEnd(from), start + skip, marker, start + skip - from.offset(), true, false);
      } catch (AwsServiceException e) {
        if (!RdsErrors.isBinary(e)) throw e;
      }
    }
    long rest = Math.max(0, file.sizeBytes() - from.offset());
    var end = Markers.moved(base, file.sizeBytes() - start);
    return new Answer.Text(lineEnd(from), file.sizeBytes(), end, rest, false, false);
  }

  /// What was read of a line ends where nobody can read on.
  private static String lineEnd(Reading.Place from) {
    return from.carry().isEmpty() ? "" : "\n";
  }

  /// `hour:0`: the hour of a file is told by any of its markers.
  private String beginning(LogFile file) throws InterruptedException {
    try {
      var tail = ask(file.path(), Optional.empty(), 1);
      var marker = tail.marker() == null ? "" : tail.marker();
      var colon = marker.indexOf(':');
      return colon < 0 ? "" : marker.substring(0, colon + 1) + "0";
    } catch (AwsServiceException e) {
      if (RdsErrors.isBinary(e)) return "0:0"; // then any hour is as good as another
      throw e;
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
