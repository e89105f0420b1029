// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.store.StoreException;
import org.junit.jupiter.api.Test;

class CauseLinkJsonTest {
  @Test
  void a_link_is_stored_by_its_name() throws Exception {
    for (var link : CauseLink.values()) {
      var stored = Json.tree(link);
      assertThat(stored.asText()).isEqualTo(link.name());
      assertThat(Json.value(stored, CauseLink.class, "a link")).isEqualTo(link);
    }
  }

  @Test
  void the_sentence_of_an_earlier_version_is_read_as_a_guess() throws Exception {
    var stored = TextNode.valueOf("keeps the job from running");
    assertThat(Json.value(stored, CauseLink.class, "a link")).isEqualTo(CauseLink.GUESS);
  }

  @Test
  void an_unknown_word_of_another_enum_is_still_an_error() {
    assertThatThrownBy(() -> Json.value(TextNode.valueOf("?"), Alert.State.class, "a state"))
        .isInstanceOf(StoreException.class);
  }
}
