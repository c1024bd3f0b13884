package chartbot.build;

import java.util.Optional;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A string concatenation as a method that appends to a builder. */
final class Concatenation {

  private static final String BUILDER = "java/lang/StringBuilder";

  /** As javac writes them; an argument and a constant in the recipe of a concatenation. */
  private static final char ARGUMENT = '\u0001';

  private static final char CONSTANT = '\u0002';

  private Concatenation() {}

  static boolean is(InvokeDynamicInsnNode call) {
    return call.bsm.getOwner().equals("java/lang/invoke/StringConcatFactory")
        && call.bsm.getName().equals("makeConcatWithConstants");
  }

  /** Writes it into an empty method, unless it has a form of its own. */
  static Optional<MethodNode> write(InvokeDynamicInsnNode call, MethodNode method) {
    String recipe = (String) call.bsmArgs[0];
    if (recipe.indexOf(CONSTANT) >= 0) {
      return Optional.empty();
    }
    begin(method);
    int slot = 0;
    int argument = 0;
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < recipe.length(); i++) {
      char c = recipe.charAt(i);
      if (c != ARGUMENT) {
        literal.append(c);
        continue;
      }
      append(method, literal);
      Type type = Type.getArgumentTypes(call.desc)[argument];
      method.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
      append(method, type);
      slot += type.getSize();
      argument++;
    }
    append(method, literal);
    end(method, slot);
    return Optional.of(method);
  }

  static void begin(MethodVisitor method) {
    method.visitTypeInsn(Opcodes.NEW, BUILDER);
    method.visitInsn(Opcodes.DUP);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "()V", false);
  }

  static void end(MethodVisitor method, int locals) {
    method.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, BUILDER, "toString", "()Ljava/lang/String;", false);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(3, locals); // the builder, and what is appended
  }

  /** Appends what has been gathered of literal text. */
  static void append(MethodVisitor method, StringBuilder literal) {
    if (literal.length() > 0) {
      method.visitLdcInsn(literal.toString());
      append(method, Type.getType(String.class));
      literal.setLength(0);
    }
  }

  /** A character array is an object here: concatenation shows no characters of it. */
  static void append(MethodVisitor method, Type type) {
    Type taken =
        switch (type.getSort()) {
          case Type.BYTE, Type.SHORT -> Type.INT_TYPE;
          case Type.ARRAY, Type.OBJECT ->
              type.getClassName().equals("java.lang.String") ? type : Type.getType(Object.class);
          default -> type;
        };
    method.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        BUILDER,
        "append",
        "(" + taken.getDescriptor() + ")Ljava/lang/StringBuilder;",
        false);
  }
}
