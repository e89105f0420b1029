// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each fault as a client and the service behind see it.
class FaultProxyTest {
  private static final String BODY = "first\nsecond\nthird\nfourth\n";

  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer service;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            arrived.add(new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, 0); // chunked
            exchange
                .getResponseBody()
                .write(("got " + body.length).getBytes(StandardCharsets.UTF_8));
          }
        });
    service.start();
    proxy = FaultProxy.before(URI.create("http://127.0.0.1:" + service.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    proxy.close();
    service.stop(0);
    client.close();
  }

  private HttpResponse<String> send() throws Exception {
    return send("/");
  }

  private HttpResponse<String> send(String path) throws Exception {
    var request =
        HttpRequest.newBuilder(proxy.uri().resolve(path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(2))
            .POST(HttpRequest.BodyPublishers.ofString(BODY))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void without_a_fault_everything_passes() throws Exception {
    assertThat(send().body()).isEqualTo("got " + BODY.length());
    assertThat(send().statusCode()).isEqualTo(200);
    assertThat(arrived).containsExactly(BODY, BODY);
    assertThat(proxy.requests()).isEqualTo(2);
    assertThat(proxy.struck()).isZero();
  }

  @Test
  void it_refuses_and_comes_back_at_the_same_port() throws Exception {
    proxy.play(new NetFault.Refuse());
    assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    proxy.heal();
    assertThat(send().statusCode()).isEqualTo(200);
  }

  @Test
  void it_answers_itself() throws Exception {
    proxy.play(NetFault.unavailable());
    assertThat(send().statusCode()).isEqualTo(503);
    assertThat(arrived).isEmpty();
  }

  @Test
  void it_never_answers_or_takes_too_long() {
    for (var fault : List.of(new NetFault.Stall(), new NetFault.Trickle(5))) {
      proxy.play(fault);
      assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    }
    assertThat(arrived).isEmpty();
  }

  @Test
  void it_resets_before_the_service_sees_anything() {
    proxy.play(new NetFault.ResetHalfway());
    assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    assertThat(arrived).isEmpty();
  }

  @Test
  void it_loses_the_answer_to_what_was_done() {
    for (var fault :
        List.of(
            new NetFault.SwallowAnswer(), new NetFault.CutAnswer(), new NetFault.ResetAnswer())) {
      proxy.play(fault, 1, _ -> true);
      assertThatThrownBy(this::send).isInstanceOf(IOException.class);
    }
    assertThat(arrived).contains(BODY);
  }

  @Test
  void it_cuts_in_mid_line_and_at_the_end_of_lines() throws Exception {
    proxy.play(new NetFault.CutRequest());
    send();
    proxy.play(new NetFault.DropLines(2));
    send();
    assertThat(arrived.getFirst()).isEqualTo("first\nsecond");
    assertThat(arrived.getLast()).isEqualTo("first\nsecond\n");
  }

  @Test
  void it_repeats_rewrites_and_limits() throws Exception {
    proxy.play(new NetFault.Repeat(3));
    assertThat(send().statusCode()).isEqualTo(200);
    assertThat(arrived).containsExactly(BODY, BODY, BODY);
    proxy.play(new NetFault.Rewrite(_ -> new byte[] {'x'}));
    assertThat(send().body()).isEqualTo("got 1");
    proxy.play(new NetFault.TooLarge(10));
    assertThat(send().statusCode()).isEqualTo(413);
    proxy.play(new NetFault.TooLarge(100));
    assertThat(send().statusCode()).isEqualTo(200);
  }

  @Test
  void it_strikes_so_often_and_only_where_it_is_told() throws Exception {
    proxy.play(NetFault.unavailable(), 2, line -> line.startsWith("POST /bulk"));
    assertThat(send("/other").statusCode()).isEqualTo(200);
    assertThat(send("/bulk").statusCode()).isEqualTo(503);
    assertThat(send("/bulk").statusCode()).isEqualTo(503);
    assertThat(send("/bulk").statusCode()).isEqualTo(200);
    assertThat(proxy.struck()).isEqualTo(2);
  }
}
