// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.iam;

import io.stillwatch.auditor.document.Tree;
import java.util.ArrayList;
import java.util.List;

/// A policy document; a single statement may stand without a list around it.
public record Policy(Tree document) {
  public List<Statement> statements() {
    var list = document.at("Statement").items();
    var statements = new ArrayList<Statement>();
    for (var body : list) statements.add(new Statement(statements.size() + 1, body));
    return statements;
  }
}
