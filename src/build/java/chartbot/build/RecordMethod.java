package chartbot.build;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** {@code equals}, {@code hashCode} or {@code toString} of a record, as ObjectMethods has them. */
final class RecordMethod {

  private static final int MULTIPLIER = 31;

  private final MethodNode method;
  private final String owner;
  private final List<Handle> components;

  private RecordMethod(InvokeDynamicInsnNode call, MethodNode method) {
    this.method = method;
    this.owner = ((Type) call.bsmArgs[0]).getInternalName();
    this.components = new ArrayList<>();
    for (int i = 2; i < call.bsmArgs.length; i++) {
      components.add((Handle) call.bsmArgs[i]);
    }
  }

  static boolean is(InvokeDynamicInsnNode call) {
    return call.bsm.getOwner().equals("java/lang/runtime/ObjectMethods");
  }

  /** Writes it into an empty method. */
  static MethodNode write(ClassNode node, InvokeDynamicInsnNode call, MethodNode method) {
    RecordMethod made = new RecordMethod(call, method);
    switch (call.name) {
      case "equals" -> made.writeEquals();
      case "hashCode" -> made.writeHashCode();
      case "toString" -> made.writeToString(simpleName(node));
      default -> throw new IllegalArgumentException(call.name);
    }
    return method;
  }

  private static String simpleName(ClassNode node) {
    return node.innerClasses.stream()
        .filter(inner -> inner.name.equals(node.name) && inner.innerName != null)
        .map(inner -> inner.innerName)
        .findFirst()
        .orElse(node.name.substring(node.name.lastIndexOf('/') + 1));
  }

  private void writeEquals() {
    Label other = new Label();
    Label different = new Label();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitJumpInsn(Opcodes.IF_ACMPNE, other);
    end(true);
    label(other);
    method.visitVarInsn(Opcodes.ALOAD, 1);
    method.visitTypeInsn(Opcodes.INSTANCEOF, owner);
    method.visitJumpInsn(Opcodes.IFEQ, different);
    for (Handle component : components) {
      get(0, component);
      method.visitVarInsn(Opcodes.ALOAD, 1);
      method.visitTypeInsn(Opcodes.CHECKCAST, owner);
      field(component);
      jumpIfDifferent(Type.getType(component.getDesc()), different);
    }
    end(true);
    label(different);
    end(false);
    method.visitMaxs(4, 2); // two long values
  }

  private void jumpIfDifferent(Type type, Label different) {
    switch (type.getSort()) {
      case Type.OBJECT, Type.ARRAY -> {
        call("java/util/Objects", "equals", "(Ljava/lang/Object;Ljava/lang/Object;)Z");
        method.visitJumpInsn(Opcodes.IFEQ, different);
      }
      case Type.LONG, Type.FLOAT, Type.DOUBLE -> {
        // By this and not by ==: a NaN equals itself, and 0.0 is not -0.0.
        String descriptor = "(" + type.getDescriptor() + type.getDescriptor() + ")I";
        call(Conversion.wrapper(type), "compare", descriptor);
        method.visitJumpInsn(Opcodes.IFNE, different);
      }
      default -> method.visitJumpInsn(Opcodes.IF_ICMPNE, different);
    }
  }

  private void writeHashCode() {
    method.visitInsn(Opcodes.ICONST_0);
    for (Handle component : components) {
      method.visitIntInsn(Opcodes.BIPUSH, MULTIPLIER);
      method.visitInsn(Opcodes.IMUL);
      get(0, component);
      Type type = Type.getType(component.getDesc());
      if (type.getSort() >= Type.ARRAY) {
        call("java/util/Objects", "hashCode", "(Ljava/lang/Object;)I");
      } else {
        call(Conversion.wrapper(type), "hashCode", "(" + type.getDescriptor() + ")I");
      }
      method.visitInsn(Opcodes.IADD);
    }
    method.visitInsn(Opcodes.IRETURN);
    method.visitMaxs(3, 1); // the sum, and a long value
  }

  private void writeToString(String name) {
    Concatenation.begin(method);
    StringBuilder literal = new StringBuilder(name).append('[');
    for (Handle component : components) {
      literal.append(component.getName()).append('=');
      Concatenation.append(method, literal);
      get(0, component);
      Concatenation.append(method, Type.getType(component.getDesc()));
      literal.append(", ");
    }
    if (!components.isEmpty()) {
      literal.setLength(0);
    }
    Concatenation.append(method, literal.append(']'));
    Concatenation.end(method, 1);
  }

  private void get(int local, Handle component) {
    method.visitVarInsn(Opcodes.ALOAD, local);
    field(component);
  }

  private void field(Handle component) {
    method.visitFieldInsn(Opcodes.GETFIELD, owner, component.getName(), component.getDesc());
  }

  private void call(String type, String name, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKESTATIC, type, name, descriptor, false);
  }

  private void end(boolean result) {
    method.visitInsn(result ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
    method.visitInsn(Opcodes.IRETURN);
  }

  private void label(Label label) {
    method.visitLabel(label);
    method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
  }
}
