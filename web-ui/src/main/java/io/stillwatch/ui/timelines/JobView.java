// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.search.KqlText;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.chart.Axis;
import io.stillwatch.ui.chart.Charts;
import io.stillwatch.ui.chart.Marks;
import io.stillwatch.ui.lanes.Cells;
import io.stillwatch.ui.page.Facts;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.PageView;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.shell.MainLayout;
import io.stillwatch.ui.time.Times;
import io.stillwatch.ui.words.HealthWords;
import io.stillwatch.ui.words.VerdictWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One job: when it should run, when it ran, how its log grew, how unusual the model finds that.
@Route(value = "timelines/:job", layout = MainLayout.class)
public final class JobView extends PageView {
  private static final int FEED = 50;

  private String id = "";
  private String title = "Job";

  JobView(UiPorts ports) {
    super(ports);
  }

  @Override
  protected String name() {
    return title;
  }

  @Override
  protected void enter(BeforeEnterEvent event) throws StoreException {
    id = event.getRouteParameters().get("job").orElse("");
    var known = ports().outcomes().statuses().find(List.of(id)).stream().findFirst();
    if (known.isEmpty()) {
      event.rerouteToError(NotFoundException.class, "There is no job " + id + ".");
      return;
    }
    title = known.get().job().name();
  }

  @Override
  protected void show(Visit visit, HtmlContainer sheet) throws StoreException {
    var found = JobModel.read(ports(), id, visit);
    if (found.isEmpty()) return;
    var model = found.get();
    var stack = Html.div("sw-stack", intervals(model, visit), growth(model, visit));
    hourly(model, visit).forEach(stack::add);
    stack.add(scores(model, visit), JobAnomalies.of(ports(), model, this::refresh));
    sheet.add(head(model));
    sheet.add(
        Html.div(
            "sw-alert-columns",
            stack,
            Html.div("sw-stack", about(model, visit), feed(model, visit))));
  }

  private static Component head(JobModel model) {
    var job = model.status().job();
    var called = model.status().note().name();
    return Html.element(
        "header",
        "",
        Html.element("h1", "", called.isEmpty() ? job.name() : called),
        HealthWords.chip(model.status().health()),
        Html.element("p", "sw-lead", job.host().name() + " · " + job.schedule().inWords()));
  }

  private static Component about(JobModel model, Visit visit) {
    var facts = new Facts();
    due(facts, model, visit.times());
    schedule(facts, model.status());
    configured(facts, model.status(), visit);
    said(facts, model.status().note());
    model
        .alert()
        .ifPresent(alert ->
            facts.with(
                "Alert", Html.link(visit.link("alerts/" + Links.segment(alert.id())), alert.id())));
    var host = model.status().job().host().name();
    var logs = visit.link("discover", "q", "host.name:" + KqlText.quoted(host));
    var panel = new Panel("About this job", Html.link(logs, "Logs of the host")).with(facts);
    model.findings().forEach(finding -> panel.with(finding(finding)));
    return panel;
  }

  private static void due(Facts facts, JobModel model, Times times) {
    var timing = model.status().timing();
    var retirement = model.status().retirement();
    if (retirement.retired()) {
      facts.with("Retired", retirement.why() + ", " + times.minute(retirement.at()));
    }
    var last = timing.lastRun().orElse(Instant.MIN);
    facts.with("Last run", Html.time(times.relative(last), times.stamp(last)));
    facts.with(
        "Next due",
        timing
            .nextDue()
            .map(due -> (Component) Html.time(times.relative(due), times.stamp(due)))
            .orElseGet(() -> Html.span("sw-muted", "not due")));
    if (timing.grace().isPositive()) facts.with("Grace", Durations.words(timing.grace()));
    facts.with("Runs", Cells.summary(model.verdicts()));
  }

  private static void schedule(Facts facts, JobStatus status) {
    if (status.job().schedule() instanceof Schedule.Habit habit) {
      facts.with(
          "Habit",
          Math.round(habit.confidence() * 100)
              + " % confidence, "
              + habit.observations()
              + " runs observed");
    }
    if (status.score() > 0) {
      facts.with("Anomaly score", Math.round(status.score()) + " of 100 (last window)");
    }
    status.scoring().held().ifPresent(held -> facts.with("Last alarm", held.words()));
  }

  private static void configured(Facts facts, JobStatus status, Visit visit) {
    var job = status.job();
    var definition = job.definition();
    facts.with("About", Html.element("code", "", job.subject()));
    if (definition.configured()) {
      facts.with(
          "Configured", Html.element("code", "", definition.path() + ":" + definition.line()));
      if (!definition.user().isEmpty()) facts.with("User", definition.user());
    } else {
      facts.with("Configured", unconfigured(status));
    }
    if (!job.driver().isEmpty()) {
      facts.with(
          "Started by",
          Html.link(visit.link("timelines/" + Links.segment(job.driver())), job.driver()));
    }
  }

  /// What people say of the job.
  private static void said(Facts facts, JobNote note) {
    if (!note.owner().isEmpty()) facts.with("Owner", note.owner());
    if (!note.runbook().isEmpty()) {
      var link = Html.link(note.runbook(), note.runbook());
      link.getElement().setAttribute("rel", "noreferrer noopener").setAttribute("target", "_blank");
      facts.with("Runbook", link);
    }
    note.importance().ifPresent(set -> facts.with("Importance", set.token()));
    note.maxRuntime().ifPresent(most -> facts.with("Max runtime", Durations.words(most)));
  }

  private static String unconfigured(JobStatus status) {
    return switch (status.job().kind()) {
      case SCHEDULED_COMMAND, LOG_ROTATION, RDS_LOG -> "Not found in any crontab";
      case SCHEDULER -> "stands for the cron daemon of the host and all jobs that it starts";
      case HOST -> "stands for the host as the sender of evidence";
      case SOURCE -> "stands for a source of evidence";
      case SERVICE -> "stands for a part of Stillwatch";
    };
  }

  private static HtmlContainer finding(io.stillwatch.core.finding.Finding finding) {
    var note =
        Html.div(
            "sw-finding",
            Html.element("strong", "", finding.explanation().title()),
            Html.span("sw-place", finding.place() + " · " + finding.rule()));
    note.getStyle().set("margin-top", "14px");
    return note;
  }

  private Component intervals(JobModel model, Visit visit) {
    var panel = new Panel("Time between runs");
    var series = model.intervals();
    if (series.points().isEmpty()) {
      return panel.with(
          Note.empty("Fewer than two runs in this range", "Choose a longer range at the top."));
    }
    var levels = new ArrayList<Marks.Level>();
    var period = model.status().job().schedule().period();
    if (period.isPositive()) {
      levels.add(new Marks.Level(period.toMinutes() / 60.0, "expected", "ok"));
    }
    var marks = new Marks(List.of(), areas(model, visit), levels);
    return panel.with(
        charts(visit)
            .dots(
                series,
                Charts.Unit.HOURS,
                marks,
                "Hours between runs; " + Cells.summary(model.verdicts()),
                190));
  }

  private Component growth(JobModel model, Visit visit) {
    var panel = new Panel("Size of the log");
    var series = model.growth();
    if (series.points().size() < 2) {
      return panel.with(
          Note.empty(
              "No sizes in this range",
              "Sizes come from listings of log files; a plain cron job has none."));
    }
    var marks = new Marks(List.of(), areas(model, visit), List.of());
    return panel.with(
        charts(visit)
            .areas(
                List.of(series),
                Charts.Unit.BYTES,
                marks,
                "Size of the active log over time",
                190));
  }

  /// The series of the log and of the disk of its host, as far as they are followed.
  private List<Component> hourly(JobModel model, Visit visit) throws StoreException {
    var panels = new ArrayList<Component>();
    var growth = hours(id, visit);
    if (!growth.hours().isEmpty())
      panels.add(growth.panel("Growth by the hour", "Written to the log", visit));
    var loss = hours(ScoredHour.freeSpaceOf(model.status().job().host()), visit);
    if (!loss.hours().isEmpty() && model.status().job().kind().rotates())
      panels.add(loss.panel("Free space lost by the hour", "Lost on the disk", visit));
    return panels;
  }

  private HourlySeries hours(String series, Visit visit) throws StoreException {
    var range = visit.interval();
    return new HourlySeries(
        ports().outcomes().series().hours(series, range.from(), range.until(), 0));
  }

  private Component scores(JobModel model, Visit visit) {
    var panel = new Panel("Anomaly score", Html.span("", "0 to 100; 75 and more is critical"));
    var series = model.scores();
    if (series.points().isEmpty()) {
      return panel.with(
          Note.empty(
              "Not scored in this range",
              model.toScore() + " Stillwatch watches its schedule.",
              Html.link("detector", "Detector")));
    }
    var levels =
        List.of(new Marks.Level(75, "critical", "critical"), new Marks.Level(25, "minor", "minor"));
    return panel.with(
        charts(visit)
            .areas(
                List.of(series),
                Charts.Unit.SCORE,
                new Marks(List.of(), planned(model, visit), levels),
                "Anomaly score over time",
                170));
  }

  private List<Marks.Area> areas(JobModel model, Visit visit) {
    var areas = new ArrayList<>(planned(model, visit));
    areas.addAll(silence(model, visit));
    return areas;
  }

  /// When the job was not expected.
  private List<Marks.Area> planned(JobModel model, Visit visit) {
    return ports().detecting().maintenance().during(model.status().job(), visit.interval()).stream()
        .map(one -> new Marks.Area(one.during(), one.window().name(), "planned"))
        .toList();
  }

  /// The stretch since the first miss, while the job is silent.
  private static List<Marks.Area> silence(JobModel model, Visit visit) {
    return model.status().stoppage().stream()
        .map(stoppage -> stoppage.firstMissed())
        .filter(start -> start.isBefore(visit.interval().until()))
        .map(start ->
            new Marks.Area(new Interval(start, visit.interval().until()), "silent", "critical"))
        .toList();
  }

  private static Charts charts(Visit visit) {
    return new Charts(new Axis(visit.times().zone()), visit.interval());
  }

  private static Component feed(JobModel model, Visit visit) {
    var panel = new Panel("Runs", Html.span("", "newest first")).flush();
    if (model.verdicts().isEmpty()) {
      return panel.with(
          Note.empty("No run was due in this range", "Choose a longer range at the top."));
    }
    var feed = Html.element("ul", "sw-feed");
    model.verdicts().reversed().stream()
        .limit(FEED)
        .forEach(run -> feed.add(entry(run, visit.times())));
    return panel.with(feed);
  }

  private static Component entry(io.stillwatch.core.job.JudgedRun run, Times times) {
    var health = JobHealth.of(run.verdict());
    var word = Cells.Kind.of(run.verdict()).word();
    var ran = run.verdict().run().map(at -> ", ran " + times.stamp(at)).orElse("");
    var detail = VerdictWords.detail(run.verdict());
    var why = detail.isEmpty() ? "" : " (" + detail + ")";
    var shape = Html.span("sw-" + HealthWords.colour(health), HealthWords.shape(health));
    shape.getElement().setAttribute("aria-hidden", "true");
    return Html.element(
        "li",
        "",
        shape,
        Html.span("", Character.toUpperCase(word.charAt(0)) + word.substring(1) + ran + why),
        Html.element("time", "", "due " + times.weekday(run.due())));
  }
}
