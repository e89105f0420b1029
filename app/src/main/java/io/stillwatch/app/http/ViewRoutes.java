// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import io.stillwatch.core.store.SavedView;
import io.stillwatch.core.store.SavedViews;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.ports.UiPorts;
import java.time.InstantSource;
import java.util.Optional;

/// Saved views in `/api/v1`: listed, saved and deleted.
final class ViewRoutes {
  private final SavedViews views;
  private final InstantSource clock;

  ViewRoutes(UiPorts ports) {
    views = ports.searching().views();
    clock = ports.clock();
  }

  void serveIn(RoutesConfig routes) {
    routes.get("/api/v1/views", this::list);
    routes.get("/api/v1/views/{id}", this::get);
    routes.put("/api/v1/views/{id}", this::put);
    routes.delete("/api/v1/views/{id}", this::delete);
  }

  private void list(Context context) throws StoreException {
    var person = asker(context);
    var json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    views.visibleTo(person).forEach(view -> items.add(json(view, person)));
    Api.send(context, json);
  }

  private void get(Context context) throws StoreException {
    var person = asker(context);
    Api.send(context, json(visible(context, person), person));
  }

  private static String asker(Context context) {
    return Optional.ofNullable(context.queryParam("owner")).orElse("");
  }

  /// Only the owner finds a private view.
  private SavedView visible(Context context, String person) throws StoreException {
    var id = context.pathParam("id");
    return views
        .find(id)
        .filter(view -> view.visibleTo(person))
        .orElseThrow(() -> new NotFoundResponse("There is no saved view " + id + "."));
  }

  private void put(Context context) throws StoreException {
    var body = AlertActions.body(context);
    var view =
        new SavedView(
            context.pathParam("id"),
            body.path("name").asText(""),
            body.path("parameters").asText(""),
            AlertActions.person(body),
            body.path("shared").asBoolean(),
            clock.instant());
    var before = views.find(view.id());
    if (before.isPresent()) mustOwn(before.get(), view.owner());
    views.put(view);
    Api.send(context, json(view, view.owner()));
  }

  private void delete(Context context) throws StoreException {
    var person = AlertActions.person(AlertActions.body(context));
    var view = visible(context, person);
    mustOwn(view, person);
    views.delete(view.id());
    Api.send(context, json(view, person));
  }

  private static void mustOwn(SavedView view, String person) {
    if (!view.owner().equals(person))
      throw new ForbiddenResponse("Only its owner changes the saved view " + view.id() + ".");
  }

  /// Without the owner: whoever knows it can read and delete the owner's views.
  private static ObjectNode json(SavedView view, String person) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", view.id())
        .put("name", view.name())
        .put("parameters", view.parameters())
        .put("own", view.owner().equals(person))
        .put("shared", view.shared())
        .put("saved_at", view.savedAt().toString());
  }
}
