// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.document.TemplateResource;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Installs the templates of the module elastic-templates that are missing or outdated.
///
/// Where a template names no interval of its own, indices are refreshed every `refreshInterval`.
record Templates(ElasticClient client, Duration refreshInterval) {
  private static final Logger LOG = LoggerFactory.getLogger(Templates.class);
  private static final String SETTINGS = "stillwatch-settings";
  private static final List<String> COMPONENTS = List.of(SETTINGS, "stillwatch-ecs");
  private static final List<String> INDICES =
      List.of(
          IndexNames.LOGS,
          IndexNames.SNAPSHOTS,
          IndexNames.RUNS,
          IndexNames.VERDICTS,
          IndexNames.ANOMALIES,
          IndexNames.SIZES,
          IndexNames.SERIES,
          IndexNames.LABELS,
          IndexNames.JOBS,
          IndexNames.FINDINGS,
          IndexNames.ALERTS,
          IndexNames.NOTIFICATIONS,
          IndexNames.ALERT_EVENTS,
          IndexNames.MESSAGES,
          "stillwatch-models",
          IndexNames.SOURCES,
          IndexNames.WATCH,
          IndexNames.LEASES,
          IndexNames.STATE,
          IndexNames.VIEWS,
          IndexNames.PINGS,
          IndexNames.AUDIT);

  static List<String> names() {
    return Stream.concat(COMPONENTS.stream(), INDICES.stream()).toList();
  }

  void install() throws StoreException {
    install("component", "_component_template", "component_templates", COMPONENTS);
    install("index", "_index_template", "index_templates", INDICES);
  }

  private void install(String folder, String api, String list, List<String> names)
      throws StoreException {
    var installed = client.send("GET", "/" + api + "/stillwatch-*", new byte[0]);
    var known = installed.ok() ? installed.json().path(list) : Json.MAPPER.createArrayNode();
    for (var name : names) {
      var template = refreshed(TemplateResource.read(folder, name), name);
      int version = template.path("version").asInt();
      int present = version(known, name);
      if (present == version) continue;
      if (present > version) {
        LOG.atWarn()
            .addKeyValue("template", name)
            .addKeyValue("present", present)
            .addKeyValue("expected", version)
            .log("Template was installed by a newer Stillwatch; keeping it.");
        continue;
      }
      client.json("PUT", "/" + api + "/" + name, template);
      if (present > 0) addFields(template);
    }
  }

  private JsonNode refreshed(JsonNode template, String name) {
    if (name.equals(SETTINGS)
        && template.path("template").path("settings") instanceof ObjectNode to)
      to.put("index.refresh_interval", refreshInterval.toSeconds() + "s");
    return template;
  }

  /// An index that is never replaced by one of the next month gets the new fields now.
  private void addFields(JsonNode template) throws StoreException {
    var index = template.path("index_patterns").path(0).asText();
    if (index.isEmpty() || index.endsWith("*")) return;
    var mappings = Json.bytes(template.path("template").path("mappings"));
    var reply = client.send("PUT", "/" + index + "/_mapping", mappings);
    if (!reply.ok() && reply.status() != 404) throw client.refused("new fields of " + index, reply);
  }

  private static int version(JsonNode known, String name) {
    for (var template : known) {
      if (template.path("name").asText().equals(name)) {
        return template.findPath("version").asInt();
      }
    }
    return 0;
  }
}
