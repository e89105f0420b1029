// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.dom.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the server drew as one element, before the browser or a user changed anything of it.
record Picture(
    Optional<Class<? extends Component>> type,
    String tag,
    Map<String, String> attributes,
    Map<String, String> properties,
    String text,
    List<Picture> children) {
  static Picture of(Element element) {
    if (element.isTextNode()) {
      return new Picture(Optional.empty(), "", Map.of(), Map.of(), element.getText(), List.of());
    }
    var attributes = new TreeMap<String, String>();
    element
        .getAttributeNames()
        .forEach(name -> attributes.put(name, String.valueOf(element.getAttribute(name))));
    var properties = new TreeMap<String, String>();
    element
        .getPropertyNames()
        .forEach(name -> properties.put(name, String.valueOf(element.getPropertyRaw(name))));
    var children = new ArrayList<Picture>();
    element.getChildren().forEach(child -> children.add(of(child)));
    Optional<Class<? extends Component>> type = element.getComponent().map(Component::getClass);
    return new Picture(type, element.getTag(), attributes, properties, "", children);
  }

  boolean isText() {
    return tag.isEmpty();
  }

  boolean holdsKept() {
    return type.equals(Optional.of(Kept.class)) || children.stream().anyMatch(Picture::holdsKept);
  }

  /// Whether both can be the same thing at two times.
  boolean sameKind(Picture other) {
    return type.equals(other.type) && tag.equals(other.tag) && label().equals(other.label());
  }

  private String label() {
    return attributes.getOrDefault("aria-label", "")
        + attributes.getOrDefault("class", "").lines().collect(Collectors.joining());
  }
}
