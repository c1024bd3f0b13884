package chartbot.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Desugars classes: lambdas, method references, string concatenations and what records compare by,
 * which Java links anew in every process, become plain classes and methods, which the archive of
 * classes holds. To link the hundreds that one run meets takes Java 17 a tenth of the run. A call
 * that does not fit the few forms that compilers write stays as it is.
 */
final class Desugar {

  private static final String SUFFIX = "$$SyntheticLambda";
  private static final String PLAIN = "plain$$";

  /** Since Java 11 a class may call the private methods of its nest. */
  private static final int NESTS = Opcodes.V11;

  private final Map<String, ClassNode> classes;
  private final Map<String, byte[]> added = new LinkedHashMap<>();

  private Desugar(Map<String, ClassNode> classes) {
    this.classes = classes;
  }

  /**
   * What becomes of classes.
   *
   * @param classes by internal name
   * @return those that change, and those that they then need
   */
  static Map<String, byte[]> desugared(Map<String, byte[]> classes) {
    Map<String, ClassNode> nodes = new LinkedHashMap<>();
    classes.forEach(
        (name, bytes) -> {
          ClassNode node = new ClassNode();
          new ClassReader(bytes).accept(node, 0);
          nodes.put(name, node);
        });
    Desugar desugar = new Desugar(nodes);
    Set<String> changed = new TreeSet<>();
    nodes.values().forEach(node -> desugar.rewrite(node, changed));
    Map<String, byte[]> result = new LinkedHashMap<>();
    for (String name : changed) {
      // No frame changes: each call is replaced by one that takes and gives the same.
      ClassWriter writer = new ClassWriter(0);
      nodes.get(name).accept(writer);
      result.put(name, writer.toByteArray());
    }
    result.putAll(desugar.added);
    return result;
  }

  private void rewrite(ClassNode node, Set<String> changed) {
    List<MethodNode> methods = new ArrayList<>();
    int lambdas = 0;
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        if (!(instruction instanceof InvokeDynamicInsnNode call)) {
          continue;
        }
        Optional<MethodInsnNode> plain = Optional.empty();
        if (isLambda(call)) {
          plain = lambda(node, call, node.name + SUFFIX + lambdas);
          lambdas += plain.isPresent() ? 1 : 0;
        } else if (node.methods.stream().noneMatch(other -> other.name.startsWith(PLAIN))) {
          plain = method(node, call, methods);
        }
        if (plain.isPresent()) {
          method.instructions.set(call, plain.get());
          changed.add(node.name);
        }
      }
    }
    node.methods.addAll(methods);
    for (int i = 0; i < lambdas && isOfNest(node); i++) {
      ClassNode host = host(node).orElseThrow();
      host.nestMembers = host.nestMembers == null ? new ArrayList<>() : host.nestMembers;
      host.nestMembers.add(node.name + SUFFIX + i);
      changed.add(host.name);
    }
  }

  private static boolean isLambda(InvokeDynamicInsnNode call) {
    return call.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")
        && call.bsm.getName().equals("metafactory");
  }

  /** What becomes a method of the class. */
  private static Optional<MethodInsnNode> method(
      ClassNode node, InvokeDynamicInsnNode call, List<MethodNode> methods) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodNode empty = new MethodNode(access, PLAIN + methods.size(), call.desc, null, null);
    Optional<MethodNode> written = Optional.empty();
    if (Concatenation.is(call)) {
      written = Concatenation.write(call, empty);
    } else if (RecordMethod.is(call)) {
      written = Optional.of(RecordMethod.write(node, call, empty));
    }
    written.ifPresent(methods::add);
    boolean isInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
    return written.map(
        made ->
            new MethodInsnNode(Opcodes.INVOKESTATIC, node.name, made.name, call.desc, isInterface));
  }

  static boolean isOfNest(ClassNode node) {
    return (node.version & 0xFFFF) >= NESTS;
  }

  private Optional<ClassNode> host(ClassNode node) {
    return node.nestHostClass == null
        ? Optional.of(node)
        : Optional.ofNullable(classes.get(node.nestHostClass));
  }

  private Optional<MethodInsnNode> lambda(ClassNode node, InvokeDynamicInsnNode call, String name) {
    Handle target = (Handle) call.bsmArgs[1];
    if (!canCall(node, target) || classes.containsKey(name)) {
      return Optional.empty();
    }
    added.put(name, new LambdaClass(node, call, name).bytes());
    return Optional.of(
        new MethodInsnNode(Opcodes.INVOKESTATIC, name, LambdaClass.FACTORY, call.desc, false));
  }

  /** Whether a class of the same package, and since Java 11 of the same nest, may call it. */
  private boolean canCall(ClassNode node, Handle target) {
    if (isOfNest(node) && host(node).isEmpty()) {
      return false;
    }
    if (target.getOwner().equals(node.name)) {
      Optional<MethodNode> method =
          node.methods.stream()
              .filter(m -> m.name.equals(target.getName()) && m.desc.equals(target.getDesc()))
              .findFirst();
      boolean isPrivate = method.isPresent() && (method.get().access & Opcodes.ACC_PRIVATE) != 0;
      if (isPrivate) {
        return isOfNest(node);
      }
      // Else inherited, and perhaps protected in another package.
      return method.isPresent() && target.getTag() != Opcodes.H_INVOKESPECIAL;
    }
    // Of another class javac refers only to what the package may call, or everybody; it writes a
    // lambda of its own for what is protected elsewhere.
    return target.getTag() != Opcodes.H_INVOKESPECIAL && !target.getOwner().startsWith("[");
  }
}
