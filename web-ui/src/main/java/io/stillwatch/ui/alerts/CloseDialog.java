// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.stillwatch.ui.page.Html;
import java.util.function.Consumer;

/// Asks for the reason for closing an alert; without one it cannot be closed.
final class CloseDialog extends Dialog {
  private static final int LONGEST = 500;

  CloseDialog(String alert, Consumer<String> close) {
    setHeaderTitle("Close " + alert + "?");
    var reason = new TextArea("Reason");
    reason.setRequired(true);
    reason.setMaxLength(LONGEST);
    reason.setWidthFull();
    reason.setHelperText(
        "Shown with the alert. A run that is missed afterwards opens a new alert.");
    var confirm =
        Html.mainButton(
            "Close alert",
            () -> {
              close();
              close.accept(reason.getValue().strip());
            });
    confirm.setEnabled(false);
    reason.setValueChangeMode(ValueChangeMode.EAGER);
    reason.addValueChangeListener(change -> confirm.setEnabled(!change.getValue().isBlank()));
    add(reason);
    getFooter().add(new Button("Cancel", _ -> close()), confirm);
  }
}
