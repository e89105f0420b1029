// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/// What shippers ask of Elasticsearch before they send: who it is, its license, whether it is well.
///
/// Templates, policies and pipelines are accepted and not kept: ours are installed already.
final class ElasticProbes {
  static final String PRODUCT = "X-Elastic-Product";

  private static final String ROOT = "/ingest/es";

  /// Beats refuse servers that are older than they are.
  private static final String VERSION = "9.5.3";

  private static final String[] SET_UP = {
    "/_template/*",
    "/_index_template/*",
    "/_component_template/*",
    "/_ilm/*",
    "/_ingest/pipeline/*",
    "/_data_stream/*"
  };

  void serveIn(RoutesConfig routes) {
    for (var path : new String[] {ROOT, ROOT + "/"}) {
      routes.get(path, answering(INFO));
      routes.head(path, answering(INFO));
    }
    routes.get(ROOT + "/_license", answering(LICENSE));
    routes.get(ROOT + "/_xpack", answering(XPACK));
    routes.get(ROOT + "/_cluster/health", answering(HEALTH));
    routes.get(ROOT + "/_cat/health", context -> elastic(context).result("stillwatch green 1 1\n"));
    routes.head(ROOT + "/_cat/health", context -> elastic(context).result(""));
    for (var path : SET_UP) {
      routes.put(ROOT + path, answering("{\"acknowledged\":true}"));
      routes.post(ROOT + path, answering("{\"acknowledged\":true}"));
    }
    routes.get(ROOT + "/*", ElasticProbes::absent);
    routes.head(ROOT + "/*", ElasticProbes::absent);
  }

  private static final String INFO =
      """
      {"name":"stillwatch","cluster_name":"stillwatch","cluster_uuid":"c3RpbGx3YXRjaC1pbmdlc3",
      "version":{"number":"%s","build_flavor":"default","build_type":"tar","build_hash":"unknown",
      "build_date":"2026-01-01T00:00:00Z","build_snapshot":false,"lucene_version":"10.0.0",
      "minimum_wire_compatibility_version":"8.19.0","minimum_index_compatibility_version":"8.0.0"},
      "tagline":"You Know, for Search"}
      """
          .formatted(VERSION);

  private static final String LICENSE =
      """
      {"license":{"status":"active","uid":"c3RpbGx3YXRjaA","type":"basic",
      "issue_date":"2026-01-01T00:00:00.000Z","issued_to":"stillwatch","issuer":"stillwatch",
      "start_date_in_millis":-1}}
      """;

  private static final String XPACK =
      """
      {"license":{"uid":"c3RpbGx3YXRjaA","type":"basic","mode":"basic","status":"active"},
      "features":{"ilm":{"available":false,"enabled":false},
      "security":{"available":false,"enabled":false}},"tagline":"You know, for X"}
      """;

  private static final String HEALTH =
      """
      {"cluster_name":"stillwatch","status":"green","timed_out":false,"number_of_nodes":1,
      "number_of_data_nodes":1,"active_primary_shards":1,"active_shards":1,"relocating_shards":0,
      "initializing_shards":0,"unassigned_shards":0}
      """;

  private static Handler answering(String json) {
    return context -> elastic(context).contentType("application/json").result(json);
  }

  private static Context elastic(Context context) {
    return context.header(PRODUCT, "Elasticsearch");
  }

  private static void absent(Context context) {
    error(
        elastic(context),
        404,
        "resource_not_found_exception",
        "Stillwatch has no " + context.path() + ": it only takes bulk requests.");
  }

  static void error(Context context, int status, String type, String reason) {
    var json = JsonNodeFactory.instance.objectNode().put("status", status);
    var error = json.putObject("error").put("type", type).put("reason", reason);
    error.putArray("root_cause").addObject().put("type", type).put("reason", reason);
    context.status(status).contentType("application/json").result(json.toString());
  }
}
