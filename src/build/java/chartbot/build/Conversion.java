package chartbot.build;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What a method reference does to values on their way in and out: cast, box, unbox, widen. */
final class Conversion {

  private static final Map<Integer, String> WRAPPERS =
      Map.of(
          Type.BOOLEAN, "java/lang/Boolean",
          Type.CHAR, "java/lang/Character",
          Type.BYTE, "java/lang/Byte",
          Type.SHORT, "java/lang/Short",
          Type.INT, "java/lang/Integer",
          Type.FLOAT, "java/lang/Float",
          Type.LONG, "java/lang/Long",
          Type.DOUBLE, "java/lang/Double");

  private static final Map<String, Type> PRIMITIVES = primitives();

  private static Map<String, Type> primitives() {
    Map<String, Type> primitives = new HashMap<>();
    for (Type type :
        List.of(
            Type.BOOLEAN_TYPE,
            Type.CHAR_TYPE,
            Type.BYTE_TYPE,
            Type.SHORT_TYPE,
            Type.INT_TYPE,
            Type.FLOAT_TYPE,
            Type.LONG_TYPE,
            Type.DOUBLE_TYPE)) {
      primitives.put(wrapper(type), type);
    }
    return primitives;
  }

  private Conversion() {}

  /** The class of a primitive type's boxes. */
  static String wrapper(Type primitive) {
    return WRAPPERS.get(primitive.getSort());
  }

  static void write(MethodVisitor method, Type from, Type to) {
    if (from.equals(to)) {
      return;
    }
    if (isPrimitive(from) && isPrimitive(to)) {
      widen(method, from, to);
    } else if (isPrimitive(from)) {
      String wrapper = wrapper(from);
      String descriptor = "(" + from.getDescriptor() + ")L" + wrapper + ";";
      method.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor, false);
    } else if (isPrimitive(to)) {
      unbox(method, from, to);
    } else if (!to.getInternalName().equals("java/lang/Object")) {
      method.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
    }
  }

  private static boolean isPrimitive(Type type) {
    return type.getSort() < Type.ARRAY;
  }

  private static void unbox(MethodVisitor method, Type from, Type to) {
    Type inside = PRIMITIVES.getOrDefault(from.getInternalName(), to);
    String wrapper = wrapper(inside);
    if (!PRIMITIVES.containsKey(from.getInternalName())) {
      method.visitTypeInsn(Opcodes.CHECKCAST, wrapper);
    }
    String descriptor = "()" + inside.getDescriptor();
    String getter = inside.getClassName() + "Value";
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, wrapper, getter, descriptor, false);
    write(method, inside, to);
  }

  private static void widen(MethodVisitor method, Type from, Type to) {
    int opcode =
        switch (to.getSort()) {
          case Type.LONG -> Opcodes.I2L;
          case Type.FLOAT -> from.getSort() == Type.LONG ? Opcodes.L2F : Opcodes.I2F;
          case Type.DOUBLE ->
              switch (from.getSort()) {
                case Type.LONG -> Opcodes.L2D;
                case Type.FLOAT -> Opcodes.F2D;
                default -> Opcodes.I2D;
              };
          default -> Opcodes.NOP; // all smaller ones are integers on the stack
        };
    method.visitInsn(opcode);
  }
}
