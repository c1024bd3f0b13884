package chartbot.build;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * JGit's messages as constants. JGit reads a file of nine hundred of them before its first call and
 * fills as many fields by reflection, a thirtieth of a run; there is no other language of them that
 * could be asked for.
 */
final class JGitTexts {

  static final String CLASS = "org/eclipse/jgit/internal/JGitText";

  private static final String MADE = CLASS + "$$Texts";
  private static final String TYPE = "L" + CLASS + ";";
  private static final String FIELD = "ALL";
  private static final String TEXT = "Ljava/lang/String;";

  private JGitTexts() {}

  /**
   * The class of JGit's texts, and one that holds them for it.
   *
   * @param original the class as JGit has it
   * @param properties JGit's file of them
   */
  static Map<String, byte[]> constants(byte[] original, byte[] properties) throws IOException {
    ResourceBundle bundle = new PropertyResourceBundle(new ByteArrayInputStream(properties));
    ClassNode texts = new ClassNode();
    new ClassReader(original).accept(texts, 0);
    byte[] holder = holder(texts, bundle);
    takeFromHolder(texts);
    ClassWriter writer = new ClassWriter(0);
    texts.accept(writer);
    return Map.of(CLASS, writer.toByteArray(), MADE, holder);
  }

  private static void takeFromHolder(ClassNode texts) {
    MethodNode get =
        texts.methods.stream()
            .filter(method -> method.name.equals("get") && method.desc.equals("()" + TYPE))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no get() in " + CLASS + " any more"));
    get.instructions.clear();
    get.localVariables.clear();
    get.visitFieldInsn(Opcodes.GETSTATIC, MADE, FIELD, TYPE);
    get.visitInsn(Opcodes.ARETURN);
    get.visitMaxs(1, 0);
  }

  private static byte[] holder(ClassNode texts, ResourceBundle bundle) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    writer.visit(texts.version, access, MADE, null, "java/lang/Object", null);
    writer.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, FIELD, TYPE, null, null).visitEnd();
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    method.visitCode();
    method.visitTypeInsn(Opcodes.NEW, CLASS);
    method.visitInsn(Opcodes.DUP);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, CLASS, "<init>", "()V", false);
    for (FieldNode field : texts.fields) {
      boolean isStatic = (field.access & Opcodes.ACC_STATIC) != 0;
      if (!isStatic && field.desc.equals(TEXT)) {
        method.visitInsn(Opcodes.DUP);
        method.visitLdcInsn(bundle.getString(field.name));
        method.visitFieldInsn(Opcodes.PUTFIELD, CLASS, field.name, TEXT);
      }
    }
    method.visitFieldInsn(Opcodes.PUTSTATIC, MADE, FIELD, TYPE);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
