// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.client;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/// Sends requests to one cluster, with bodies as bytes.
public final class ElasticClient implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ContentType NDJSON = ContentType.create("application/x-ndjson");

  private static final String BULK = "/_bulk?filter_path=errors,items.*.status,items.*.error,error";

  private static final String BULK_WITH_VERSIONS = BULK + ",items.*._seq_no,items.*._primary_term";

  /// The health status of the cluster.
  public static final String HEALTH = "/_cluster/health?filter_path=status";

  /// The statuses of gateways and of clusters without a master.
  private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

  /// As exceptions of the connection name it, with what the name resolves to.
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^\\s,]+(?: \\[[^\\]]{0,200}\\])?");

  private final Rest5Client rest;

  public ElasticClient(Rest5Client rest) {
    this.rest = rest;
  }

  /// The status and the body, whatever the status is; throws only if no response arrived.
  public Reply send(String method, String endpoint, byte[] body) throws StoreException {
    var request = new Request(method, endpoint);
    if (body.length > 0) {
      request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    }
    return perform(request);
  }

  public Reply bulk(byte[] bytes, int from, int length) throws StoreException {
    return bulk(BULK, new ByteArrayEntity(bytes, from, length, NDJSON));
  }

  /// The written documents are visible to every search that begins afterwards.
  public Reply bulkAndRefresh(byte[] body) throws StoreException {
    return bulk(BULK + "&refresh=true", new ByteArrayEntity(body, NDJSON));
  }

  /// The response has the version of every document that was written.
  public Reply bulkWithVersions(byte[] body) throws StoreException {
    return bulk(BULK_WITH_VERSIONS, new ByteArrayEntity(body, NDJSON));
  }

  private Reply bulk(String endpoint, ByteArrayEntity body) throws StoreException {
    var request = new Request("POST", endpoint);
    request.setEntity(body);
    return perform(request);
  }

  /// The body of a successful response; any other response is an exception.
  public JsonNode json(String method, String endpoint, JsonNode body) throws StoreException {
    var reply = send(method, endpoint, bytes(body));
    if (!reply.ok()) throw refused(method + " " + endpoint, reply);
    return reply.json();
  }

  private static byte[] bytes(JsonNode body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree could not be written", e);
    }
  }

  public JsonNode get(String endpoint) throws StoreException {
    var reply = send("GET", endpoint, new byte[0]);
    if (!reply.ok()) throw refused("GET " + endpoint, reply);
    return reply.json();
  }

  private Reply perform(Request request) throws StoreException {
    try {
      return response(request);
    } catch (IOException e) {
      throw new StoreException(noResponse(request, e), e);
    }
  }

  /// Lets searches see all that was written to the indices, of which some may not exist.
  public void refresh(String indices) throws StoreException {
    var endpoint = "/" + indices + "/_refresh?ignore_unavailable=true&filter_path=_shards.failed";
    var reply = send("POST", endpoint, new byte[0]);
    if (!reply.ok()) throw refused("a refresh", reply);
  }

  private Reply response(Request request) throws IOException, StoreException {
    try {
      return read(rest.performRequest(request));
    } catch (ResponseException e) {
      return read(e.getResponse());
    }
  }

  /// Without the address: people who see the answers of this program need not know it.
  private static String noResponse(Request request, IOException why) {
    return "Elasticsearch did not respond to "
        + request.getMethod()
        + " "
        + request.getEndpoint()
        + ": "
        + ADDRESS.matcher(String.valueOf(why.getMessage())).replaceAll("it")
        + ". Check that it is running and reachable.";
  }

  /// Why a cluster that is still starting cannot serve requests; empty once it responds.
  public Optional<String> notYet() throws StoreException {
    var health = new Request("GET", HEALTH);
    try {
      var reply = response(health);
      return LATER.contains(reply.status())
          ? Optional.ofNullable(refused("GET " + HEALTH, reply).getMessage())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(noResponse(health, e));
    }
  }

  private Reply read(Response response) throws StoreException {
    try {
      var entity = response.getEntity();
      if (entity == null) return new Reply(response.getStatusCode(), new byte[0]);
      try (var in = entity.getContent()) {
        return new Reply(response.getStatusCode(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new StoreException("The response of Elasticsearch is incomplete", e);
    }
  }

  public StoreException refused(String what, Reply reply) {
    var remedy =
        switch (reply.status()) {
          case 401 -> " Check the credentials.";
          case 403 -> " Grant the user or API key the privileges listed in docs/OPERATIONS.md.";
          case 429, 503 -> " It is overloaded or blocked; the request is retried.";
          default -> "";
        };
    return new StoreException(
        "Elasticsearch returned "
            + reply.status()
            + " for "
            + what
            + ": "
            + reply.reason()
            + "."
            + remedy);
  }

  @Override
  public void close() throws IOException {
    rest.close();
  }

  /// A response as it was received.
  @SuppressWarnings("ArrayRecordComponent") // exists for one call only
  public record Reply(int status, byte[] body) {
    public boolean ok() {
      return status >= 200 && status < 300;
    }

    public JsonNode json() throws StoreException {
      try {
        return MAPPER.readTree(body);
      } catch (IOException e) {
        throw new StoreException("The response is not valid JSON: " + text(), e);
      }
    }

    /// The reason that Elasticsearch reports, or the text of a proxy between it and us.
    public String reason() {
      try {
        var error = MAPPER.readTree(body).path("error");
        if (error.isTextual()) return error.textValue();
        var cause = error.path("root_cause").path(0);
        var reported = cause.isMissingNode() ? error : cause;
        if (reported.has("type")) {
          return reported.path("type").asText() + ": " + reported.path("reason").asText();
        }
      } catch (IOException e) {
        return text();
      }
      return text();
    }

    /// Whether the error is in Elasticsearch's form, not a proxy's page.
    public boolean looksLikeElasticsearch() {
      try {
        return !MAPPER.readTree(body).path("error").isMissingNode();
      } catch (IOException e) {
        return false;
      }
    }

    private String text() {
      var text = new String(body, StandardCharsets.UTF_8);
      return text.length() > 500 ? text.substring(0, 500) + " .." : text;
    }
  }
}
