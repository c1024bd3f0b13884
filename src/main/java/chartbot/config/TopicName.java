package chartbot.config;

import java.util.Optional;

/** Which topic a person may name instead of the configured one. */
public final class TopicName {

  private TopicName() {}

  /** What is wrong with a topic, in words that follow its quotation; empty where nothing is. */
  public static Optional<String> wrong(String text) {
    return Validators.topic(text);
  }
}
