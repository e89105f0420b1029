// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.dom.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Brings what is on the page up to date with a newer drawing of the same.
///
/// What is equal stays the same element in the browser, with its focus, its scroll position and
/// what is open in it. Plain elements are followed into; other components are replaced if they
/// differ, unless they are [Lasting].
public final class Redraw {
  /// Plain elements, whose listeners, if any, belong to other components.
  private static final Set<Class<?>> PLAIN = Set.of(HtmlContainer.class, Panel.class, Facts.class);

  private final HtmlContainer page;
  private List<Picture> drawn = List.of();
  private boolean replacing;

  public Redraw(HtmlContainer page) {
    this.page = page;
  }

  /// Replaces everything but what is [Kept]: another address was entered, and what looks the same
  /// may do something else.
  public void replace(HtmlContainer sheet) {
    move(sheet, true);
  }

  /// Moves the content of `sheet` to the page as far as it differs from what was drawn last.
  public void update(HtmlContainer sheet) {
    move(sheet, false);
  }

  private void move(HtmlContainer sheet, boolean all) {
    var fresh = Picture.of(sheet.getElement()).children();
    replacing = all;
    merge(page.getElement(), drawn, sheet.getElement(), fresh);
    drawn = fresh;
  }

  /// The children that `old` had when it was drawn are known; those that were added since go.
  private void merge(
      Element old, List<Picture> oldPictures, Element fresh, List<Picture> freshPictures) {
    var oldChildren = children(old);
    var freshChildren = children(fresh);
    boolean known = oldChildren.size() == oldPictures.size();
    int common = known ? Math.min(oldPictures.size(), freshPictures.size()) : 0;
    int head = 0;
    while (head < common && oldPictures.get(head).equals(freshPictures.get(head))) head++;
    int tail = 0;
    while (tail < common - head
        && oldPictures
            .get(oldPictures.size() - 1 - tail)
            .equals(freshPictures.get(freshPictures.size() - 1 - tail))) tail++;
    var wanted = new ArrayList<Element>();
    for (int i = 0; i < freshChildren.size(); i++) {
      boolean atEnd = i >= freshChildren.size() - tail;
      int at = atEnd ? oldPictures.size() - freshChildren.size() + i : i;
      boolean paired = known && at < oldPictures.size() - (atEnd ? 0 : tail);
      wanted.add(
          paired
              ? merged(
                  oldChildren.get(at),
                  oldPictures.get(at),
                  freshChildren.get(i),
                  freshPictures.get(i))
              : settled(freshChildren.get(i)));
    }
    place(old, wanted);
  }

  private static List<Element> children(Element element) {
    return element.getChildren().toList();
  }

  /// A new element, with what is kept at its marks.
  private static Element settled(Element fresh) {
    var kept = kept(fresh);
    if (kept.isPresent()) return kept.get();
    if (fresh.isTextNode()) return fresh;
    var children = children(fresh);
    for (int i = 0; i < children.size(); i++) {
      var child = children.get(i);
      var settled = settled(child);
      if (settled.equals(child)) continue;
      settled.removeFromParent();
      fresh.setChild(i, settled);
    }
    return fresh;
  }

  private static Optional<Element> kept(Element fresh) {
    return fresh
        .getComponent()
        .filter(Kept.class::isInstance)
        .map(kept -> ((Kept) kept).component().getElement());
  }

  /// The element that shows what `fresh` shows: the old one where that is possible.
  private Element merged(Element old, Picture oldPicture, Element fresh, Picture freshPicture) {
    var kept = kept(fresh);
    if (kept.isPresent()) return kept.get();
    if (replacing && !freshPicture.holdsKept()) return settled(fresh);
    if (oldPicture.equals(freshPicture) && !replacing) return old;
    if (!oldPicture.sameKind(freshPicture)) return settled(fresh);
    if (freshPicture.isText()) {
      old.setText(fresh.getText());
      return old;
    }
    var component = old.getComponent();
    if (component.isPresent() && component.get() instanceof Lasting lasting) {
      return lasting.become(fresh.getComponent().orElseThrow()) ? old : settled(fresh);
    }
    if (component.map(Component::getClass).filter(PLAIN::contains).isEmpty()) return settled(fresh);
    attributes(old, oldPicture, freshPicture);
    merge(old, oldPicture.children(), fresh, freshPicture.children());
    return old;
  }

  private static void attributes(Element old, Picture oldPicture, Picture freshPicture) {
    freshPicture
        .attributes()
        .forEach((name, value) -> {
          if (!value.equals(oldPicture.attributes().get(name))) old.setAttribute(name, value);
        });
    oldPicture.attributes().keySet().stream()
        .filter(name -> !freshPicture.attributes().containsKey(name))
        .forEach(old::removeAttribute);
  }

  private static void place(Element parent, List<Element> wanted) {
    children(parent).stream()
        .filter(child -> !wanted.contains(child))
        .toList()
        .forEach(parent::removeChild);
    for (int i = 0; i < wanted.size(); i++) {
      var child = wanted.get(i);
      if (i < parent.getChildCount() && parent.getChild(i).equals(child)) continue;
      child.removeFromParent();
      parent.insertChild(i, child);
    }
  }
}
