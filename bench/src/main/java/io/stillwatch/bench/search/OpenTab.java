// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/// A tab of a browser, as far as the server sees it: it asks for a page and goes from view to view.
final class OpenTab implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final URI root;
  private final int id;
  private final String key;
  private int sent;

  OpenTab(URI root) throws IOException, InterruptedException {
    this.root = root;
    var init = send(HttpRequest.newBuilder(root.resolve("?v-r=init&location=&query=")).build());
    var config = JSON.readTree(init).path("appConfig");
    id = config.path("v-uiId").asInt();
    key = config.path("uidl").path("Vaadin-Security-Key").asText();
  }

  /// Goes to a view and returns what the server sent for it.
  String go(String route, String query) throws IOException, InterruptedException {
    var request = JSON.createObjectNode().put("csrfToken", key).put("syncId", sent);
    var event = request.putArray("rpc").addObject().put("type", "event").put("node", 1);
    var data = event.put("event", "ui-navigate").putObject("data");
    data.put("route", route).put("query", query).put("appShellTitle", "").put("trigger", "");
    data.putObject("historyState").put("idx", sent);
    request.put("clientId", sent);
    sent++;
    var answer =
        send(
            HttpRequest.newBuilder(root.resolve("?v-r=uidl&v-uiId=" + id))
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(request)))
                .build());
    if (answer.contains("Try again"))
      throw new IOException("The view " + route + " shows an error.");
    return answer;
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200)
      throw new IOException(request.uri() + " was answered " + answer.statusCode());
    return answer.body();
  }

  @Override
  public void close() {
    http.close();
  }
}
