// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.net;

import java.util.function.UnaryOperator;

/// A way in which a service, or what stands before it, misbehaves towards its client.
public sealed interface NetFault {
  record None() implements NetFault {}

  /// Nobody listens.
  record Refuse() implements NetFault {}

  /// The request is answered here and never reaches the service.
  record Answer(int status, String contentType, String body) implements NetFault {}

  /// The request is read and never answered.
  record Stall() implements NetFault {}

  /// The request is read at this pace.
  record Trickle(int bytesPerSecond) implements NetFault {}

  /// The connection is reset after half of the request.
  record ResetHalfway() implements NetFault {}

  /// Something on the way keeps only the first bytes of a request, in the middle of a line, and
  /// corrects its length.
  record CutRequest() implements NetFault {}

  /// The same, but at the end of a line: what is left looks whole. `lines` is how many are lost.
  record DropLines(int lines) implements NetFault {}

  /// The service does what was asked, and its answer is lost.
  record SwallowAnswer() implements NetFault {}

  /// Half of the answer comes, then the end of the connection.
  record CutAnswer() implements NetFault {}

  /// Half of the answer comes, then the connection is reset.
  record ResetAnswer() implements NetFault {}

  /// The request is sent so many times; the last answer counts.
  record Repeat(int times) implements NetFault {}

  /// Bodies above the limit are answered with 413.
  record TooLarge(int limitBytes) implements NetFault {}

  /// The body is changed on the way.
  record Rewrite(UnaryOperator<byte[]> change) implements NetFault {}

  static NetFault unavailable() {
    return new Answer(503, "text/html", "<html><body>503 Service Unavailable</body></html>");
  }
}
