// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.dom.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedrawTest {
  private final HtmlContainer page = Html.div("");
  private final Redraw redraw = new Redraw(page);

  @Test
  void equal_parts_stay_the_same_elements() {
    update(Html.paragraph("one"), Html.div("box", Html.paragraph("two")));
    var before = elements();
    update(Html.paragraph("one"), Html.div("box", Html.paragraph("two")));
    assertThat(elements()).isEqualTo(before);
  }

  @Test
  void a_changed_text_changes_within_its_element() {
    update(Html.div("box", Html.paragraph("1 min ago")), Html.paragraph("last"));
    var before = elements();
    update(Html.div("box", Html.paragraph("2 min ago")), Html.paragraph("last"));
    assertThat(elements()).isEqualTo(before);
    assertThat(page.getElement().getTextRecursively()).isEqualTo("2 min agolast");
  }

  @Test
  void a_changed_address_of_a_link_changes_within_its_element() {
    update(Html.link("alerts?from=1", "Alerts"));
    var link = elements().getFirst();
    update(Html.link("alerts", "Alerts"));
    assertThat(elements()).containsExactly(link);
    assertThat(link.getAttribute("href")).isEqualTo("alerts");
  }

  @Test
  void rows_that_come_in_front_move_the_others_down() {
    update(Html.element("li", "", "b"), Html.element("li", "", "c"));
    var before = elements();
    update(Html.element("li", "", "a"), Html.element("li", "", "b"), Html.element("li", "", "c"));
    assertThat(elements().subList(1, 3)).isEqualTo(before);
    assertThat(page.getElement().getTextRecursively()).isEqualTo("abc");
  }

  @Test
  void rows_that_end_leave_the_others() {
    update(Html.element("li", "", "a"), Html.element("li", "", "b"), Html.element("li", "", "c"));
    var before = elements();
    update(Html.element("li", "", "a"), Html.element("li", "", "c"));
    assertThat(elements()).containsExactly(before.getFirst(), before.getLast());
  }

  @Test
  void a_component_that_differs_is_replaced() {
    update(new NativeButton("Acknowledge"));
    var before = elements();
    update(new NativeButton("Undo"));
    assertThat(elements()).isNotEqualTo(before);
    assertThat(page.getElement().getTextRecursively()).isEqualTo("Undo");
  }

  @Test
  void a_note_that_a_handler_added_goes_with_the_next_drawing() {
    update(Html.paragraph("one"));
    page.add(Html.paragraph("failed"));
    update(Html.paragraph("one"));
    assertThat(page.getElement().getTextRecursively()).isEqualTo("one");
  }

  @Test
  void the_chosen_tab_stays_chosen() {
    update(tabs("old"));
    var tabs = (TabBox) page.getChildren().findFirst().orElseThrow();
    var second = tabs.getElement().getChild(0).getChild(1);
    tabs.choose(1);
    update(tabs("new"));
    assertThat(page.getChildren().findFirst()).contains(tabs);
    assertThat(second.getAttribute("aria-selected")).isEqualTo("true");
    assertThat(tabs.getElement().getTextRecursively()).contains("new");
  }

  @Test
  void what_is_kept_stays_on_another_address_and_all_else_is_replaced() {
    var field = Html.element("input", "");
    redraw.replace(Html.div("", Html.paragraph("a"), Html.div("bar", new Kept(field))));
    var first = elements();
    redraw.replace(Html.div("", Html.paragraph("a"), Html.div("bar", new Kept(field))));
    assertThat(elements().getFirst()).isNotEqualTo(first.getFirst());
    assertThat(elements().get(1)).isEqualTo(first.get(1));
    assertThat(first.get(1).getChild(0)).isEqualTo(field.getElement());
  }

  private static TabBox tabs(String text) {
    return new TabBox("Forms")
        .with("Table", Html.paragraph("table"))
        .with("JSON", Html.paragraph(text));
  }

  private void update(Component... content) {
    redraw.update(Html.div("", content));
  }

  private List<Element> elements() {
    return page.getElement().getChildren().toList();
  }
}
