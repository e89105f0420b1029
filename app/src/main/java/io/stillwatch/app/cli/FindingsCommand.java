// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.core.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The findings of a running Stillwatch: lists them, and says what people decided.
@Command(
    name = "findings",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the findings of a running Stillwatch, accepts them, or has hosts audited again.",
      "",
      "An accepted finding and a false positive predict nothing and explain no alert until their term"
          + " is over; every change is kept."
    })
final class FindingsCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  enum Action {
    list,
    accept,
    falsePositive,
    reopen,
    audit
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description = "One of ${COMPLETION-CANDIDATES}.",
      defaultValue = "list")
  private Action action = Action.list;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "The finding, or with audit a host; with list: open, accepted, fixed, ...")
  private String id = "";

  @Option(
      names = {"-u", "--url"},
      paramLabel = "URL",
      description = "Where Stillwatch answers (default: ${DEFAULT-VALUE}).",
      defaultValue = "http://127.0.0.1:8080")
  private String url = "http://127.0.0.1:8080";

  @Option(names = "--by", paramLabel = "NAME", description = "Who decides (default: you).")
  private String by = System.getProperty("user.name", "");

  @Option(names = "--why", paramLabel = "TEXT", description = "Why.")
  private String why = "";

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Until when: an instant, or a duration such as P30D.")
  private String until = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    switch (action) {
      case list -> {
        var status = id.isEmpty() ? "open" : id;
        out.println(list(status, out) + " findings are " + status);
      }
      case accept -> print(ask("POST", finding("accept"), decision()), out);
      case falsePositive -> print(ask("POST", finding("false-positive"), decision()), out);
      case reopen -> print(ask("POST", finding("reopen"), ""), out);
      case audit -> {
        ask("POST", "/api/v1/audits", JSON.createObjectNode().put("host", id).toString());
        out.println((id.isEmpty() ? "Every host" : id) + " is audited at the next tick.");
      }
    }
    return 0;
  }

  /// Page by page, and returns how many there are.
  private int list(String status, PrintWriter out) throws IOException, InterruptedException {
    int count = 0;
    var after = "";
    do {
      var cursor = after.isEmpty() ? "" : "&after=" + encoded(after);
      var page = ask("GET", "/api/v1/findings?limit=1000&status=" + encoded(status) + cursor, "");
      page.path("items").forEach(finding -> print(finding, out));
      count += page.path("items").size();
      after = page.path("next").asText("");
    } while (!after.isEmpty());
    return count;
  }

  private String finding(String verb) {
    if (id.isEmpty()) throw misused("Name a finding; 'stillwatch findings list' prints their ids.");
    return "/api/v1/findings/" + encoded(id) + "/" + verb;
  }

  private String decision() {
    if (why.isBlank()) throw misused("A decision needs a reason: pass --why.");
    var body = JSON.createObjectNode().put("by", by).put("why", why);
    if (!until.isEmpty()) body.put("until", until);
    return body.toString();
  }

  private ParameterException misused(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private JsonNode ask(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      var json = JSON.readTree(answer.body());
      if (answer.statusCode() < 300) return json;
      throw new IOException(json.path("detail").asText("The answer was " + answer.statusCode()));
    } catch (ConnectException e) {
      throw new IOException(
          "Stillwatch does not respond at " + url + ": pass its address by --url.", e);
    }
  }

  private static void print(JsonNode finding, PrintWriter out) {
    var object = finding.path("object");
    out.printf(
        "%s %-8s %-7s %s %s:%s:%d%n    %s%n",
        text(finding.path("id")),
        text(finding.path("status")),
        text(finding.path("severity")),
        text(finding.path("rule")),
        text(object.path("host")),
        text(object.path("path")),
        object.path("line").asInt(),
        text(finding.path("title")));
    var decision = finding.path("decision");
    if (!decision.isObject()) return;
    var term = decision.path("until").isTextual() ? " until " + text(decision.path("until")) : "";
    out.printf("    by %s%s: %s%n", text(decision.path("by")), term, text(decision.path("why")));
  }

  /// Names and titles come from the hosts that are audited.
  private static String text(JsonNode told) {
    return Printable.line(told.asText());
  }
}
