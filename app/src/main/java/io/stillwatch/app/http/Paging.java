// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;

/// Which part of a list a request wants: `offset` and `limit`.
record Paging(int offset, int limit) {
  static final int MOST = 1_000;
  static final int USUAL = 100;

  static Paging of(Context context) {
    return new Paging(
        number(context, "offset", 0, 0, Integer.MAX_VALUE),
        number(context, "limit", 0, USUAL, MOST));
  }

  <T> ObjectNode page(List<T> all, Function<T, ObjectNode> json) {
    var page = envelope(all.size());
    var items = page.putArray("items");
    all.stream().skip(offset).limit(limit).forEach(one -> items.add(json.apply(one)));
    return page;
  }

  ObjectNode envelope(long total) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("total", total)
        .put("offset", offset)
        .put("limit", limit);
  }

  static int number(Context context, String name, int least, int otherwise, int most) {
    var text = context.queryParam(name);
    if (text == null) return otherwise;
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) return number;
    } catch (NumberFormatException e) {
      // the message below says what is allowed
    }
    throw new IllegalArgumentException(
        name + " must be a number from " + least + " to " + most + ".");
  }
}
