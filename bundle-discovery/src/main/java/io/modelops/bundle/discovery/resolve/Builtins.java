package io.modelops.bundle.discovery.resolve;

import java.util.Set;

/** The classes that every module knows by name, and the modules whose classes bring no method. */
final class Builtins {
  private static final Set<String> MODULES =
      Set.of("builtins", "abc", "typing", "typing_extensions", "enum", "dataclasses");

  private static final Set<String> ABSTRACT =
      Set.of("abstractmethod", "abstractproperty", "abstractclassmethod", "abstractstaticmethod");

  private static final Set<String> CLASSES =
      Set.of(
          "ArithmeticError",
          "AssertionError",
          "AttributeError",
          "BaseException",
          "BaseExceptionGroup",
          "BlockingIOError",
          "BrokenPipeError",
          "BufferError",
          "BytesWarning",
          "ChildProcessError",
          "ConnectionAbortedError",
          "ConnectionError",
          "ConnectionRefusedError",
          "ConnectionResetError",
          "DeprecationWarning",
          "EOFError",
          "EncodingWarning",
          "EnvironmentError",
          "Exception",
          "ExceptionGroup",
          "FileExistsError",
          "FileNotFoundError",
          "FloatingPointError",
          "FutureWarning",
          "GeneratorExit",
          "IOError",
          "ImportError",
          "ImportWarning",
          "IndentationError",
          "IndexError",
          "InterruptedError",
          "IsADirectoryError",
          "KeyError",
          "KeyboardInterrupt",
          "LookupError",
          "MemoryError",
          "ModuleNotFoundError",
          "NameError",
          "NotADirectoryError",
          "NotImplementedError",
          "OSError",
          "OverflowError",
          "PendingDeprecationWarning",
          "PermissionError",
          "ProcessLookupError",
          "PythonFinalizationError",
          "RecursionError",
          "ReferenceError",
          "ResourceWarning",
          "RuntimeError",
          "RuntimeWarning",
          "StopAsyncIteration",
          "StopIteration",
          "SyntaxError",
          "SyntaxWarning",
          "SystemError",
          "SystemExit",
          "TabError",
          "TimeoutError",
          "TypeError",
          "UnboundLocalError",
          "UnicodeDecodeError",
          "UnicodeEncodeError",
          "UnicodeError",
          "UnicodeTranslateError",
          "UnicodeWarning",
          "UserWarning",
          "ValueError",
          "Warning",
          "WindowsError",
          "ZeroDivisionError",
          "bool",
          "bytearray",
          "bytes",
          "classmethod",
          "complex",
          "dict",
          "enumerate",
          "filter",
          "float",
          "frozenset",
          "int",
          "list",
          "map",
          "memoryview",
          "object",
          "property",
          "range",
          "reversed",
          "set",
          "slice",
          "staticmethod",
          "str",
          "super",
          "tuple",
          "type",
          "zip");

  private Builtins() {}

  static boolean isClass(String name) {
    return CLASSES.contains(name);
  }

  /** Whether a dotted name is that of a class known to bring none of the methods. */
  static boolean bringsNothing(String name) {
    return MODULES.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
  }

  static boolean isProtocol(String name) {
    return name.equals("typing.Protocol") || name.equals("typing_extensions.Protocol");
  }

  static boolean isGeneric(String name) {
    return name.equals("typing.Generic") || name.equals("typing_extensions.Generic");
  }

  /**
   * The decorators of module abc that make a method abstract, by whatever way they are imported.
   */
  static boolean isAbstractDecorator(String name) {
    return ABSTRACT.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
