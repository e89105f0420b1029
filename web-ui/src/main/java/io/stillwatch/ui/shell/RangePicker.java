// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.time.TimeRange;
import io.stillwatch.ui.time.Times;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/// The global time range: quick ranges as links, any other by two dates.
final class RangePicker {
  private final Button button = new Button();
  private final Popover popover = new Popover();

  RangePicker() {
    button.addThemeVariants(ButtonVariant.SMALL);
    button.setAriaLabel("Time range");
    popover.setTarget(button);
    popover.setPosition(PopoverPosition.BOTTOM_END);
    popover.setRole("dialog");
    popover.setAriaLabel("Time range");
    popover.setAutofocus(true);
  }

  Button button() {
    return button;
  }

  /// `links` makes the address of the present view with another range.
  void show(Visit visit, Function<TimeRange, String> links) {
    var label = label(visit);
    button.setText(label);
    button.setAriaLabel("Time range: " + label);
    popover.close();
    popover.removeAll();
    var quick = Html.div("sw-quick");
    for (var each : TimeRange.Quick.values()) {
      var link = Html.link(links.apply(each.range()), each.label());
      if (each.range().equals(visit.range()))
        link.getElement().setAttribute("aria-current", "true");
      quick.add(link);
    }
    popover.add(
        Html.div(
            "sw-ranges", quick, Html.element("h2", "", "Custom range"), absolute(visit, links)));
  }

  private static com.vaadin.flow.component.Component absolute(
      Visit visit, Function<TimeRange, String> links) {
    var zone = visit.times().zone();
    var interval = visit.interval();
    var from = picker("From");
    var to = picker("To");
    from.setValue(interval.from().atZone(zone).toLocalDateTime().withNano(0).withSecond(0));
    to.setValue(interval.until().atZone(zone).toLocalDateTime().withNano(0).withSecond(0));
    var apply =
        Html.button(
            "Apply",
            () -> {
              if (from.getValue() == null || to.getValue() == null) return;
              if (!from.getValue().isBefore(to.getValue())) {
                to.setErrorMessage("Choose a time after the first one.");
                to.setInvalid(true);
                return;
              }
              var range =
                  TimeRange.absolute(
                      from.getValue().atZone(zone).toInstant(),
                      to.getValue().atZone(zone).toInstant());
              Links.open(links.apply(range));
            });
    return Html.div("sw-stack", from, to, Html.div("sw-actions", apply));
  }

  private static DateTimePicker picker(String label) {
    var picker = new DateTimePicker(label);
    picker.setStep(Duration.ofMinutes(15));
    picker.setLocale(Locale.UK);
    picker.setDatePickerI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd"));
    return picker;
  }

  private static String label(Visit visit) {
    var quick = visit.range().quick();
    if (quick.isPresent()) return quick.get().label();
    Times times = visit.times();
    var interval = visit.interval();
    return times.brief(interval.from()) + " – " + times.brief(interval.until());
  }
}
