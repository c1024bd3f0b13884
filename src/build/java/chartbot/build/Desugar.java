package chartbot.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Desugars a jar: lambdas, method references and string concatenations, which Java links anew in
 * every process, become plain classes and methods, which the archive of classes holds. To link the
 * three hundred that one run meets takes Java 17 a tenth of the run. Only classes that the start-up
 * list names are touched; a call that does not fit the few forms that compilers write stays as it
 * is.
 *
 * <p>Run from its source: {@code java -cp ASM Desugar.java JAR}.
 */
public final class Desugar {

  private static final String LIST = "/chartbot/startup.classes";
  private static final String OBJECT = "java/lang/Object";
  private static final String BUILDER = "java/lang/StringBuilder";
  private static final String FACTORY = "make";
  private static final String SUFFIX = "$$SyntheticLambda";

  /** As javac writes them; an argument and a constant in the recipe of a concatenation. */
  private static final char ARGUMENT = '\u0001';

  private static final char CONSTANT = '\u0002';

  /** Since Java 11 a class may call the private methods of its nest. */
  private static final int NESTS = Opcodes.V11;

  private final Map<String, ClassNode> classes;
  private final Map<String, byte[]> added = new LinkedHashMap<>();

  private Desugar(Map<String, ClassNode> classes) {
    this.classes = classes;
  }

  public static void main(String[] args) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(args[0]))) {
      Map<String, byte[]> classes = new LinkedHashMap<>();
      for (String name : names(jar)) {
        Path file = jar.getPath(name + ".class");
        if (Files.exists(file)) {
          classes.put(name, Files.readAllBytes(file));
        }
      }
      // The same tree makes the same bytes, whenever it is built.
      FileTime time = Files.getLastModifiedTime(jar.getPath(LIST));
      for (Map.Entry<String, byte[]> changed : desugared(classes).entrySet()) {
        Path file = jar.getPath(changed.getKey() + ".class");
        Files.write(file, changed.getValue());
        // Those of access and creation are written too, and would be the build's.
        Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(time, time, time);
      }
    }
  }

  private static Set<String> names(FileSystem jar) throws IOException {
    return Files.readAllLines(jar.getPath(LIST), UTF_8).stream()
        .filter(line -> !line.startsWith("@"))
        .map(line -> line.split(" ", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
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
    List<MethodNode> concatenations = new ArrayList<>();
    int lambdas = 0;
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        if (!(instruction instanceof InvokeDynamicInsnNode call)) {
          continue;
        }
        Optional<MethodInsnNode> plain = Optional.empty();
        if (isBootstrap(call, "java/lang/invoke/StringConcatFactory", "makeConcatWithConstants")) {
          plain = concatenation(node, call, concatenations);
        } else if (isBootstrap(call, "java/lang/invoke/LambdaMetafactory", "metafactory")) {
          plain = lambda(node, call, node.name + SUFFIX + lambdas);
          lambdas += plain.isPresent() ? 1 : 0;
        }
        if (plain.isPresent()) {
          method.instructions.set(call, plain.get());
          changed.add(node.name);
        }
      }
    }
    node.methods.addAll(concatenations);
    for (int i = 0; i < lambdas && isOfNest(node); i++) {
      ClassNode host = host(node).orElseThrow();
      host.nestMembers = host.nestMembers == null ? new ArrayList<>() : host.nestMembers;
      host.nestMembers.add(node.name + SUFFIX + i);
      changed.add(host.name);
    }
  }

  private static boolean isBootstrap(InvokeDynamicInsnNode call, String owner, String name) {
    return call.bsm.getOwner().equals(owner) && call.bsm.getName().equals(name);
  }

  private static boolean isOfNest(ClassNode node) {
    return (node.version & 0xFFFF) >= NESTS;
  }

  private Optional<ClassNode> host(ClassNode node) {
    return node.nestHostClass == null
        ? Optional.of(node)
        : Optional.ofNullable(classes.get(node.nestHostClass));
  }

  // --- concatenations --------------------------------------------------------------------------

  private static Optional<MethodInsnNode> concatenation(
      ClassNode node, InvokeDynamicInsnNode call, List<MethodNode> methods) {
    String recipe = (String) call.bsmArgs[0];
    boolean hasMethod =
        node.methods.stream().anyMatch(method -> method.name.startsWith("concat$"));
    if (recipe.indexOf(CONSTANT) >= 0 || hasMethod) {
      return Optional.empty();
    }
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    String name = "concat$" + methods.size();
    MethodNode method = new MethodNode(access, name, call.desc, null, null);
    method.visitTypeInsn(Opcodes.NEW, BUILDER);
    method.visitInsn(Opcodes.DUP);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "()V", false);
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
    method.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, BUILDER, "toString", "()Ljava/lang/String;", false);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(3, slot); // the builder, and what is appended
    methods.add(method);
    boolean isInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
    return Optional.of(
        new MethodInsnNode(Opcodes.INVOKESTATIC, node.name, name, call.desc, isInterface));
  }

  private static void append(MethodVisitor method, StringBuilder literal) {
    if (literal.length() > 0) {
      method.visitLdcInsn(literal.toString());
      append(method, Type.getType(String.class));
      literal.setLength(0);
    }
  }

  /** A character array is an object here: concatenation shows no characters of it. */
  private static void append(MethodVisitor method, Type type) {
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

  // --- lambdas and method references -----------------------------------------------------------

  private Optional<MethodInsnNode> lambda(ClassNode node, InvokeDynamicInsnNode call, String name) {
    Handle target = (Handle) call.bsmArgs[1];
    if (!canCall(node, target) || classes.containsKey(name)) {
      return Optional.empty();
    }
    added.put(name, new LambdaClass(node, call, name).bytes());
    return Optional.of(
        new MethodInsnNode(Opcodes.INVOKESTATIC, name, FACTORY, call.desc, false));
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
      boolean isPrivate =
          method.isPresent() && (method.get().access & Opcodes.ACC_PRIVATE) != 0;
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

  /** The class that stands for one lambda or method reference. */
  private static final class LambdaClass {

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
      if (isOfNest(node)) {
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
      MethodVisitor method =
          writer.visitMethod(Opcodes.ACC_STATIC, FACTORY, call.desc, null, null);
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
        Conversion.write(
            method, actual.getArgumentTypes()[i], wanted.get(captured.length + i));
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

  /** What a method reference does to values on their way in and out: cast, box, unbox, widen. */
  private static final class Conversion {

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
        primitives.put(WRAPPERS.get(type.getSort()), type);
      }
      return primitives;
    }

    static void write(MethodVisitor method, Type from, Type to) {
      if (from.equals(to)) {
        return;
      }
      if (isPrimitive(from) && isPrimitive(to)) {
        widen(method, from, to);
      } else if (isPrimitive(from)) {
        String wrapper = WRAPPERS.get(from.getSort());
        String descriptor = "(" + from.getDescriptor() + ")L" + wrapper + ";";
        method.visitMethodInsn(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor, false);
      } else if (isPrimitive(to)) {
        unbox(method, from, to);
      } else if (!to.getInternalName().equals(OBJECT)) {
        method.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
      }
    }

    private static boolean isPrimitive(Type type) {
      return type.getSort() < Type.ARRAY;
    }

    private static void unbox(MethodVisitor method, Type from, Type to) {
      Type inside = PRIMITIVES.getOrDefault(from.getInternalName(), to);
      String wrapper = WRAPPERS.get(inside.getSort());
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
}
