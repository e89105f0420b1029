// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ViewsTest {
  @Test
  void every_route_is_registered() {
    assertThat(Views.ROUTES)
        .containsExactlyInAnyOrderElementsOf(
            classes().filter(type -> type.isAnnotationPresent(Route.class)).toList());
  }

  @Test
  void every_error_view_is_registered() {
    assertThat(Views.ERRORS)
        .containsExactlyInAnyOrderElementsOf(
            classes().filter(HasErrorParameter.class::isAssignableFrom).toList());
  }

  @Test
  void what_the_page_loads_is_on_the_class_path() {
    var loaded =
        Stream.concat(
                classes()
                    .flatMap(type -> Stream.of(type.getAnnotationsByType(JavaScript.class)))
                    .map(script -> script.value().replace("context://", "")),
                Stream.of(AppShell.class.getAnnotationsByType(StyleSheet.class))
                    .map(StyleSheet::value))
            .toList();
    assertThat(loaded).hasSizeGreaterThan(3);
    for (var path : loaded) {
      assertThat(getClass().getResource("/META-INF/resources/" + path)).as(path).isNotNull();
      assertThat(WebUi.ASSETS).as(path).anyMatch(root -> path.startsWith(root + "/"));
    }
  }

  @Test
  void the_front_end_is_built_already() {
    for (var path :
        List.of("config/flow-build-info.json", "config/stats.json", "webapp/index.html")) {
      assertThat(getClass().getResource("/META-INF/VAADIN/" + path)).as(path).isNotNull();
    }
  }

  private static Stream<Class<?>> classes() {
    try {
      var root = Path.of(WebUi.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (var files = Files.walk(root.resolve("io/stillwatch/ui"))) {
        return files
            .map(file -> root.relativize(file).toString())
            .filter(name -> name.endsWith(".class") && !name.contains("package-info"))
            .<Class<?>>map(name -> load(name.replace(".class", "").replace('/', '.')))
            .toList()
            .stream();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, WebUi.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
