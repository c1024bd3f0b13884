package chartbot.yaml;

import chartbot.error.UserException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The proof of an edit, which goes on while others look at the new text. Whoever lets that text
 * out, to a server, a disk or a person, waits for its proof first.
 */
public final class PendingProof {

  /** Of a text that was not made from another one. */
  public static final PendingProof NOT_NEEDED = new PendingProof(() -> null);

  private final FutureTask<Void> proof;

  private PendingProof(Callable<Void> proof) {
    this.proof = new FutureTask<>(proof);
  }

  /** Begins on a thread of its own that does not keep the process alive. */
  static PendingProof begin(Callable<Void> proof) {
    PendingProof pending = new PendingProof(proof);
    Thread thread = new Thread(pending.proof, "proof");
    thread.setDaemon(true);
    thread.start();
    return pending;
  }

  /**
   * Waits for the outcome.
   *
   * @throws UserException when the text has a place that makes edits unsafe
   * @throws IllegalStateException when the edit is not what it claims to be, which is a bug
   */
  public void await() throws UserException {
    proof.run(); // where nobody has begun it; nothing otherwise
    try {
      proof.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UserException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("the edit failed its proof", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
