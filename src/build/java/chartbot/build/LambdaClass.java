package chartbot.build;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** The class that stands for one lambda or method reference. */
final class LambdaClass {

  /** The static method that gives an object of it, with the call's own descriptor. */
  static final String FACTORY = "make";

  private static final String OBJECT = "java/lang/Object";

  private final ClassNode node;
  private final InvokeDynamicInsnNode call;
  private final String name;
  private final Type[] captured;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  LambdaClass(ClassNode node, InvokeDynamicInsnNode call, String name) {
    this.node = node;
    this.call = call;
    this.name = name;
    this.captured = Type.getArgumentTypes(call.desc);
  }

  byte[] bytes() {
    String[] interfaces = {Type.getReturnType(call.desc).getInternalName()};
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    int version = Math.max(node.version & 0xFFFF, Opcodes.V1_8);
    writer.visit(version, access, name, null, OBJECT, interfaces);
    if (Desugar.isOfNest(node)) {
      writer.visitNestHost(node.nestHostClass == null ? node.name : node.nestHostClass);
    }
    int field = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
    for (int i = 0; i < captured.length; i++) {
      writer.visitField(field, field(i), captured[i].getDescriptor(), null, null).visitEnd();
    }
    writeConstructor();
    writeFactory();
    writeMethod();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static String field(int index) {
    return "captured" + index;
  }

  private String constructor() {
    return Type.getMethodDescriptor(Type.VOID_TYPE, captured);
  }

  private void writeConstructor() {
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", constructor(), null, null);
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    int slot = 1;
    for (int i = 0; i < captured.length; i++) {
      method.visitVarInsn(Opcodes.ALOAD, 0);
      method.visitVarInsn(captured[i].getOpcode(Opcodes.ILOAD), slot);
      method.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), captured[i].getDescriptor());
      slot += captured[i].getSize();
    }
    end(method, Opcodes.RETURN);
  }

  /** One that captures nothing is one object, as Java has it too. */
  private void writeFactory() {
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, FACTORY, call.desc, null, null);
    method.visitCode();
    if (captured.length > 0) {
      create(method);
    } else {
      String type = "L" + name + ";";
      int field = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
      writer.visitField(field, "ONLY", type, null, null).visitEnd();
      MethodVisitor initializer =
          writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
      initializer.visitCode();
      create(initializer);
      initializer.visitFieldInsn(Opcodes.PUTSTATIC, name, "ONLY", type);
      end(initializer, Opcodes.RETURN);
      method.visitFieldInsn(Opcodes.GETSTATIC, name, "ONLY", type);
    }
    end(method, Opcodes.ARETURN);
  }

  private void create(MethodVisitor method) {
    method.visitTypeInsn(Opcodes.NEW, name);
    method.visitInsn(Opcodes.DUP);
    int slot = 0;
    for (Type type : captured) {
      method.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
      slot += type.getSize();
    }
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", constructor(), false);
  }

  /** The interface's one method: calls the target with what is captured and what is given. */
  private void writeMethod() {
    Type erased = (Type) call.bsmArgs[0];
    Type actual = (Type) call.bsmArgs[2];
    Handle target = (Handle) call.bsmArgs[1];
    boolean creates = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    List<Type> wanted = new ArrayList<>();
    if (target.getTag() != Opcodes.H_INVOKESTATIC && !creates) {
      wanted.add(Type.getObjectType(target.getOwner()));
    }
    wanted.addAll(List.of(Type.getArgumentTypes(target.getDesc())));

    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_PUBLIC, call.name, erased.getDescriptor(), null, null);
    method.visitCode();
    if (creates) {
      method.visitTypeInsn(Opcodes.NEW, target.getOwner());
      method.visitInsn(Opcodes.DUP);
    }
    for (int i = 0; i < captured.length; i++) {
      method.visitVarInsn(Opcodes.ALOAD, 0);
      method.visitFieldInsn(Opcodes.GETFIELD, name, field(i), captured[i].getDescriptor());
      Conversion.write(method, captured[i], wanted.get(i));
    }
    int slot = 1;
    Type[] given = erased.getArgumentTypes();
    for (int i = 0; i < given.length; i++) {
      method.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), slot);
      slot += given[i].getSize();
      Conversion.write(method, given[i], actual.getArgumentTypes()[i]);
      Conversion.write(method, actual.getArgumentTypes()[i], wanted.get(captured.length + i));
    }
    method.visitMethodInsn(
        opcode(target),
        target.getOwner(),
        target.getName(),
        target.getDesc(),
        target.isInterface());
    Type result =
        creates ? Type.getObjectType(target.getOwner()) : Type.getReturnType(target.getDesc());
    if (erased.getReturnType().equals(Type.VOID_TYPE)) {
      if (!result.equals(Type.VOID_TYPE)) {
        method.visitInsn(result.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
      }
    } else {
      Conversion.write(method, result, actual.getReturnType());
      Conversion.write(method, actual.getReturnType(), erased.getReturnType());
    }
    end(method, erased.getReturnType().getOpcode(Opcodes.IRETURN));
  }

  private static int opcode(Handle target) {
    return switch (target.getTag()) {
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
      default -> target.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    };
  }

  private static void end(MethodVisitor method, int opcode) {
    method.visitInsn(opcode);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }
}
