// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import io.stillwatch.ui.page.Lasting;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;

/// The element `<sw-chart>`: an ECharts option with a description in words.
@Tag("sw-chart")
@JavaScript("context://_static/echarts/6.0.0/dist/echarts.min.js")
@JavaScript("context://sw/sw-chart.js")
public final class Chart extends Component implements Lasting {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Axis axis;

  Chart(Map<String, ?> option, Axis axis, String description, int height) {
    this.axis = axis;
    getElement().setAttribute("description", description);
    getElement().getStyle().set("--sw-chart-height", height + "px");
    try {
      getElement().setProperty("optionJson", MAPPER.writeValueAsString(option));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The option of a chart must be plain JSON.", e);
    }
  }

  @Override
  public boolean become(Component newer) {
    getElement().setAttribute("description", newer.getElement().getAttribute("description"));
    getElement().setProperty("optionJson", newer.getElement().getProperty("optionJson"));
    return true;
  }

  /// Called with the range of a bar that was clicked, or of the stretch that was brushed.
  public Chart onRange(BiConsumer<Instant, Instant> chosen) {
    for (var event : new String[] {"sw-select", "sw-brush"}) {
      getElement()
          .addEventListener(
              event,
              happened -> {
                var detail = happened.getEventData();
                chosen.accept(
                    axis.instant(detail.get("event.detail.from").asDouble()),
                    axis.instant(detail.get("event.detail.to").asDouble()));
              })
          .addEventData("event.detail.from")
          .addEventData("event.detail.to");
    }
    return this;
  }
}
