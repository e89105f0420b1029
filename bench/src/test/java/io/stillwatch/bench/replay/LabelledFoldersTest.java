// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledFoldersTest {
  @TempDir private Path root;

  @Test
  void finds_labels_at_any_depth() throws IOException {
    label("a", "{\"alerts\":0}");
    label("deep/er/b", "{\"event_date\":null}");
    Files.createDirectories(root.resolve("without"));
    assertThat(names(LabelledFolders.withDefaultLabels())).containsExactly("a", "deep/er/b");
  }

  @Test
  void a_file_of_labels_names_folders_by_the_end_of_their_path() throws IOException {
    Files.createDirectories(root.resolve("cases/typos/word"));
    Files.createDirectories(root.resolve("cases/word"));
    var labels = labels("{\"typos/word\":{\"alerts\":1}}");
    assertThat(names(labels)).containsExactly("cases/typos/word");
    assertThat(labels.below(root.resolve("cases/typos")))
        .extracting(LabelledEvidence::name)
        .containsExactly("word");
  }

  @Test
  void the_longest_path_and_the_label_in_the_folder_win() throws IOException {
    Files.createDirectories(root.resolve("a/x"));
    label("b/x", "{\"alerts\":3}");
    var labels = labels("{\"x\":{\"alerts\":1},\"a/x\":{\"alerts\":2}}");
    assertThat(labels.below(root))
        .extracting(one -> one.label().problems(List.of()).getFirst())
        .containsExactly("0 alerts, expected 2", "0 alerts, expected 3");
  }

  @Test
  void sub_folders_are_replayed_together_where_the_label_names_them() throws IOException {
    label("two", "{\"alerts\":0,\"evidence\":[\"a\",\"b\"]}");
    var two = root.toAbsolutePath().normalize().resolve("two");
    assertThat(LabelledFolders.withDefaultLabels().below(root).getFirst().folders())
        .containsExactly(two.resolve("a"), two.resolve("b"));
  }

  @Test
  void every_label_of_the_judgement_cases_is_valid() throws IOException {
    var labels = LabelledFolders.withDefaultLabels();
    for (var path : labels.paths()) Files.createDirectories(root.resolve(path));
    assertThat(names(labels)).containsExactlyInAnyOrderElementsOf(labels.paths()).hasSize(44);
  }

  private List<String> names(LabelledFolders labels) throws IOException {
    return labels.below(root).stream().map(LabelledEvidence::name).toList();
  }

  private LabelledFolders labels(String json) throws IOException {
    return LabelledFolders.withLabels(Files.writeString(root.resolve("labels.json"), json));
  }

  private void label(String folder, String json) throws IOException {
    Files.writeString(Files.createDirectories(root.resolve(folder)).resolve("label.json"), json);
  }
}
