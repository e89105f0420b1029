// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.finding;

import java.util.function.BooleanSupplier;

/// A limit on the work of this thread. Work that may take long, such as an audit, calls [#check]
/// between its steps, which ends it once the budget is spent; without a budget it does nothing.
public final class WorkBudget {
  private static final ScopedValue<BooleanSupplier> SPENT = ScopedValue.newInstance();

  private WorkBudget() {}

  /// Work that can be stopped.
  @FunctionalInterface
  public interface Work<X extends Exception> {
    void run() throws X;
  }

  /// The work was stopped.
  private static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1;

    Spent() {
      super("The work was stopped because its budget is spent.", null, false, false);
    }
  }

  /// Runs the work until it is done or `spent`; returns whether it was done within the budget.
  public static <X extends Exception> boolean within(BooleanSupplier spent, Work<X> work) throws X {
    try {
      ScopedValue.where(SPENT, spent)
          .<Boolean, X>call(() -> {
            work.run();
            return true;
          });
    } catch (Spent _) {
      return false;
    }
    return !spent.getAsBoolean();
  }

  public static void check() {
    if (SPENT.isBound() && SPENT.get().getAsBoolean()) throw new Spent();
  }
}
