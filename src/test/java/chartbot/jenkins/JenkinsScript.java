package chartbot.jenkins;

import groovy.lang.Script;

/** A Jenkinsfile as Groovy sees it: what Groovy does not know is one of Jenkins' words. */
public abstract class JenkinsScript extends Script {

  static final String WORDS = "chartbot.jenkins.words";

  /** Groovy calls this for a method that is neither declared nor inherited. */
  public Object methodMissing(String name, Object arguments) {
    return words().say(name, (Object[]) arguments);
  }

  @Override
  public void setProperty(String name, Object value) {
    words().assign(name, value);
  }

  private Words words() {
    return (Words) getBinding().getVariable(WORDS);
  }
}
