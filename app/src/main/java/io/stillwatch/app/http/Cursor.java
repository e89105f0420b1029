// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Which page of a long list a request wants: at most `limit` items after the cursor that the page
/// before returned as `next`; empty for the first page.
record Cursor(String after, int limit) {
  static Cursor of(Context context) {
    if (context.queryParam("offset") != null) {
      throw new IllegalArgumentException(
          "This list has no offset: pass 'next' of the page before as the parameter after.");
    }
    var after = Optional.ofNullable(context.queryParam("after")).orElse("");
    return new Cursor(after, Paging.number(context, "limit", 1, Paging.USUAL, Paging.MOST));
  }

  /// `next` is the cursor of the page that follows, empty after the last one.
  <T> ObjectNode page(List<T> items, String next, Function<T, ObjectNode> json) {
    var page = JsonNodeFactory.instance.objectNode().put("limit", limit);
    page.put("next", next.isEmpty() ? null : next);
    var array = page.putArray("items");
    items.forEach(item -> array.add(json.apply(item)));
    return page;
  }
}
