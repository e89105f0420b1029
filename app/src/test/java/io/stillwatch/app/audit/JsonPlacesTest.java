// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPlacesTest {
  private static final String TEXT =
      """
      {
        "Rules": [
          {"ID": "a"},
          {
            "ID": "b",
            "a/b": 1
          }
        ]
      }
      """;

  @ParameterizedTest
  @CsvSource({
    "/Rules, 2, 3",
    "/Rules/0, 3, 5",
    "/Rules/1/ID, 5, 7",
    "/Rules/1/a~1b, 6, 7",
    "/Rules/1/ID/nothing/there, 5, 7",
    "/Nothing, 1, 1",
  })
  void finds_the_part_or_the_one_around_it(String pointer, int line, int column)
      throws IOException {
    assertThat(JsonPlaces.of(TEXT).at(pointer)).isEqualTo(new JsonPlaces.Place(line, column));
  }

  private static final String POLICY =
      """
      {
        "Name": "x",
        "Policy": "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":{\\"Sid\\":\\"\\u00e4\\",\\"Effect\\":\\"Alow\\"}}",
        "Other": "{not a document}"
      }
      """;

  @ParameterizedTest
  @CsvSource({
    "/Policy, '\"Policy\"'",
    "/Policy/Version, '\\\"Version'",
    "/Policy/Statement/0/Sid, '\\\"Sid'",
    "/Policy/Statement/0/Effect, '\\\"Effect'",
    "/Policy/Statement/0/Resource, '\\\"Statement'",
    "/Other/x, '\"Other\"'",
  })
  void finds_parts_of_a_document_that_is_in_a_text(String pointer, String begins)
      throws IOException {
    var place = JsonPlaces.of(POLICY).at(pointer);
    assertThat(POLICY.split("\n", -1)[place.line() - 1].substring(place.column() - 1))
        .startsWith(begins);
  }
}
