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
import java.util.OptionalLong;
import java.util.Set;

/// `/api/v1/dead-letters`: what the index refused for good, the way back into the spool, and the
/// way out of it.
public final class DeadLetterRoutes {
  private static final String PATH = "/api/v1/dead-letters";

  private static final int AT_ONCE = 1_000;
  private static final long MOST = 999_999_999_999_999_999L;
  private static final Set<String> BOUNDS = Set.of("through", "limit");

  private final Spool spool;

  public DeadLetterRoutes(Spool spool) {
    this.spool = spool;
  }

  void serveIn(RoutesConfig routes) {
    routes.get(PATH, this::list);
    routes.get(PATH + "/{number}", context -> Api.send(context, PublicJson.whole(letter(context))));
    routes.post(PATH + "/replay", context -> replayed(context, spool.replay()));
    routes.post(PATH + "/{number}/replay", this::replay);
    routes.delete(PATH, this::discardAll);
    routes.delete(PATH + "/{number}", this::discard);
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

  private void discard(Context context) throws StoreException {
    long number = number(context);
    var gone = spool.discard(number).orElseThrow(() -> missing(number));
    var json = JsonNodeFactory.instance.objectNode().put("discarded", 1);
    json.putArray("items").add(PublicJson.discarded(gone));
    Api.send(context, json);
  }

  /// What is refused while this goes on stays: whoever ordered it has not seen it.
  private void discardAll(Context context) throws StoreException {
    // a bound that is misspelt would bound nothing
    if (!BOUNDS.containsAll(context.queryParamMap().keySet()))
      throw new IllegalArgumentException("A deletion is bounded by 'through' and 'limit' alone.");
    var last = parameter(context, "through", MOST);
    long through = last.isPresent() ? last.getAsLong() : spool.newestDeadLetter();
    long limit = parameter(context, "limit", AT_ONCE).orElse(Long.MAX_VALUE);
    var json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    long discarded = 0;
    while (discarded < limit) {
      var gone = spool.discardOldest(through, (int) Math.min(AT_ONCE, limit - discarded));
      if (gone.isEmpty()) break;
      if (discarded == 0) gone.forEach(letter -> items.add(PublicJson.discarded(letter)));
      discarded += gone.size();
    }
    Api.send(context, json.put("discarded", discarded).put("through", through));
  }

  private static OptionalLong parameter(Context context, String name, long most) {
    var text = context.queryParam(name);
    if (text == null) return OptionalLong.empty();
    long number = text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    if (number < 1 || number > most)
      throw new IllegalArgumentException(name + " must be a number from 1 to " + most + ".");
    return OptionalLong.of(number);
  }

  private DeadLetter letter(Context context) throws StoreException {
    long number = number(context);
    return spool.deadLetter(number).orElseThrow(() -> missing(number));
  }

  private static long number(Context context) {
    var text = context.pathParam("number");
    if (!text.matches("\\d{1,18}"))
      throw new IllegalArgumentException("The number of a dead letter, not '" + text + "'.");
    return Long.parseLong(text);
  }

  private static NotFoundResponse missing(long number) {
    return new NotFoundResponse("There is no dead letter " + number + ".");
  }
}
