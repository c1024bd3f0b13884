package org.jenkinsci.plugins.workflow.steps;

/** What Jenkins throws into a build that is stopped, under its name and to be caught like it. */
public final class FlowInterruptedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public FlowInterruptedException(String message) {
    super(message);
  }
}
