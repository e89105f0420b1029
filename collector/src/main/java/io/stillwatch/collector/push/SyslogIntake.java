// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.store.StoreException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Syslog messages as they come off the wire, in RFC 5424, RFC 3164 or nothing of the kind.
public final class SyslogIntake {
  private final Intake intake;
  private final PushedLines lines;

  /// `zone` is that of messages which tell no offset.
  public SyslogIntake(Intake intake, ZoneId zone) {
    this.intake = intake;
    this.lines = new PushedLines(zone);
  }

  /// Whose messages these are: `sender` stands for the host where a message names none.
  ///
  /// `stream` names one connection and is never used again; `transport` is for people.
  public record Origin(String sender, String transport, String stream) {}

  /// One message with its place in the stream.
  @SuppressWarnings("ArrayRecordComponent") // made once per message, read once
  public record Message(long offset, byte[] bytes) {}

  public boolean pressed() throws StoreException {
    return intake.pressed();
  }

  /// Returns once all messages are safe.
  public void take(Origin origin, List<Message> messages) throws StoreException {
    var now = intake.now();
    var records = new ArrayList<LogRecord>(messages.size());
    for (var message : messages) {
      var line = Line.decoded(message.bytes(), List.of());
      var identity = origin.stream() + "|" + message.offset();
      var pushed =
          new Pushed(
              line.text(),
              Optional.empty(),
              origin.sender(),
              Pushed.Program.UNKNOWN_TIME,
              origin.transport(),
              identity,
              line.original());
      records.addAll(lines.records(pushed, now));
    }
    intake.keep(origin.sender(), records);
  }
}
