// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.lanes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.ui.page.Lasting;
import io.stillwatch.ui.page.Visit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The element `<sw-lanes>`: all jobs with their due runs on one time axis, and beside each lane
/// how its log grows.
@Tag("sw-lanes")
@JavaScript("context://sw/sw-lanes.js")
public final class Lanes extends Component implements Lasting {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// A cell that was chosen: the job, the due times it covers, and where on the screen it is.
  public record Chosen(String job, Interval due, double x, double y) {}

  /// Told when a cell is chosen.
  public interface Choice {
    void of(Chosen cell);
  }

  private Choice chosen = _ -> {};
  private Function<List<String>, Map<String, Growth>> growths = _ -> Map.of();

  public Lanes(List<Lane.Group> groups, Visit visit, String description) {
    getElement().setAttribute("description", description);
    getElement().setProperty("dataJson", LanesJson.of(groups, visit).toString());
  }

  /// The handlers come from the newer one, which know the newer jobs.
  @Override
  public boolean become(Component newer) {
    if (!(newer instanceof Lanes other)) return false;
    chosen = other.chosen;
    growths = other.growths;
    getElement().setAttribute("description", other.getElement().getAttribute("description"));
    getElement().setProperty("dataJson", other.getElement().getProperty("dataJson"));
    return true;
  }

  public Lanes onCell(Choice choice) {
    chosen = choice;
    var listener =
        getElement()
            .addEventListener(
                "sw-cell",
                event -> {
                  var data = event.getEventData();
                  chosen.of(
                      new Chosen(
                          data.get("event.detail.job").asString(),
                          new Interval(
                              Instant.ofEpochSecond(data.get("event.detail.from").asLong()),
                              Instant.ofEpochSecond(data.get("event.detail.to").asLong())),
                          data.get("event.detail.x").asDouble(),
                          data.get("event.detail.y").asDouble()));
                });
    for (var field : List.of("job", "from", "to", "x", "y")) {
      listener.addEventData("event.detail." + field);
    }
    return this;
  }

  /// Asked for the sizes of the logs whose lanes came into view, by job.
  public Lanes onGrowth(Function<List<String>, Map<String, Growth>> sizes) {
    growths = sizes;
    getElement()
        .addEventListener(
            "sw-need",
            event -> {
              var jobs = ids(event.getEventData().get("event.detail.ids").asString());
              getElement().callJsFunction("grow", json(growths.apply(jobs)));
            })
        .addEventData("event.detail.ids");
    return this;
  }

  /// How a log grew, its size in words, and whether it grows since its rotation stopped.
  public record Growth(List<SizeSample> samples, String size, boolean alarm) {
    public Growth {
      samples = List.copyOf(samples);
    }
  }

  private static List<String> ids(String json) {
    try {
      return List.of(MAPPER.readValue(json, String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The browser asked for no list of jobs.", e);
    }
  }

  private static String json(Map<String, Growth> sizes) {
    var json = JsonNodeFactory.instance.objectNode();
    sizes.forEach((job, growth) -> {
      var one = json.putObject(job).put("label", growth.size()).put("alarm", growth.alarm());
      var points = one.putArray("points");
      for (var sample : growth.samples()) {
        points.addArray().add(sample.at().getEpochSecond()).add(sample.activeBytes());
      }
    });
    return json.toString();
  }
}
