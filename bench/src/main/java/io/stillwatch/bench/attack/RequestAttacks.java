// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Requests of pages, of other users of the machine, and with values out of range.
final class RequestAttacks {
  private static final int SEARCHES = 100;
  private static final String SEARCH = "/api/v1/search?by=process.command_line&";
  private static final String EXPORT = "/api/v1/search/export?format=ndjson&";
  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  private RequestAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack("rebinding", "another Host, a foreign Origin", RequestAttacks::rebinding),
        new Attack("cookies", "cookies without limits, ids in addresses", RequestAttacks::cookies),
        new Attack(
            "numbers", "durations, offsets and chunks out of range", RequestAttacks::numbers),
        new Attack("wildcards", "100 dear searches and exports at once", RequestAttacks::wildcards),
        new Attack(
            "elasticsearch",
            "the embedded server without a password",
            RequestAttacks::elasticsearch),
        new Attack("files", "files that other users can read", RequestAttacks::files));
  }

  private static String request(Target target, String method, String path, String more) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + target.web().port()
        + "\r\n"
        + more
        + "\r\n";
  }

  private static String rebinding(Target target) throws IOException {
    var host = target.web().answerTo("GET /api/v1/jobs HTTP/1.1\r\nHost: rebound.example\r\n\r\n");
    var origin =
        target
            .web()
            .answerTo(
                request(
                    target,
                    "POST",
                    "/api/v1/audits",
                    "Origin: https://page.example\r\nContent-Length: 2\r\n\r\n{}"));
    var forwarded =
        target
            .web()
            .answerTo(
                "GET / HTTP/1.1\r\nHost: rebound.example\r\nX-Forwarded-Host: 127.0.0.1\r\n\r\n");
    for (var answer : List.of(host, origin, forwarded))
      if (answer.startsWith("HTTP/1.1 2")) return "answered with " + answer.lines().findFirst();
    return "";
  }

  private static String cookies(Target target) throws IOException, InterruptedException {
    for (var cookie : target.web().get("/").headers().allValues("set-cookie"))
      if (!cookie.contains("HttpOnly") || !cookie.contains("SameSite=Strict")) return cookie;
    var first = target.web().answerTo(request(target, "GET", "/;jsessionid=chosen", ""));
    return first.contains("chosen") ? "a session id of an address is taken" : "";
  }

  private static String numbers(Target target) throws IOException, InterruptedException {
    var search = target.web().get("/api/v1/search?limit=100&offset=2147483647");
    if (search.status() != 400 || !search.body().contains("first 10,000"))
      return "an offset beyond all is answered with " + search.status() + " " + search.body();
    var paths =
        List.of(
            "/api/v1/search?limit=-1",
            "/api/v1/jobs?limit=2147483648",
            "/api/v1/verdicts?from=0001-01-01T00:00:00Z&until=9999-01-01T00:00:00Z",
            "/api/v1/search?from=%2B1000000000-12-31T23:59:59Z");
    for (var path : paths) {
      int status = target.web().get(path).status();
      if (status >= 500 || status == 0) return path + " is answered with " + status;
    }
    var body =
        "{\"until\":\"PT9223372036854775807S\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int snoozed =
        target
            .web()
            .post("/api/v1/alerts/none/snooze", body, "Content-Type", "application/json")
            .status();
    if (snoozed >= 500) return "a snooze without end is answered with " + snoozed;
    var chunk = request(target, "POST", Pushed.BULK, "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
    var answer = target.web().answerTo(chunk);
    return answer.startsWith("HTTP/1.1 5")
        ? "a malformed chunk: " + answer.lines().findFirst()
        : "";
  }

  /// Each value has to be compared with a pattern, and none is found.
  private static String wildcards(Target target) throws InterruptedException {
    var dear = "q=process.command_line%3A%20o*a*b*c*d*e*f*g*z%20or%20message%3A%20o*p*t*z";
    var answers = new ArrayList<Future<Web.Answer>>();
    try (var threads = Executors.newFixedThreadPool(SEARCHES);
        var others = target.elsewhere()) {
      for (int i = 0; i < SEARCHES; i++) {
        var path = i % 4 == 0 ? EXPORT : SEARCH;
        answers.add(threads.submit(() -> target.web().get(path + dear)));
      }
      int status = others.get(SEARCH + "q=host.name%3A%20none").status();
      if (status != 200) return "the search of another user is answered with " + status;
    }
    for (var answer : answers)
      if (!List.of(200, 429).contains(answer.resultNow().status()))
        return "answered with " + answer.resultNow().status() + " " + answer.resultNow().body();
    int refused = target.web().get(SEARCH + "q=*%3A%2Aa%2Ab%2A").status();
    return refused == 400 ? "" : "a pattern that begins with * is answered with " + refused;
  }

  private static String elasticsearch(Target target) throws IOException, InterruptedException {
    var address = target.elasticsearch();
    try (var client = HttpClient.newHttpClient()) {
      for (var path : List.of("/_search", "/_all/_close")) {
        var request =
            HttpRequest.newBuilder(URI.create(address + path))
                .POST(BodyPublishers.noBody())
                .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 401) return path + " is answered with " + status;
      }
    }
    return target.web().get("/api/v1/status").body().contains(":" + address.getPort())
        ? "an answer tells its address"
        : "";
  }

  private static String files(Target target) throws IOException {
    var data = target.data();
    var others = Files.getPosixFilePermissions(data);
    if (others.stream().anyMatch(OF_OTHERS::contains)) return "the data folder is open";
    try (var all = Files.walk(data)) {
      for (var file : all.filter(Files::isRegularFile).toList())
        if (!file.startsWith(data.resolve("elasticsearch")) && isOpen(file))
          return file + " is open";
    }
    return "";
  }

  private static boolean isOpen(Path file) {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException e) {
      return false; // gone meanwhile
    }
  }
}
