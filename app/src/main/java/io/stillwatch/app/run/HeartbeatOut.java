// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells another service each minute that all is well, so that it notices when that ends.
///
/// While a part is not well, nothing is sent: silence is the signal.
final class HeartbeatOut {
  private static final Logger log = LoggerFactory.getLogger(HeartbeatOut.class);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final URI url;
  private final Supplier<String> problem;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(LONGEST)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private boolean told;

  /// `problem` is empty if all is well.
  HeartbeatOut(URI url, Supplier<String> problem) {
    this.url = url;
    this.problem = problem;
  }

  /// Returns whether the heartbeat arrived.
  boolean beat() throws InterruptedException {
    var unwell = problem.get();
    if (!unwell.isEmpty()) {
      complain("Something is not well, so no heartbeat is sent: " + unwell);
      return false;
    }
    try {
      var request = HttpRequest.newBuilder(url).timeout(LONGEST).GET().build();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) complain("The heartbeat was answered with status " + status + ".");
      else told = false;
      return status / 100 == 2;
    } catch (IOException e) {
      complain("The heartbeat was not taken: " + e);
      return false;
    }
  }

  /// Once for each time it goes wrong.
  private void complain(String why) {
    if (!told) log.atWarn().addKeyValue("host", url.getHost()).log(why);
    told = true;
  }
}
