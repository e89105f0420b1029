// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.component.Component;

/// A component that can show what a newer one of its kind shows without being replaced, so that the
/// browser keeps what is open, chosen or scrolled in it.
public interface Lasting {
  /// Returns whether this component now shows the same as `newer`.
  boolean become(Component newer);
}
