// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.ElasticStores;
import io.stillwatch.indexer.RealElasticsearch;
import io.stillwatch.indexer.export.EvidenceDocuments.Content;
import io.stillwatch.indexer.export.EvidenceDocuments.Selection;
import io.stillwatch.testkit.store.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is exported from a real server is what was stored, in the order of arrival.
class EvidenceDocumentsTest {
  private static final Selection ALL = new Selection(Instant.MIN, Instant.MAX, Set.of());
  private static final Host HOST = Samples.SERVER;

  private ElasticStores stores;

  @BeforeEach
  void connect() throws Exception {
    stores = RealElasticsearch.empty();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private List<Content> export(Selection selection) throws Exception {
    var read = new ArrayList<Content>();
    stores
        .evidenceDocuments()
        .<StoreException>each(
            selection,
            document ->
                EvidenceDocuments.read(document.toString())
                    .ifPresent(arrived -> read.add(arrived.content())));
    return read;
  }

  private List<Evidence> evidence(Selection selection) throws Exception {
    return export(selection).stream()
        .filter(Content.OfHost.class::isInstance)
        .map(content -> ((Content.OfHost) content).evidence())
        .toList();
  }

  private static CollectorState state(Instant polledAt, String problem) {
    return CollectorState.exclusive(
        new SourceState(
            new SourceId("file:ops-1"),
            HOST,
            SourceState.Reports.LOG_LINES,
            polledAt.minusSeconds(1),
            polledAt,
            problem));
  }

  @Test
  void an_empty_store_has_nothing_to_export() throws Exception {
    assertThat(export(ALL)).isEmpty();
  }

  @Test
  void evidence_of_several_pages_comes_back_in_the_order_of_arrival() throws Exception {
    var stored = new ArrayList<Evidence>();
    for (int number = 4_500; number > 0; number--) stored.add(Samples.started(number));
    stores.evidence().append(stored.subList(0, 3_000));
    stores.evidence().append(stored.subList(3_000, stored.size()));
    stores.evidence().append(Samples.oneOfEach());
    var read = evidence(ALL);
    assertThat(read.subList(0, stored.size())).containsExactlyElementsOf(stored);
    assertThat(read.subList(stored.size(), read.size()))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(Samples.oneOfEach()).contains(one));
  }

  @Test
  void lines_that_detection_does_not_use_are_left_out() throws Exception {
    var used = Samples.started(1);
    var mayChange = Samples.line(2, new LogEvent.Other("sshd"));
    var unread = Samples.line(3, new LogEvent.Unparsed("no time"));
    stores.evidence().append(List.of(used, mayChange, unread));
    assertThat(evidence(ALL)).containsExactlyInAnyOrder(used, mayChange);
  }

  @Test
  void a_selection_is_a_range_of_time_and_some_hosts() throws Exception {
    var early = Samples.line(1, new LogEvent.DaemonStarted("cron"), Samples.AT, "one");
    var late =
        Samples.line(2, new LogEvent.DaemonStarted("cron"), Samples.AT.plusSeconds(60), "two");
    stores.evidence().append(List.of(early, late));
    var until = Samples.AT.plusSeconds(60);
    assertThat(evidence(new Selection(Instant.MIN, until, Set.of()))).containsExactly(early);
    assertThat(evidence(new Selection(until, Instant.MAX, Set.of()))).containsExactly(late);
    var name = early.host().name();
    assertThat(evidence(new Selection(Instant.MIN, Instant.MAX, Set.of(name)))).hasSize(2);
    assertThat(evidence(new Selection(Instant.MIN, Instant.MAX, Set.of("other")))).isEmpty();
  }

  @Test
  void the_state_of_a_source_is_kept_every_five_minutes_and_when_its_problem_changes()
      throws Exception {
    var at = Samples.AT;
    var first = state(at, "");
    var blind = state(at.plusSeconds(20), "Permission denied");
    var later = state(at.plusSeconds(320), "Permission denied");
    for (var state : List.of(first, state(at.plusSeconds(10), ""), blind, later))
      stores.sources().put(List.of(state));
    stores.sources().remove(List.of(first));
    assertThat(export(ALL))
        .containsExactly(
            new Content.OfSource(first),
            new Content.OfSource(blind),
            new Content.OfSource(later),
            new Content.SourceRemoved(first));
  }

  @Test
  void labels_of_the_range_are_exported_whatever_the_hosts() throws Exception {
    var at = Samples.AT;
    var label = new Label(Subject.alert("SW-1"), Label.Says.RIGHT, "ana", "", at, List.of());
    var later =
        new Label(
            Subject.alert("SW-1"), Label.Says.NOTHING, "ana", "", at.plusSeconds(60), List.of());
    stores.labels().put(label);
    stores.labels().put(later);
    assertThat(export(new Selection(at, at.plusSeconds(60), Set.of("ops-1"))))
        .containsExactly(new Content.Said(label));
    assertThat(export(ALL)).containsExactly(new Content.Said(label), new Content.Said(later));
  }

  @Test
  void a_line_that_is_not_an_exported_document_is_refused() {
    assertThatThrownBy(() -> EvidenceDocuments.read("{"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is not JSON");
    assertThatThrownBy(() -> EvidenceDocuments.read("{}"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("event.ingested");
  }
}
