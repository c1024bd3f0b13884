package chartbot.update;

import chartbot.failure.EnvironmentException;

/** What Gerrit tells about itself and about the bot's rights. */
public interface ServerFacts {

  /** Gerrit's version, e.g. {@code 3.10.2}. */
  String version() throws EnvironmentException;

  /** Whether the account may push changes for review to some branch of the target's project. */
  boolean mayPush(Target target) throws EnvironmentException;
}
