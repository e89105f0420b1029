// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.stillwatch.app.json.PublicJson;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.ports.UiPorts;

/// The routes by which people are told, with the receipt of the last test of each, and a way to
/// test them.
final class RouteRoutes {
  private final UiPorts ports;

  RouteRoutes(UiPorts ports) {
    this.ports = ports;
  }

  void serveIn(RoutesConfig routes) {
    routes.get("/api/v1/routes", this::list);
    routes.post("/api/v1/routes/test", this::test);
  }

  private void list(Context context) throws StoreException {
    var json = JsonNodeFactory.instance.objectNode();
    var list = json.putArray("routes");
    for (var tested : ports.routing().tested(ports.alerts().messages())) {
      var route = list.addObject().put("name", tested.route());
      var last = tested.last();
      if (last.isEmpty()) {
        route.putNull("last_test");
        continue;
      }
      var delivery = last.get().delivery();
      route
          .putObject("last_test")
          .put("at", last.get().madeAt().toString())
          .put("state", PublicJson.word(delivery.state()))
          .put("message_id", delivery.messageId())
          .put("problem", delivery.problem());
    }
    Api.send(context, json);
  }

  private void test(Context context) throws StoreException {
    if (ports.routing().routes().isEmpty()) {
      Problems.answer(context, HttpStatus.CONFLICT, "No route is configured; see alerts.topicArn.");
      return;
    }
    ports.routing().tests().send(ports.clock().instant());
    context.status(HttpStatus.ACCEPTED);
    list(context);
  }
}
