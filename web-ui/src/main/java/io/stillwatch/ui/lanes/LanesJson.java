// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.lanes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.plan.Occurrence;
import io.stillwatch.core.text.Printable;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.time.Times;
import io.stillwatch.ui.words.HealthWords;
import io.stillwatch.ui.words.PlannedWords;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What `<sw-lanes>` draws, as JSON.
final class LanesJson {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH);
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");
  private static final int MOST_TICKS = 9;

  private record Tick(Instant at, String label) {}

  private LanesJson() {}

  static ObjectNode of(List<Lane.Group> groups, Visit visit) {
    var times = visit.times();
    var range = visit.interval();
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("from", range.from().getEpochSecond())
            .put("until", range.until().getEpochSecond())
            .put("now", times.now().getEpochSecond())
            .put("zone", times.zone().getId().equals("Z") ? "UTC" : times.zone().getId());
    var ticks = json.putArray("ticks");
    for (var tick : ticks(range, times)) {
      ticks.addObject().put("at", tick.at().getEpochSecond()).put("label", tick.label());
    }
    var all = json.putArray("groups");
    for (var group : groups) {
      var one = all.addObject().put("title", Printable.lines(group.title()));
      one.put("note", group.note());
      var rows = one.putArray("rows");
      group.lanes().forEach(lane -> rows.add(row(lane, visit)));
    }
    return json;
  }

  private static ObjectNode row(Lane lane, Visit visit) {
    var status = lane.status();
    var job = status.job();
    var times = visit.times();
    var last = status.timing().lastRun().orElse(Instant.MIN);
    var next = status.timing().nextDue().orElse(Instant.MAX);
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", job.id())
            .put("name", Printable.lines(job.name()))
            .put("host", Printable.lines(job.host().name()))
            .put("schedule", Printable.lines(job.schedule().inWords()))
            .put("about", Printable.lines(about(job.definition(), job.subject())))
            .put("href", visit.link("timelines/" + Links.segment(job.id())))
            .put("word", HealthWords.word(status.health()))
            .put("shape", HealthWords.shape(status.health()))
            .put("colour", HealthWords.colour(status.health()))
            .put("last", times.rough(last))
            .put("lastAt", times.stamp(last))
            .put("next", Times.known(next) ? times.rough(next) : "–")
            .put("nextAt", Times.known(next) ? times.stamp(next) : "not due")
            .put("grows", job.kind().rotates())
            .put("summary", Cells.summary(lane.runs()));
    cells(json, Cells.of(lane.runs(), visit.interval()));
    planned(json, lane.planned());
    return json;
  }

  private static void planned(ObjectNode json, List<Occurrence> planned) {
    if (planned.isEmpty()) return;
    var all = json.putArray("planned");
    for (var one : planned) {
      all.addObject()
          .put("from", one.during().from().getEpochSecond())
          .put("until", one.during().until().getEpochSecond())
          .put("words", PlannedWords.of(one));
    }
  }

  private static void cells(ObjectNode json, Cells cells) {
    var kinds = new StringBuilder();
    var at = json.putArray("at");
    for (var cell : cells.all()) {
      kinds.append(cell.kind().letter());
      at.add(cell.interval().from().getEpochSecond());
    }
    json.put("cells", kinds.toString());
    if (cells.all().stream().allMatch(cell -> cell.runs() == 1)) return;
    var runs = json.putArray("n");
    var end = json.putArray("end");
    for (var cell : cells.all()) {
      runs.add(cell.runs());
      end.add(cell.interval().until().getEpochSecond());
    }
  }

  private static String about(Definition definition, String subject) {
    if (!definition.configured()) return subject;
    return definition.path() + ":" + definition.line() + "  " + definition.command();
  }

  /// Round hours or midnights, as many as there is room for.
  private static List<Tick> ticks(Interval range, Times times) {
    var length = Duration.between(range.from(), range.until());
    return length.compareTo(Duration.ofHours(49)) <= 0
        ? hours(range, times, Math.max(1, length.toHours() / MOST_TICKS))
        : days(range, times, Math.max(1, Math.ceilDiv(length.toDays(), MOST_TICKS)));
  }

  private static List<Tick> hours(Interval range, Times times, long step) {
    long round = step <= 1 ? 1 : step <= 3 ? 3 : 6;
    var ticks = new ArrayList<Tick>();
    var at = range.from().atZone(times.zone()).toLocalDate().atStartOfDay(times.zone());
    for (; at.toInstant().isBefore(range.until()); at = at.plusHours(round)) {
      if (at.toInstant().isBefore(range.from())) continue;
      var midnight = at.toLocalTime().equals(LocalTime.MIDNIGHT);
      ticks.add(new Tick(at.toInstant(), (midnight ? DAY : HOUR).format(at)));
    }
    return ticks;
  }

  private static List<Tick> days(Interval range, Times times, long step) {
    var ticks = new ArrayList<Tick>();
    var day = LocalDate.ofInstant(range.from(), times.zone()).plusDays(1);
    for (; ; day = day.plusDays(step)) {
      var at = day.atStartOfDay(times.zone()).toInstant();
      if (!at.isBefore(range.until())) return ticks;
      ticks.add(new Tick(at, DAY.format(day)));
    }
  }
}
