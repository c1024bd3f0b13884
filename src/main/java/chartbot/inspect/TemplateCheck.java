package chartbot.inspect;

import chartbot.error.UserException;
import chartbot.target.Target;

/** Looks through the templates that a target's configuration names; implemented with Handlebars. */
public interface TemplateCheck {

  /**
   * Renders each template for examples of what a run may render it for. The built-in ones are right
   * and cost nothing here.
   *
   * @throws UserException naming the place, when a template is broken or uses an unknown name
   */
  void check(Target target) throws UserException;
}
