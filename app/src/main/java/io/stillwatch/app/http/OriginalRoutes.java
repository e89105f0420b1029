// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import io.stillwatch.core.search.OriginalLines.Look;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.ports.Originals;
import io.stillwatch.ui.ports.UiPorts;
import java.time.InstantSource;

/// A log line as it was written, in `/api/v1`, where the configuration permits it. A POST, because
/// each look is stored.
final class OriginalRoutes {
  private final Originals originals;
  private final InstantSource clock;

  OriginalRoutes(UiPorts ports) {
    originals = ports.searching().originals();
    clock = ports.clock();
  }

  void serveIn(RoutesConfig routes) {
    routes.post("/api/v1/search/lines/{index}/{id}/original", this::show);
  }

  private void show(Context context) throws StoreException {
    if (!originals.permitted())
      throw new ForbiddenResponse(
          "Lines are not shown as they were written. Whoever configures Stillwatch can permit it"
              + " with web.originalLines.");
    var body = AlertActions.body(context);
    var look =
        new Look(
            context.pathParam("index"),
            context.pathParam("id"),
            AlertActions.person(body),
            AlertActions.text(body, "reason", "why the line is looked at"),
            clock.instant());
    var line =
        originals
            .lines()
            .open(look)
            .orElseThrow(() ->
                new NotFoundResponse(
                    "Line " + look.id() + " is not stored in " + look.index() + "."));
    var json = JsonNodeFactory.instance.objectNode();
    Api.send(context, json.put("index", look.index()).put("id", look.id()).put("original", line));
  }
}
