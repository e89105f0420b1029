// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

/// An XML document under construction, in the shape of the Query protocol.
final class Xml {
  private final StringBuilder out = new StringBuilder(512);

  /// The answer to an action: its result in the usual two wrappers.
  static String answer(String namespace, String action, String requestId, Xml result) {
    var xml = new Xml();
    xml.out.append("<%sResponse xmlns=\"%s\">".formatted(action, namespace));
    xml.element(action + "Result", result);
    xml.element("ResponseMetadata", new Xml().text("RequestId", requestId));
    return xml.out.append("</%sResponse>".formatted(action)).toString();
  }

  static String error(RefusedException refused, String requestId) {
    var error =
        new Xml()
            .text("Type", refused.status() < 500 ? "Sender" : "Receiver")
            .text("Code", refused.code())
            .text("Message", refused.text());
    var body = new Xml().element("Error", error).text("RequestId", requestId);
    return new Xml().element("ErrorResponse", body).out.toString();
  }

  /// The whole document so far.
  String document() {
    return out.toString();
  }

  Xml element(String name, Xml content) {
    out.append('<').append(name).append('>').append(content.out);
    out.append("</").append(name).append('>');
    return this;
  }

  Xml text(String name, String content) {
    out.append('<').append(name).append('>');
    escape(content);
    out.append("</").append(name).append('>');
    return this;
  }

  Xml text(String name, long number) {
    return text(name, Long.toString(number));
  }

  private void escape(String content) {
    int from = 0;
    for (int i = 0; i < content.length(); i++) {
      var entity = entity(content.charAt(i));
      if (entity.isEmpty()) continue;
      out.append(content, from, i).append(entity);
      from = i + 1;
    }
    out.append(content, from, content.length());
  }

  private static String entity(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '\r' -> "&#xD;";
      default -> "";
    };
  }
}
