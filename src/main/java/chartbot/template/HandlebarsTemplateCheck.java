package chartbot.template;

import chartbot.chart.JobImage;
import chartbot.chart.JobSettings;
import chartbot.error.UserException;
import chartbot.inspect.TemplateCheck;
import chartbot.target.Target;

/** Tries configured templates before anything is fetched; what it compiles is used again. */
public final class HandlebarsTemplateCheck implements TemplateCheck {

  @Override
  public void check(Target target) throws UserException {
    HandlebarsCommitMessages.check(target.commit(), target.version());
    JobImage image = JobImage.of("image", "image", target.images());
    check(image, target.jobs().common());
    for (JobSettings settings : target.jobs().perImage().values()) {
      check(image, settings);
    }
  }

  private static void check(JobImage image, JobSettings settings) throws UserException {
    if (settings.template().isPresent()) {
      new HandlebarsJobTemplates().render(image, settings);
    }
  }
}
