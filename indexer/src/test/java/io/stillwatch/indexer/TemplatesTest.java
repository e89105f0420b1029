// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.WatchStateStore.WatchProgress;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.document.TemplateResource;
import io.stillwatch.testkit.store.Samples;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private ElasticStores stores;
  private ElasticClient client;

  @BeforeEach
  void connect() throws Exception {
    stores = RealElasticsearch.empty();
    client = RealElasticsearch.client();
  }

  @AfterEach
  void close() throws Exception {
    stores.close();
    client.close();
  }

  @Test
  void an_index_is_created_from_the_templates() throws Exception {
    stores.evidence().append(List.of(Samples.started(1)));
    var index = client.get("/stillwatch-logs-cron.syslog-2026.11.20").elements().next();
    assertThat(index.path("aliases").has("stillwatch-logs")).isTrue();
    assertThat(index.path("mappings").path("dynamic").asText()).isEqualTo("false");
    assertThat(index.findPath("labels").path("type").asText()).isEqualTo("flattened");
    assertThat(index.findPath("auto_expand_replicas").asText()).isEqualTo("0-1");
    assertThat(client.get("/_index_template/stillwatch-logs").findPath("priority").asInt())
        .isEqualTo(501);
    assertThat(stores.health()).isEqualTo("green");
    stores.ping();
  }

  @Test
  void an_unknown_field_is_stored_without_a_mapping() throws Exception {
    stores.states().progress(new WatchProgress("1", Samples.AT), 1);
    client.json("POST", "/stillwatch-state/_doc/x", Json.object().put("whatever", "kept"));
    var mapping = client.get("/stillwatch-state/_mapping");
    assertThat(mapping.findPath("whatever").isMissingNode()).isTrue();
  }

  @Test
  void an_older_template_is_replaced_and_a_newer_one_is_kept() throws Exception {
    install(0);
    RealElasticsearch.connectAgain().close();
    int current = TemplateResource.read("index", "stillwatch-state").path("version").asInt();
    assertThat(version()).isEqualTo(current);
    install(9);
    RealElasticsearch.connectAgain().close();
    assertThat(version()).isEqualTo(9);
    install(current);
  }

  @Test
  void the_server_of_one_process_is_refreshed_less_often_than_a_cluster() throws Exception {
    assertThat(refreshInterval(ElasticSettings.LOCAL)).isEqualTo("30s");
    assertThat(refreshInterval(ElasticSettings.CLUSTER)).isEqualTo("1s");
  }

  private String refreshInterval(ElasticSettings settings) throws StoreException {
    var template = (ObjectNode) TemplateResource.read("component", "stillwatch-settings");
    client.json("PUT", "/_component_template/stillwatch-settings", template.put("version", 0));
    new Templates(client, settings.refreshInterval()).install();
    var installed = client.get("/_component_template/stillwatch-settings");
    return installed.findPath("refresh_interval").asText();
  }

  @Test
  void an_index_of_an_earlier_version_gets_the_new_fields() throws Exception {
    var template = (ObjectNode) TemplateResource.read("index", "stillwatch-state");
    ((ObjectNode) template.at("/template/mappings/properties/stillwatch/properties"))
        .remove("epoch");
    client.json("PUT", "/_index_template/stillwatch-state", template.put("version", 1));
    stores.states().progress(new WatchProgress("1", Samples.AT), 1);
    var before = client.get("/stillwatch-state/_mapping");
    assertThat(before.findPath("epoch").isMissingNode()).isTrue();
    RealElasticsearch.connectAgain().close();
    var after = client.get("/stillwatch-state/_mapping");
    assertThat(after.findPath("epoch").path("type").asText()).isEqualTo("long");
  }

  private void install(int version) throws StoreException {
    var template = (ObjectNode) TemplateResource.read("index", "stillwatch-state");
    client.json("PUT", "/_index_template/stillwatch-state", template.put("version", version));
  }

  private int version() throws StoreException {
    JsonNode template = client.get("/_index_template/stillwatch-state");
    return template.path("index_templates").path(0).path("index_template").path("version").asInt();
  }

  @Test
  void every_change_of_an_alert_or_a_finding_is_recorded() throws Exception {
    stores
        .alerts()
        .save(Samples.alert("a", Alert.State.PENDING, Samples.AT), Versioned.Version.NEW);
    var read = stores.alerts().find("a").orElseThrow();
    stores.alerts().save(Samples.alert("a", Alert.State.FIRING, Samples.AT), read.version());
    stores
        .findings()
        .save(Samples.finding("f", FindingLifecycle.Status.OPEN), Versioned.Version.NEW);
    assertThat(stores.search().counts())
        .containsEntry("alerts", 1L)
        .containsEntry("findings", 1L)
        .containsEntry("audit", 3L);
  }

  @Test
  void an_unreachable_cluster_is_reported() {
    assertThatThrownBy(() ->
            ElasticStores.connect(
                URI.create("http://127.0.0.1:1"),
                ElasticSettings.LOCAL,
                new RealElasticsearch.Letters(),
                InstantSource.system()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("http://127.0.0.1:1: Elasticsearch did not respond")
        .hasMessageContaining("Check that it is running");
  }
}
