// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.StoreException;

/// `/badge/KEY.svg` and `/badge/KEY.json`: how a job that pings does, as a picture and as the JSON
/// of shields.io endpoints, for a page of its own.
final class Badges {
  private static final int CHARACTER = 7;
  private static final int PADDING = 10;
  private final PingedJobs jobs;

  Badges(JobStatusStore statuses) {
    this.jobs = new PingedJobs(statuses);
  }

  void serveIn(RoutesConfig routes) {
    routes.get("/badge/{file}", context -> badge(context, context.pathParam("file")));
    routes.get(
        "/badge/{project}/{file}",
        context -> badge(context, context.pathParam("project") + "/" + context.pathParam("file")));
  }

  private void badge(Context context, String path) throws StoreException {
    int dot = path.lastIndexOf('.');
    var key = dot < 1 ? "" : path.substring(0, dot);
    var health = jobs.find(key).map(JobStatus::health).orElseThrow(() -> unknown(path));
    context.header("Cache-Control", "no-store");
    context.header("Cross-Origin-Resource-Policy", "cross-origin"); // for pages of other sites
    switch (path.substring(dot + 1)) {
      case "svg" -> context.contentType("image/svg+xml; charset=utf-8").result(svg(key, health));
      case "json" ->
          Api.send(
              context,
              JsonNodeFactory.instance
                  .objectNode()
                  .put("schemaVersion", 1)
                  .put("label", key)
                  .put("message", health.token())
                  .put("color", colour(health)));
      default -> throw unknown(path);
    }
  }

  private static NotFoundResponse unknown(String path) {
    return new NotFoundResponse(
        "There is no badge "
            + path
            + ". Write /badge/KEY.svg or /badge/KEY.json of a key that pings.");
  }

  private static String svg(String key, JobHealth health) {
    var label = escaped(key);
    int left = key.length() * CHARACTER + PADDING;
    int right = health.token().length() * CHARACTER + PADDING;
    var colour = colour(health);
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%2$s: %3$s">\
    <rect width="%4$d" height="20" fill="#444"/><rect x="%4$d" width="%5$d" height="20" fill="%6$s"/>\
    <g fill="#fff" font-family="Verdana,sans-serif" font-size="11"><text x="5" y="14">%2$s</text>\
    <text x="%7$d" y="14">%3$s</text></g></svg>
    """
        .formatted(left + right, label, health.token(), left, right, colour, left + PADDING / 2);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static String colour(JobHealth health) {
    return switch (health) {
      case SILENT, FAILED -> "#c62828";
      case LATE -> "#b26a00";
      case BLIND, LEARNING, INACTIVE -> "#757575";
      case ON_TIME -> "#2e7d32";
    };
  }
}
