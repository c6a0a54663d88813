import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * Turns lambdas and method references into classes, as javac does with anonymous ones. The JVM
 * makes a lambda's class when it is reached, which takes ten times as long as to load a class of
 * the archive, also if the archive has the lambda: a sixth of a short run. What a lambda does stays
 * where it is; its class only calls it.
 */
final class LambdaClasses {
  /** Of all but serializable lambdas. */
  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory.metafactory";

  private static final String CLASS = ".class";

  /** The classes that were made, by the host of their nest. */
  private final Map<String, List<String>> members = new HashMap<>();

  private final Map<String, byte[]> added = new TreeMap<>();

  /**
   * Writes jars and a directory of classes anew.
   *
   * @param arguments a directory with jars, where they are to go, a directory with classes, where
   *     they are to go
   */
  public static void main(String[] arguments) throws IOException {
    Path jars = Files.createDirectories(Path.of(arguments[1]));
    for (String each : new File(arguments[0]).list()) {
      writeJar(Path.of(arguments[0], each), jars.resolve(each));
    }
    writeDirectory(Path.of(arguments[2]), Path.of(arguments[3]));
  }

  private static void writeJar(Path from, Path to) throws IOException {
    try (JarFile jar = new JarFile(from.toFile());
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(to))) {
      Map<String, byte[]> files = new LinkedHashMap<>();
      long time = 0;
      for (JarEntry each : Collections.list(jar.entries())) {
        files.put(each.getName(), jar.getInputStream(each).readAllBytes());
        time = each.getTime();
      }
      new LambdaClasses().replace(files);
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        JarEntry entry = new JarEntry(each.getKey());
        entry.setTime(time);
        out.putNextEntry(entry);
        out.write(each.getValue());
      }
    }
  }

  private static void writeDirectory(Path from, Path to) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
        files.put(from.relativize(each).toString().replace('\\', '/'), Files.readAllBytes(each));
      }
    }
    new LambdaClasses().replace(files);
    for (String each : files.keySet()) {
      Files.createDirectories(to.resolve(each).getParent());
      Files.write(to.resolve(each), files.get(each));
    }
  }

  /** Changes classes, and adds others. */
  private void replace(Map<String, byte[]> files) {
    files.replaceAll((name, content) -> name.endsWith(CLASS) ? withoutLambdas(content) : content);
    members.forEach((host, more) -> files.computeIfPresent(host + CLASS, (k, c) -> with(more, c)));
    added.forEach((name, content) -> files.put(name + CLASS, content));
  }

  /** A class that calls classes where it made lambdas. */
  private byte[] withoutLambdas(byte[] content) {
    ClassReader reader = new ClassReader(content);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new Replacing(writer), 0);
    return writer.toByteArray();
  }

  private final class Replacing extends ClassVisitor {
    private String owner = "";
    private String host = "";
    private int count;

    Replacing(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String base, String[] interfaces) {
      owner = name;
      host = name;
      super.visit(version, access, name, signature, base, interfaces);
    }

    @Override
    public void visitNestHost(String name) {
      host = name;
      super.visitNestHost(name);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, next) {
        @Override
        public void visitInvokeDynamicInsn(
            String method, String captured, Handle bootstrap, Object... arguments) {
          if (FACTORY.equals(bootstrap.getOwner() + "." + bootstrap.getName())) {
            String made = make(method, captured, arguments);
            visitMethodInsn(Opcodes.INVOKESTATIC, made, LambdaClass.MAKE, captured, false);
          } else {
            super.visitInvokeDynamicInsn(method, captured, bootstrap, arguments);
          }
        }
      };
    }

    private String make(String method, String captured, Object... arguments) {
      String name = owner + "$$L" + count++;
      Type type = Type.getObjectType(name);
      LambdaClass lambda = new LambdaClass(type, host, method, Type.getMethodType(captured));
      added.put(
          name, lambda.write((Type) arguments[0], (Handle) arguments[1], (Type) arguments[2]));
      members.computeIfAbsent(host, key -> new ArrayList<>()).add(name);
      return name;
    }
  }

  /** The host of a nest with more members. */
  private static byte[] with(List<String> more, byte[] content) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(content).accept(writer, 0);
    more.forEach(writer::visitNestMember);
    return writer.toByteArray();
  }

  /**
   * The class of one lambda.
   *
   * @param type of the class
   * @param host of the nest, whose private methods it may call
   * @param method that it implements
   * @param captured what it holds, and the interface that it implements
   */
  private record LambdaClass(Type type, String host, String method, Type captured) {
    static final String MAKE = "make";

    private static final Type OBJECT = Type.getType(Object.class);

    /**
     * @param erased the types of the method
     * @param used the types that it is used with
     */
    byte[] write(Type erased, Handle called, Type used) {
      ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
      String[] interfaces = {captured.getReturnType().getInternalName()};
      String base = OBJECT.getInternalName();
      out.visit(Opcodes.V17, Opcodes.ACC_FINAL, type.getInternalName(), null, base, interfaces);
      out.visitNestHost(host);
      for (int i = 0; i < captured.getArgumentTypes().length; i++) {
        String held = captured.getArgumentTypes()[i].getDescriptor();
        out.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field(i), held, null, null);
      }
      writeConstructor(out);
      writeMake(out);
      writeMethod(out, erased, called, used);
      out.visitEnd();
      return out.toByteArray();
    }

    private static String field(int number) {
      return "c" + number;
    }

    private Method constructor() {
      return new Method("<init>", Type.VOID_TYPE, captured.getArgumentTypes());
    }

    private void writeConstructor(ClassWriter out) {
      var code = new GeneratorAdapter(0, constructor(), null, null, out);
      code.loadThis();
      code.invokeConstructor(OBJECT, Method.getMethod("void <init> ()"));
      for (int i = 0; i < captured.getArgumentTypes().length; i++) {
        code.loadThis();
        code.loadArg(i);
        code.putField(type, field(i), captured.getArgumentTypes()[i]);
      }
      code.returnValue();
      code.endMethod();
    }

    private void writeMake(ClassWriter out) {
      Method make = new Method(MAKE, captured.getDescriptor());
      var code = new GeneratorAdapter(Opcodes.ACC_STATIC, make, null, null, out);
      code.newInstance(type);
      code.dup();
      code.loadArgs();
      code.invokeConstructor(type, constructor());
      code.returnValue();
      code.endMethod();
    }

    private void writeMethod(ClassWriter out, Type erased, Handle called, Type used) {
      Method own = new Method(method, erased.getDescriptor());
      var code = new GeneratorAdapter(Opcodes.ACC_PUBLIC, own, null, null, out);
      Type owner = Type.getObjectType(called.getOwner());
      boolean makes = called.getTag() == Opcodes.H_NEWINVOKESPECIAL;
      if (makes) {
        code.newInstance(owner);
        code.dup();
      }
      List<Type> parameters = new ArrayList<>(List.of(Type.getArgumentTypes(called.getDesc())));
      if (!makes && called.getTag() != Opcodes.H_INVOKESTATIC) {
        parameters.add(0, owner);
      }
      int held = captured.getArgumentTypes().length;
      for (int i = 0; i < parameters.size(); i++) {
        Type from = i < held ? captured.getArgumentTypes()[i] : used.getArgumentTypes()[i - held];
        if (i < held) {
          code.loadThis();
          code.getField(type, field(i), from);
        } else {
          code.loadArg(i - held);
          convert(code, erased.getArgumentTypes()[i - held], from);
        }
        convert(code, from, parameters.get(i));
      }
      code.visitMethodInsn(
          opcode(called),
          called.getOwner(),
          called.getName(),
          called.getDesc(),
          called.isInterface());
      Type result = makes ? owner : Type.getReturnType(called.getDesc());
      convert(code, result, used.getReturnType());
      convert(code, used.getReturnType(), erased.getReturnType());
      code.returnValue();
      code.endMethod();
    }

    /** A private method is called as any other of the same nest. */
    private static int opcode(Handle called) {
      return switch (called.getTag()) {
        case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
        case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
        default -> called.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
      };
    }

    /** From one type to another, as the factory of lambdas does it. */
    private static void convert(GeneratorAdapter code, Type from, Type to) {
      if (to.equals(from)) {
        return;
      } else if (to.equals(Type.VOID_TYPE)) {
        code.visitInsn(from.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
      } else if (isPrimitive(from) && isPrimitive(to)) {
        code.cast(from, to);
      } else if (isPrimitive(from)) {
        code.valueOf(from);
      } else if (isPrimitive(to)) {
        code.unbox(to);
      } else {
        code.checkCast(to);
      }
    }

    private static boolean isPrimitive(Type type) {
      return type.getSort() < Type.ARRAY;
    }
  }
}
