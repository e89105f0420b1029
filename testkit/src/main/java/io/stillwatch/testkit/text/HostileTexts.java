// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.text;

import java.util.ArrayList;
import java.util.List;

/// Sixty texts that a page might run, each with something that a terminal would obey.
public final class HostileTexts {
  /// What each would run.
  private static final String RUN = "top.swXss=1";

  /// By tag, by attribute, by address, by the end of what is around it, in several writings.
  private static final List<String> FORMS =
      List.of(
          "<script>%s</script>",
          "</script><script>%s</script>",
          "<ScRiPt>%s</sCrIpT>",
          "<script/x>%s</script>",
          "<script\n>%s</script\n>",
          "<<script>%s//<</script>",
          "<script src=data:text/javascript,%s></script>",
          "<img src=x onerror=%s>",
          "<img src=x onerror='%s'>",
          "<img src=x onerror=\"%s\">",
          "<img/src=x/onerror=%s>",
          "<IMG SRC=x ONERROR=%s>",
          "<img src=`x`onerror=%s>",
          "\"><img src=x onerror=%s>",
          "'><img src=x onerror=%s>",
          "--><img src=x onerror=%s>",
          "]]><img src=x onerror=%s>",
          "</title><img src=x onerror=%s>",
          "</textarea><img src=x onerror=%s>",
          "</style><img src=x onerror=%s>",
          "</template><img src=x onerror=%s>",
          "</noscript><img src=x onerror=%s>",
          "</pre></code><img src=x onerror=%s>",
          "<svg onload=%s>",
          "<svg/onload=%s>",
          "<svg><script>%s</script></svg>",
          "<svg><animate onbegin=%s attributeName=x dur=1s>",
          "<svg><set onbegin=%s attributename=x>",
          "<svg><a xlink:href='javascript:%s'><text y=20>x</text></a></svg>",
          "<math><mtext></mtext><mglyph><svg onload=%s>",
          "<math><maction xlink:href='javascript:%s'>x</maction></math>",
          "<body onload=%s>",
          "<body onpageshow=%s>",
          "<iframe src='javascript:%s'></iframe>",
          "<iframe srcdoc='<script>%s</script>'></iframe>",
          "<object data='javascript:%s'></object>",
          "<embed src='javascript:%s'>",
          "<form action='javascript:%s'><button autofocus>x</button></form>",
          "<input autofocus onfocus=%s>",
          "<select autofocus onfocus=%s>",
          "<textarea autofocus onfocus=%s></textarea>",
          "<details open ontoggle=%s>x</details>",
          "<video src=x onerror=%s></video>",
          "<video><source onerror=%s></video>",
          "<audio src=x onerror=%s></audio>",
          "<marquee onstart=%s>x</marquee>",
          "<div style='animation:x 1s' onanimationstart=%s>x</div>",
          "<xss tabindex=1 autofocus onfocus=%s>x</xss>",
          "<a href='javascript:%s'>x</a>",
          "<a href='java\tscript:%s'>x</a>",
          "<link rel=stylesheet href=x onerror=%s>",
          "<meta http-equiv=refresh content='0;url=javascript:%s'>",
          "<base href='javascript:%s//'>",
          "javascript:%s",
          "data:text/html,<script>%s</script>",
          "\" onmouseover=%s autofocus onfocus=%s x=\"",
          "';%s;'",
          "\\x3cimg src=x onerror=%s\\x3e",
          "&lt;img src=x onerror=%s&gt;",
          "{{constructor.constructor('%s')()}}${%s}#{%s}");

  /// Colours, a title, the clipboard, a bell, a line that is written over, the end of a text, C1,
  /// directions, a separator of lines, and characters that cannot be seen.
  private static final List<String> CONTROLS =
      List.of(
          "\u001b[31m",
          "\u001b]0;title\u0007",
          "\u001b]52;c;ZXZpbA==\u0007",
          "\u0007",
          "\rover",
          "\u0000",
          "\u009b2J",
          "\u009d0;title\u009c",
          "\u202egpj.exe\u202c",
          "\u2066\u2069",
          "\u2028",
          "\u200b\u2060",
          "\b\b\b",
          "\u007f",
          "\u0085",
          "\udb40\udc41");

  private HostileTexts() {}

  public static List<String> payloads() {
    return FORMS.stream().map(form -> form.replace("%s", RUN)).toList();
  }

  /// Each payload with a control of terminals.
  public static List<String> texts() {
    var payloads = payloads();
    var texts = new ArrayList<String>();
    for (int i = 0; i < payloads.size(); i++)
      texts.add(payloads.get(i) + CONTROLS.get(i % CONTROLS.size()));
    return texts;
  }

  /// The first character of a text that a terminal would obey or not show, as a number; -1 if there
  /// is none. The ends of lines and tabulators are those of the text's format.
  public static int raw(String text) {
    return text.codePoints()
        .filter(one -> one != '\n' && one != '\t')
        .filter(one -> one != '\r' || !text.contains("\r\n"))
        .filter(one ->
            Character.isISOControl(one)
                || Character.getType(one) == Character.FORMAT
                || one == 0x2028
                || one == 0x2029)
        .findFirst()
        .orElse(-1);
  }
}
