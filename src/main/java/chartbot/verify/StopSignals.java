package chartbot.verify;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the process does when it is told to stop. Helm takes the signals over when it renders, to
 * break off its own work, and never gives them back: they would stop nothing any more.
 */
final class StopSignals {

  // The same on every Unix: SIGHUP, SIGINT, SIGQUIT and SIGTERM.
  private static final int[] NUMBERS = {1, 2, 3, 15};

  /** Of {@code struct sigaction}, with room to spare: Linux has 152 bytes, others fewer. */
  private static final int SIZE = 512;

  /** What is done at one signal, as the system writes it down. */
  private record Action(int signal, Memory written) {}

  private final List<Action> actions;

  private StopSignals(List<Action> actions) {
    this.actions = List.copyOf(actions);
  }

  /** What is done now; where the system does not tell it, nothing that could be restored. */
  static StopSignals now() {
    List<Action> actions = new ArrayList<>();
    try {
      Function sigaction = sigaction();
      for (int number : NUMBERS) {
        Memory written = new Memory(SIZE);
        if (sigaction.invokeInt(new Object[] {number, Pointer.NULL, written}) == 0) {
          actions.add(new Action(number, written));
        }
      }
    } catch (UnsatisfiedLinkError notUnix) {
      return new StopSignals(List.of());
    }
    return new StopSignals(actions);
  }

  /** Has the same done again, whoever has taken the signals meanwhile. */
  void restore() {
    for (Action action : actions) {
      sigaction().invokeInt(new Object[] {action.signal(), action.written(), Pointer.NULL});
    }
  }

  private static Function sigaction() {
    return NativeLibrary.getProcess().getFunction("sigaction");
  }
}
