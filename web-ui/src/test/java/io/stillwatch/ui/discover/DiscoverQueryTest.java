// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import static io.stillwatch.ui.ports.Samples.TIMES;
import static io.stillwatch.ui.ports.Samples.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stillwatch.core.search.KqlException;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.LogFields;
import io.stillwatch.core.search.LogFilter;
import io.stillwatch.core.search.SearchRequest;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.time.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiscoverQueryTest {
  @Test
  void a_filter_narrows_both_arms_of_an_or() {
    var query = DiscoverQuery.of(visit("q", "a : b or c : d")).and(LogFilter.is("e", "f"));
    assertThat(query.parsed(LogFields.UNKNOWN).inWords())
        .isEqualTo("(a is b or c is d) and e has the phrase \"f\"");
  }

  @Test
  void the_column_of_an_error_is_marked() {
    var query = DiscoverQuery.of(visit("q", "host.name : ("));
    var error = catchThrowableOfType(KqlException.class, () -> query.parsed(LogFields.UNKNOWN));
    var lines = query.marked(error).lines().toList();
    assertThat(lines.getFirst()).isEqualTo("host.name : (");
    assertThat(lines.get(1).indexOf('^')).isEqualTo(error.column() - 1);
  }

  @Test
  void every_preset_parses() {
    for (var preset : Preset.values()) {
      assertThat(KqlQuery.parse(preset.kql())).as(preset.label()).isNotNull();
    }
  }

  @Test
  void a_link_keeps_the_range_and_leaves_the_usual_out() {
    assertThat(DiscoverQuery.of(visit("from", "now-30d")).with("a : b").link())
        .isEqualTo("discover?q=a%20%3A%20b&from=now-30d");
    assertThat(DiscoverQuery.of(visit()).link()).isEqualTo("discover");
  }

  @Test
  void an_address_has_all_that_is_seen() {
    var query =
        DiscoverQuery.of(
            visit(
                "q", "a",
                "f", "!host.name|is|ops-1",
                "cols", "host.name,message",
                "sort", "-process.pid",
                "by", "log.level",
                "tab", "patterns"));
    assertThat(query.filters()).containsExactly(LogFilter.is("host.name", "ops-1").inverted());
    assertThat(query.look())
        .isEqualTo(
            new DiscoverQuery.Look(
                List.of("host.name", "message"),
                new SearchRequest.Order("process.pid", true),
                "log.level",
                DiscoverQuery.Tab.PATTERNS));
    assertThat(query.link(Optional.of(new LineId("stillwatch-logs-x", "a/b"))))
        .isEqualTo(
            "discover?q=a&f=%21host.name%7Cis%7Cops-1&cols=host.name%2Cmessage"
                + "&sort=-process.pid&by=log.level&tab=patterns&doc=stillwatch-logs-x%2Fa%2Fb");
  }

  @Test
  void a_filter_that_is_added_again_replaces_the_first() {
    var filter = LogFilter.is("host.name", "ops-1");
    var query = DiscoverQuery.of(visit()).and(filter);
    assertThat(query.and(filter).filters()).containsExactly(filter);
    assertThat(query.and(filter.inverted()).filters()).containsExactly(filter.inverted());
    assertThat(query.and(LogFilter.is("host.name", "ops-2")).filters()).hasSize(2);
    assertThat(query.replacing(filter, filter.switched()).filters())
        .containsExactly(filter.switched());
    assertThat(query.without(filter).filters()).isEmpty();
  }

  @Test
  void a_pinned_filter_that_comes_twice_is_one_and_stays_pinned_when_it_is_added_again() {
    var filter = LogFilter.is("host.name", "ops-1");
    var pinned = filter.withPinned(true);
    var twice = List.of(pinned.token(), pinned.token());
    var visit = Visit.of(Map.of("f", twice), TIMES);
    assertThat(DiscoverQuery.of(visit).filters()).containsExactly(pinned);
    assertThat(visit.link("alerts")).isEqualTo("alerts?f=%5Ehost.name%7Cis%7Cops-1");
    assertThat(DiscoverQuery.of(visit).and(filter.inverted()).filters())
        .containsExactly(pinned.inverted());
  }

  @Test
  void columns_are_added_moved_and_removed() {
    var query = DiscoverQuery.of(visit()).toggled("a").toggled("b").toggled("c");
    assertThat(query.look().columns()).containsExactly("a", "b", "c");
    assertThat(query.earlier("c").look().columns()).containsExactly("a", "c", "b");
    assertThat(query.earlier("a").look().columns()).containsExactly("a", "b", "c");
    assertThat(query.toggled("b").look().columns()).containsExactly("a", "c");
  }

  @Test
  void a_second_click_turns_the_order_round() {
    var query = DiscoverQuery.of(visit());
    assertThat(query.sorted("@timestamp").look().order())
        .isEqualTo(new SearchRequest.Order("@timestamp", false));
    var byHost = query.sorted("host.name");
    assertThat(byHost.look().order()).isEqualTo(new SearchRequest.Order("host.name", true));
    assertThat(byHost.sorted("host.name").look().order().descending()).isFalse();
  }

  @Test
  void another_range_keeps_the_rest() {
    var query = DiscoverQuery.of(visit("q", "a", "f", "b|exists"));
    assertThat(query.during(TimeRange.Quick.DAY.range()).link())
        .isEqualTo("discover?q=a&f=b%7Cexists&from=now-24h");
  }

  @Test
  void what_is_not_the_id_of_a_line_is_none() {
    assertThat(LineId.parse("")).isEmpty();
    assertThat(LineId.parse("index")).isEmpty();
    assertThat(LineId.parse("/id")).isEmpty();
    assertThat(LineId.parse("index/")).isEmpty();
    assertThat(LineId.parse("index/a/b")).contains(new LineId("index", "a/b"));
  }
}
