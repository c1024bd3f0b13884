package chartbot.error;

import org.jspecify.annotations.Nullable;

/** Helm or Kubernetes would refuse what is about to be proposed; nothing was pushed. */
public non-sealed class VerificationException extends ChartbotException {

  private static final long serialVersionUID = 1L;

  public VerificationException(String message, @Nullable String hint) {
    super(message, hint, null);
  }
}
