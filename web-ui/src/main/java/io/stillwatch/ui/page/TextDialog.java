// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;

/// Asks for a text, without which nothing happens.
public final class TextDialog extends Dialog {
  private static final int LONGEST = 500;

  /// What is asked for: the title, the name of the text, what becomes of it, and the button.
  public record Words(String title, String label, String help, String button) {}

  public TextDialog(Words words, Consumer<String> then) {
    setHeaderTitle(words.title());
    var text = new TextArea(words.label());
    text.setRequired(true);
    text.setMaxLength(LONGEST);
    text.setWidthFull();
    text.setHelperText(words.help());
    var confirm =
        Html.mainButton(
            words.button(),
            () -> {
              close();
              then.accept(text.getValue().strip());
            });
    confirm.setEnabled(false);
    text.setValueChangeMode(ValueChangeMode.EAGER);
    text.addValueChangeListener(change -> confirm.setEnabled(!change.getValue().isBlank()));
    add(text);
    getFooter().add(new Button("Cancel", _ -> close()), confirm);
  }
}
