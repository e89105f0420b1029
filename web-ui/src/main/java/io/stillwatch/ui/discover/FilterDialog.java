// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.stillwatch.core.search.LogFields;
import io.stillwatch.core.search.LogFilter;
import io.stillwatch.core.search.LogFilter.Verb;
import io.stillwatch.ui.page.Html;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Asks for a field, what must hold for it, and the values.
record FilterDialog(LogFields fields) {
  /// What can be asked, with its negation.
  private enum Choice {
    IS("is", Verb.IS, false),
    IS_NOT("is not", Verb.IS, true),
    ONE_OF("is one of", Verb.ONE_OF, false),
    NONE_OF("is not one of", Verb.ONE_OF, true),
    EXISTS("exists", Verb.EXISTS, false),
    MISSING("does not exist", Verb.EXISTS, true),
    BETWEEN("is between", Verb.BETWEEN, false);

    private final String words;
    private final Verb verb;
    private final boolean negated;

    Choice(String words, Verb verb, boolean negated) {
      this.words = words;
      this.verb = verb;
      this.negated = negated;
    }

    static Choice of(LogFilter filter) {
      return Arrays.stream(values())
          .filter(each -> each.verb == filter.verb() && each.negated == filter.negated())
          .findFirst()
          .orElse(IS);
    }

    String help() {
      return switch (verb) {
        case IS -> "The value";
        case ONE_OF -> "The values, with commas between them";
        case EXISTS -> "No value is needed";
        case BETWEEN -> "From (included) and to (excluded), with a comma between them";
      };
    }
  }

  void open(Consumer<LogFilter> chosen) {
    open("Add filter", "", Choice.IS, "", chosen);
  }

  void open(LogFilter filter, Consumer<LogFilter> chosen) {
    open(
        "Edit filter",
        filter.field(),
        Choice.of(filter),
        filter.verb() == Verb.IS ? filter.values().getFirst() : String.join(", ", filter.values()),
        chosen);
  }

  private void open(
      String title, String field, Choice choice, String values, Consumer<LogFilter> chosen) {
    var dialog = new Dialog(title);
    dialog.setWidth("420px");
    var name = new ComboBox<>("Field", List.copyOf(fields.types().keySet()));
    if (!field.isEmpty()) name.setValue(field);
    var verb = new Select<Choice>();
    verb.setLabel("Condition");
    verb.setItems(Choice.values());
    verb.setItemLabelGenerator(each -> each.words);
    var value = new TextField("Value");
    verb.addValueChangeListener(change -> {
      value.setHelperText(change.getValue().help());
      value.setEnabled(change.getValue().verb != Verb.EXISTS);
    });
    verb.setValue(choice);
    value.setValue(values);
    name.setWidthFull();
    verb.setWidthFull();
    value.setWidthFull();
    dialog.add(Html.div("sw-stack sw-tight", name, verb, value));
    var apply =
        Html.mainButton(
            title.equals("Add filter") ? "Add" : "Save",
            () -> {
              var filter = filter(name, verb.getValue(), value);
              if (filter == null) return;
              dialog.close();
              chosen.accept(filter);
            });
    dialog.getFooter().add(new Button("Cancel", _ -> dialog.close()), apply);
    dialog.open();
  }

  private static @org.jspecify.annotations.Nullable LogFilter filter(
      ComboBox<String> name, Choice choice, TextField value) {
    if (name.getValue() == null) {
      name.setErrorMessage("Choose a field.");
      name.setInvalid(true);
      return null;
    }
    var values =
        switch (choice.verb) {
          case IS -> List.of(value.getValue());
          case EXISTS -> List.<String>of();
          case ONE_OF, BETWEEN ->
              Arrays.stream(value.getValue().split(",", -1))
                  .map(String::strip)
                  .filter(one -> !one.isEmpty())
                  .toList();
        };
    try {
      return new LogFilter(name.getValue(), choice.verb, values, choice.negated, true);
    } catch (IllegalArgumentException e) {
      value.setErrorMessage(choice.help().toLowerCase(Locale.ROOT) + ".");
      value.setInvalid(true);
      return null;
    }
  }
}
