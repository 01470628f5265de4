package dev.lull.kernel.shell;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves the checks of {@link Stop} into a class, and puts {@link Stop#exit} in the place of System.exit; in a cell's own classes
 * {@link Traces#print} in that of printStackTrace, which would tell of our frames in JShell's words.
 */
final class Weaver {
    private static final Set<String> MAY_BE_OUT_OF_MEMORY = Set.of(
            "java/lang/Throwable", "java/lang/Error", "java/lang/VirtualMachineError", "java/lang/OutOfMemoryError");
    private static final Pattern JSHELLS_OWN = Pattern.compile("REPL/\\$JShell\\$\\w+");
    /** By their names, since nobody has loaded them yet. */
    private static final Pattern THROWABLES = Pattern.compile(".*(Throwable|Exception|Error|ThreadDeath)");
    private static final String USERS = "REPL/";
    private static final String TRACES = "dev/lull/kernel/shell/Traces";
    private static final String STOP = "dev/lull/kernel/shell/Stop";

    private Weaver() {}

    /** The woven class; the class as it was when it cannot be woven, since a cell that runs is worth more. */
    static byte[] weave(byte[] bytecode) {
        return weave(bytecode, null);
    }

    /** The same, with frames in a source file of this name, if not null. */
    static byte[] weave(byte[] bytecode, String sourceFile) {
        try {
            ClassReader reader = new ClassReader(bytecode);
            // The check takes nothing from the stack and leaves nothing on it: no frame has to be computed anew.
            ClassWriter writer = new ClassWriter(reader, 0);
            reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
                private boolean ofCell;

                @Override
                public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
                    ofCell = name.startsWith(USERS);
                    boolean wraps = JSHELLS_OWN.matcher(name).matches();      // round what the user wrote, and used from other loaders
                    super.visit(version, wraps ? access | Opcodes.ACC_PUBLIC : access, name, signature, superName, interfaces);
                }

                @Override
                public void visitSource(String source, String debug) {
                    super.visitSource(sourceFile == null ? source : sourceFile, debug);
                }

                @Override
                public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                    return new Method(super.visitMethod(access, name, descriptor, signature, exceptions), name, ofCell);
                }
            }, 0);
            return writer.toByteArray();
        } catch (RuntimeException unknownVersionOrTooLarge) {
            return bytecode;
        }
    }

    private static final class Method extends MethodVisitor {
        private final String name;
        private final boolean ofCell;
        private final Set<Label> seen = new HashSet<>();
        private final Map<Label, String> handlers = new HashMap<>();
        private String atHandler;

        Method(MethodVisitor next, String name, boolean ofCell) {
            super(Opcodes.ASM9, next);
            this.name = name;
            this.ofCell = ofCell;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (!name.equals("<clinit>")) {     // a class whose initialiser was stopped can never be used again
                check();
            }
        }

        @Override
        public void visitLabel(Label label) {
            seen.add(label);
            atHandler = handlers.getOrDefault(label, atHandler);
            super.visitLabel(label);
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            if (type != null && MAY_BE_OUT_OF_MEMORY.contains(type)) {
                handlers.put(handler, "caught");
            } else if (type == null) {
                handlers.putIfAbsent(handler, "passing");
            }
            super.visitTryCatchBlock(start, end, handler, type);
        }

        @Override
        public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] stack) {
            super.visitFrame(type, numLocal, local, numStack, stack);
            if (atHandler != null) {        // every handler begins with a frame, and only behind it may there be code
                super.visitMethodInsn(Opcodes.INVOKESTATIC, STOP, atHandler, "()V", false);
                atHandler = null;
            }
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (seen.contains(label)) {
                check();
            }
            super.visitJumpInsn(opcode, label);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
            checkIfBack(otherwise, labels);
            super.visitTableSwitchInsn(min, max, otherwise, labels);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
            checkIfBack(otherwise, labels);
            super.visitLookupSwitchInsn(otherwise, keys, labels);
        }

        private void checkIfBack(Label otherwise, Label[] labels) {
            boolean back = seen.contains(otherwise);
            for (Label label : labels) {
                back |= seen.contains(label);
            }
            if (back) {
                check();
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean isInterface) {
            if (isExit(owner, method, descriptor)) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, STOP, "exit", withReceiver(owner, descriptor), false);
                return;
            }
            if (ofCell && opcode == Opcodes.INVOKEVIRTUAL && method.equals("printStackTrace") && descriptor.equals("()V") && (owner.startsWith(USERS) || THROWABLES.matcher(owner).matches())) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, TRACES, "print", "(Ljava/lang/Object;)V", false);
                return;
            }
            super.visitMethodInsn(opcode, owner, method, descriptor, isInterface);
            if (owner.equals("java/lang/Class") && (method.equals("getMethod") || method.equals("getDeclaredMethod"))) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, STOP, "found", "(Ljava/lang/reflect/Method;)Ljava/lang/reflect/Method;", false);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String method, String descriptor, Handle bootstrap, Object... arguments) {
            Object[] mended = arguments.clone();
            for (int i = 0; i < mended.length; i++) {
                if (mended[i] instanceof Handle h && isExit(h.getOwner(), h.getName(), h.getDesc())) {
                    mended[i] = new Handle(Opcodes.H_INVOKESTATIC, STOP, "exit", withReceiver(h.getOwner(), h.getDesc()), false);     // System::exit
                }
            }
            super.visitInvokeDynamicInsn(method, descriptor, bootstrap, mended);
        }

        private void check() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, STOP, "check", "()V", false);
        }

        private static boolean isExit(String owner, String method, String descriptor) {
            return descriptor.equals("(I)V") && Stop.endsTheProcess(owner, method);
        }

        private static String withReceiver(String owner, String descriptor) {
            return owner.equals("java/lang/Runtime") ? "(Ljava/lang/Runtime;I)V" : descriptor;
        }
    }
}
