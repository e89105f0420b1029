// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a sender may have read as a tree.
class ForeignJsonTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{},", "[],", "1,", "\"\",", "{\"a\":1},"})
  void twenty_megabytes_of_small_things_are_refused(String piece) {
    var body = "[" + piece.repeat((20 << 20) / piece.length() - 1) + "0]";
    assertThatThrownBy(() -> ForeignJson.LINES.read(bytes(body), JsonNode::size))
        .isInstanceOf(ForeignJson.TooManyException.class)
        .hasMessageContaining("more than 2000000 values, names and brackets");
    assertThatThrownBy(() -> ForeignJson.SNAPSHOT.check(bytes(body)))
        .isInstanceOf(ForeignJson.TooManyException.class);
    assertThatThrownBy(() -> ForeignJson.LINE.tree(body))
        .isInstanceOf(ForeignJson.TooManyException.class);
  }

  @Test
  void several_documents_count_together() {
    var lines = "{\"a\":[1,2,3]}\n".repeat(200_000);
    assertThatThrownBy(() -> ForeignJson.SNAPSHOT.check(bytes(lines)))
        .isInstanceOf(ForeignJson.TooManyException.class);
    assertThatCode(() -> ForeignJson.SNAPSHOT.check(bytes(lines.substring(0, 150_000))))
        .doesNotThrowAnyException();
  }

  @Test
  void what_is_large_by_its_texts_is_read() throws Exception {
    var body = "{\"a\":\"" + "x".repeat(15 << 20) + "\"}";
    int length = ForeignJson.SNAPSHOT.read(bytes(body), tree -> tree.path("a").asText().length());
    assertThat(length).isEqualTo(15 << 20);
  }

  @Test
  void what_is_no_json_or_too_deep_says_so() {
    assertThatThrownBy(() -> ForeignJson.LINE.tree("{"))
        .isInstanceOf(JsonProcessingException.class)
        .isNotInstanceOf(ForeignJson.TooManyException.class);
    assertThatThrownBy(() -> ForeignJson.SNAPSHOT.read(bytes("[".repeat(30)), JsonNode::size))
        .isInstanceOf(JsonProcessingException.class)
        .isNotInstanceOf(ForeignJson.TooManyException.class);
    assertThatCode(() -> ForeignJson.SNAPSHOT.check(bytes("{\"a\":\n nonsense")))
        .doesNotThrowAnyException();
  }
}
