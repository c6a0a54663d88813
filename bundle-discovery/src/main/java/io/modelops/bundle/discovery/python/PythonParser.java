package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.SourceStructure.Fault;
import java.util.List;
import java.util.function.Predicate;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the structure of Python source up to Python 3.14, without executing anything.
 *
 * <p>A file that CPython accepts is read without a fault. Of the files that it refuses, the evident
 * ones are reported. The text around a fault is read all the same.
 */
public final class PythonParser {

  /** Longest source that is parsed, in bytes. */
  public static final int MAX_SIZE = 10_000_000;

  private PythonParser() {}

  /**
   * Parses one file. Any number of threads may do so at once. They share nothing that changes.
   *
   * @param source the file's bytes in any encoding PEP 263 allows
   * @param checkpoint called about every 64 KiB of source. What it throws ends the parse and
   *     reaches the caller, who cancels that way.
   * @return the structure, with the faults of the source. None is thrown. Their codes are {@code
   *     syntax}, {@code indentation}, {@code nesting}, {@code encoding}, {@code nul}, {@code
   *     too-large}
   */
  public static SourceStructure parse(byte[] source, Runnable checkpoint) {
    if (source.length > MAX_SIZE) {
      String message = "the file has " + source.length + " bytes; " + MAX_SIZE + " are read";
      return new SourceStructure(List.of(), List.of(new Fault("too-large", 1, 1, message)));
    }
    checkpoint.run();
    SourceText text = SourceText.of(source);
    Positions positions = new Positions(text.utf8());
    FaultLog faults = new FaultLog(positions);
    report(text, positions, faults);
    var lexer = new IndentingLexer(text.utf8(), faults, checkpoint);
    TokenBuffer tokens = new TokenBuffer(lexer, text.utf8().length / 24);
    StructureParser.FileContext file = parse(tokens, faults);
    int[] classes = tokens.startsOf(StructureLexer.CLASS);
    List<Statement> body =
        new StructureBuilder(text.utf8(), classes, positions, faults, checkpoint).build(file);
    return new SourceStructure(body, faults.inSourceOrder());
  }

  /**
   * Finds the literals that name modules or could name files. Comments do not count. This is a
   * second pass over the source, for the files where it matters.
   *
   * @param source as for {@link #parse}; the result is empty where that is too large
   * @param structure what {@link #parse} found in it
   * @param checkpoint called now and then; what it throws reaches the caller
   * @return never fails, whatever the source
   */
  public static Literals literals(byte[] source, SourceStructure structure, Runnable checkpoint) {
    return source.length > MAX_SIZE
        ? Literals.NONE
        : new LiteralScan(SourceText.of(source).utf8(), structure, checkpoint).run();
  }

  /**
   * The first character that changes the direction of text: what an editor shows may not be what
   * Python reads.
   *
   * @param source in UTF-8; for other encodings, null
   */
  public static @Nullable Fault directionMark(byte[] source) {
    for (int i = 0; i + 2 < source.length; i++) {
      if (source[i] == (byte) 0xE2 && isDirectionMark(source[i + 1], source[i + 2])) {
        Positions positions = new Positions(source);
        String message = "a character that changes the direction of text hides what is written";
        return new Fault("direction", positions.line(i), positions.column(i), message);
      }
    }
    return null;
  }

  /** U+202A to U+202E and U+2066 to U+2069, after their first byte. */
  private static boolean isDirectionMark(byte second, byte third) {
    return (second == (byte) 0x80 && third >= (byte) 0xAA && third <= (byte) 0xAE)
        || (second == (byte) 0x81 && third >= (byte) 0xA6 && third <= (byte) 0xA9);
  }

  /**
   * The calls of some functions, as far as they can be read.
   *
   * @param functions tells them by their dotted names, as the source writes these
   */
  public static List<Expression.Call> calls(byte[] source, Predicate<String> functions) {
    return source.length > MAX_SIZE
        ? List.of()
        : CallScan.calls(SourceText.of(source).utf8(), functions);
  }

  /** The line of an expression that was read from a source. */
  public static int line(byte[] source, Expression expression) {
    return new Positions(SourceText.of(source).utf8()).line(expression.start());
  }

  private static void report(SourceText text, Positions positions, FaultLog faults) {
    if (text.fault() != null) {
      faults.add("encoding", text.faultOffset(), text.fault());
    }
    int malformed = positions.isAscii() ? -1 : SourceText.firstMalformed(text.utf8());
    if (malformed >= 0 && text.fault() == null) {
      faults.add("encoding", malformed, "invalid UTF-8");
    }
    if (positions.firstNul() >= 0) {
      faults.add("nul", positions.firstNul(), "source code contains a NUL byte");
    }
  }

  private static StructureParser.FileContext parse(TokenBuffer tokens, FaultLog faults) {
    StructureParser parser = new StructureParser(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
    try {
      return parser.file();
    } catch (ParseCancellationException e) {
      tokens.seek(0);
      parser.reset();
      parser.setErrorHandler(new LineRecovery());
      parser.addErrorListener(new FaultListener(faults));
      return parser.file();
    }
  }
}
