// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.indexer.document.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The objects to import into Kibana name what the templates have.
class KibanaObjectsTest {
  private static final Path MODULE = Path.of("../elastic-templates");
  private static final Pattern FIELD = Pattern.compile("([a-z@][a-z_.]*)\\s*:");

  private final Map<String, JsonNode> objects = new LinkedHashMap<>();

  KibanaObjectsTest() throws IOException {
    var ids = new ArrayList<String>();
    for (var line : Files.readAllLines(MODULE.resolve("kibana/stillwatch.ndjson"))) {
      var object = Json.MAPPER.readTree(line);
      ids.add(object.path("id").asText());
      objects.put(object.path("id").asText(), object);
    }
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void references_name_objects_of_the_file() {
    objects.forEach((id, object) -> {
      for (var reference : object.path("references")) {
        var named = reference.path("id").asText();
        assertThat(objects).as(id).containsKey(named);
        assertThat(objects.get(named).path("type")).as(id).isEqualTo(reference.path("type"));
      }
    });
  }

  @Test
  void data_views_are_of_indices_that_have_a_template_and_a_time() throws IOException {
    for (var view : ofType("index-pattern")) {
      var title = view.at("/attributes/title").asText();
      assertThat(fields(title)).as(title).contains(view.at("/attributes/timeFieldName").asText());
    }
  }

  @Test
  void searches_show_and_ask_for_fields_of_their_index() throws IOException {
    assertThat(ofType("search")).hasSizeGreaterThan(5);
    for (var search : ofType("search")) {
      var index = search.at("/references/0/id").asText();
      var named = new TreeSet<String>();
      search.at("/attributes/columns").forEach(column -> named.add(column.asText()));
      var source =
          Json.MAPPER.readTree(
              search.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON").asText());
      var asked = FIELD.matcher(source.at("/query/query").asText());
      while (asked.find()) named.add(asked.group(1));
      assertThat(fields(index)).as(search.path("id").asText()).containsAll(named);
    }
  }

  @Test
  void each_panel_of_a_dashboard_has_its_search() throws IOException {
    assertThat(ofType("dashboard")).hasSize(1);
    for (var dashboard : ofType("dashboard")) {
      var references = new TreeSet<String>();
      dashboard.path("references").forEach(each -> references.add(each.path("name").asText()));
      var panels = new TreeSet<String>();
      Json.MAPPER
          .readTree(dashboard.at("/attributes/panelsJSON").asText())
          .forEach(panel -> panels.add(panel.path("panelRefName").asText()));
      assertThat(panels).isNotEmpty().isEqualTo(references);
    }
  }

  private List<JsonNode> ofType(String type) {
    return objects.values().stream()
        .filter(object -> object.path("type").asText().equals(type))
        .toList();
  }

  private static Set<String> fields(String index) throws IOException {
    var fields = new TreeSet<String>();
    for (var file : new String[] {"component/stillwatch-ecs.json", "index/" + index + ".json"}) {
      var path = MODULE.resolve(file);
      if (!Files.exists(path)) throw new AssertionError(index + " has no template");
      var template = Json.MAPPER.readTree(Files.readAllBytes(path));
      collect("", template.at("/template/mappings/properties"), fields);
    }
    return fields;
  }

  private static void collect(String prefix, JsonNode properties, Set<String> fields) {
    for (var property : properties.properties()) {
      var name = prefix + property.getKey();
      if (property.getValue().has("properties"))
        collect(name + ".", property.getValue().path("properties"), fields);
      else fields.add(name);
    }
  }
}
