// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import java.util.List;
import java.util.function.Consumer;

/// The element `<sw-query>`: the field of the query with a list of suggestions, and the last ten
/// queries of this browser.
@Tag("sw-query")
@JavaScript("context://sw/sw-query.js")
final class QueryBar extends Component {
  private transient Consumer<String> search = _ -> {};
  private transient Suggesting suggesting = (_, _) -> List.of();

  /// Finds what fits at a place of the text.
  @FunctionalInterface
  interface Suggesting {
    List<Suggestion> at(String text, int caret);
  }

  QueryBar() {
    getElement()
        .addEventListener(
            "sw-search",
            event -> search.accept(event.getEventData().get("event.detail.text").asString()))
        .addEventData("event.detail.text");
    getElement()
        .addEventListener(
            "sw-type",
            event -> {
              var text = event.getEventData().get("event.detail.text").asString();
              var caret = event.getEventData().get("event.detail.caret").asInt();
              getElement().callJsFunction("suggest", text, json(suggesting.at(text, caret)));
            })
        .addEventData("event.detail.text")
        .addEventData("event.detail.caret");
  }

  /// What the address asks for, who searches and who suggests from now on.
  void show(String text, Consumer<String> searching, Suggesting suggestions) {
    search = searching;
    suggesting = suggestions;
    getElement().setProperty("query", text);
  }

  private static String json(List<Suggestion> suggestions) {
    var array = JsonNodeFactory.instance.arrayNode();
    for (var each : suggestions) {
      array
          .addObject()
          .put("text", each.text())
          .put("note", each.note())
          .put("from", each.from())
          .put("to", each.to());
    }
    return array.toString();
  }
}
