// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Location;
import io.stillwatch.ui.time.TimeRange;
import java.net.URLEncoder;
import java.util.StringJoiner;

/// Addresses of views, relative to the root.
public final class Links {
  private Links() {}

  /// The default range is left out, so that the usual address is short.
  public static String to(String path, TimeRange range, String... parameters) {
    var query = new StringJoiner("&");
    for (int i = 0; i < parameters.length; i += 2) {
      if (!parameters[i + 1].isEmpty()) query.add(parameters[i] + "=" + encode(parameters[i + 1]));
    }
    if (!range.equals(TimeRange.DEFAULT)) {
      range.parameters().forEach((name, value) -> query.add(name + "=" + encode(value)));
    }
    return query.length() == 0 ? path : path + "?" + query;
  }

  /// Goes to an address, as a click on a link to it would.
  public static void open(String address) {
    var location = new Location(address);
    UI.getCurrent().navigate(location.getPath(), location.getQueryParameters());
  }

  /// One segment of a path, for instance the id of a job.
  public static String segment(String text) {
    return encode(text);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
