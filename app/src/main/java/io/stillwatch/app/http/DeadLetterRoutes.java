// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.stillwatch.app.json.PublicJson;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.collector.spool.Spool.DeadLetter;
import io.stillwatch.core.store.StoreException;

/// `/api/v1/dead-letters`: what the index refused for good, and the way back into the spool.
public final class DeadLetterRoutes {
  private static final String PATH = "/api/v1/dead-letters";

  private final Spool spool;

  public DeadLetterRoutes(Spool spool) {
    this.spool = spool;
  }

  void serveIn(RoutesConfig routes) {
    routes.get(PATH, this::list);
    routes.get(PATH + "/{number}", context -> Api.send(context, PublicJson.whole(letter(context))));
    routes.post(PATH + "/replay", context -> replayed(context, spool.replay()));
    routes.post(PATH + "/{number}/replay", this::replay);
  }

  private void list(Context context) throws StoreException {
    var paging = Paging.of(context);
    var page = paging.envelope(spool.deadLetterCount());
    var items = page.putArray("items");
    for (var letter : spool.deadLetterPage(paging.offset(), paging.limit()))
      items.add(PublicJson.deadLetter(letter));
    Api.send(context, page);
  }

  private void replay(Context context) throws StoreException {
    var letter = letter(context);
    if (spool.replay(letter.sequence())) {
      replayed(context, 1);
      return;
    }
    Problems.answer(
        context,
        HttpStatus.CONFLICT,
        "Dead letter " + letter.sequence() + " was damaged on disk, or replayed meanwhile.");
  }

  private static void replayed(Context context, int letters) {
    Api.send(context, JsonNodeFactory.instance.objectNode().put("replayed", letters));
  }

  private DeadLetter letter(Context context) throws StoreException {
    var text = context.pathParam("number");
    if (!text.matches("\\d{1,18}"))
      throw new IllegalArgumentException("The number of a dead letter, not '" + text + "'.");
    return spool
        .deadLetter(Long.parseLong(text))
        .orElseThrow(() -> new NotFoundResponse("There is no dead letter " + text + "."));
  }
}
