package io.modelops.bundle.internal.project;

import static io.modelops.bundle.internal.project.CacheCodec.text;
import static io.modelops.bundle.internal.project.CacheCodec.texts;

import io.modelops.bundle.value.DecoratedMethod;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Model.DataHint;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Requirement;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.SourceValue;
import io.modelops.bundle.value.Suggestion;
import io.modelops.bundle.value.Verdict;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How what a search found is written to a cache, and read from it. */
final class SearchCodec {
  private static final byte NONE = 0;
  private static final byte TEXT = 1;
  private static final byte TRUTH = 2;
  private static final byte WHOLE = 3;
  private static final byte REAL = 4;

  private SearchCodec() {}

  /** Writes one of several. */
  @FunctionalInterface
  interface Writer<T> {
    void write(DataOutputStream out, T value) throws IOException;
  }

  static <T> void list(DataOutputStream out, Collection<T> list, Writer<T> writer)
      throws IOException {
    out.writeInt(list.size());
    for (T each : list) {
      writer.write(out, each);
    }
  }

  static <T> List<T> list(ByteBuffer in, Function<ByteBuffer, T> reader) {
    List<T> list = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      list.add(reader.apply(in));
    }
    return list;
  }

  private static <T> void optional(DataOutputStream out, @Nullable T value, Writer<T> writer)
      throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      writer.write(out, value);
    }
  }

  private static <T> @Nullable T optional(ByteBuffer in, Function<ByteBuffer, T> reader) {
    return in.get() == NONE ? null : reader.apply(in);
  }

  static void constant(DataOutputStream out, Enum<?> constant) throws IOException {
    text(out, constant.name());
  }

  static <E extends Enum<E>> E constant(ByteBuffer in, Class<E> type) {
    return Enum.valueOf(type, text(in));
  }

  static void model(DataOutputStream out, Model model) throws IOException {
    text(out, model.id());
    text(out, model.className());
    constant(out, model.verdict());
    constant(out, model.kind());
    range(out, model.location());
    optional(out, model.rule(), CacheCodec::text);
    list(out, model.reasons(), SearchCodec::reason);
    texts(out, model.bases());
    texts(out, model.files());
    list(out, model.dataHints(), SearchCodec::hint);
    optional(out, model.doc(), CacheCodec::text);
    list(out, model.parameters(), SearchCodec::parameter);
    list(out, model.outputs(), SearchCodec::method);
    list(out, model.scenarios(), SearchCodec::method);
    list(out, model.requirements(), SearchCodec::requirement);
  }

  static Model model(ByteBuffer in) {
    String id = text(in);
    String name = text(in);
    Verdict verdict = constant(in, Verdict.class);
    Model.Kind kind = constant(in, Model.Kind.class);
    return Model.of(name, verdict, range(in))
        .withId(id)
        .withKind(kind)
        .withRule(optional(in, CacheCodec::text))
        .withReasons(list(in, SearchCodec::reason))
        .withBases(texts(in))
        .withFiles(texts(in))
        .withDataHints(list(in, SearchCodec::hint))
        .withDoc(optional(in, CacheCodec::text))
        .withParameters(list(in, SearchCodec::parameter))
        .withOutputs(list(in, SearchCodec::method))
        .withScenarios(list(in, SearchCodec::method))
        .withRequirements(list(in, SearchCodec::requirement));
  }

  private static void range(DataOutputStream out, SourceRange range) throws IOException {
    text(out, range.file());
    out.writeInt(range.line());
    out.writeInt(range.column());
    out.writeInt(range.endLine());
  }

  private static SourceRange range(ByteBuffer in) {
    return new SourceRange(text(in), in.getInt(), in.getInt(), in.getInt());
  }

  private static void reason(DataOutputStream out, Reason reason) throws IOException {
    text(out, reason.text());
    optional(out, reason.method(), CacheCodec::text);
    optional(out, reason.from(), CacheCodec::text);
    optional(out, reason.location(), SearchCodec::range);
    optional(out, reason.signature(), CacheCodec::text);
    optional(out, reason.installed(), CacheCodec::text);
  }

  private static Reason reason(ByteBuffer in) {
    return Reason.of(text(in))
        .withMethod(optional(in, CacheCodec::text))
        .withFrom(optional(in, CacheCodec::text))
        .withLocation(optional(in, SearchCodec::range))
        .withSignature(optional(in, CacheCodec::text))
        .withInstalled(optional(in, CacheCodec::text));
  }

  private static void hint(DataOutputStream out, DataHint hint) throws IOException {
    text(out, hint.path());
    range(out, hint.mentioned());
  }

  private static DataHint hint(ByteBuffer in) {
    return DataHint.of(text(in), range(in));
  }

  private static void parameter(DataOutputStream out, Parameter parameter) throws IOException {
    text(out, parameter.name());
    constant(out, parameter.origin());
    range(out, parameter.location());
    optional(out, parameter.kind(), CacheCodec::text);
    optional(out, parameter.defaultValue(), SearchCodec::value);
    optional(out, parameter.lower(), SearchCodec::value);
    optional(out, parameter.upper(), SearchCodec::value);
    optional(out, parameter.doc(), CacheCodec::text);
  }

  private static Parameter parameter(ByteBuffer in) {
    String name = text(in);
    Parameter.Origin origin = constant(in, Parameter.Origin.class);
    return Parameter.of(name, origin, range(in))
        .withKind(optional(in, CacheCodec::text))
        .withDefault(optional(in, SearchCodec::value))
        .withBounds(optional(in, SearchCodec::value), optional(in, SearchCodec::value))
        .withDoc(optional(in, CacheCodec::text));
  }

  private static void value(DataOutputStream out, SourceValue value) throws IOException {
    text(out, value.text());
    out.writeBoolean(value.computed());
    Object plain = value.plain();
    if (plain instanceof String text) {
      out.writeByte(TEXT);
      text(out, text);
    } else if (plain instanceof Boolean truth) {
      out.writeByte(TRUTH);
      out.writeBoolean(truth);
    } else if (plain instanceof Long whole) {
      out.writeByte(WHOLE);
      out.writeLong(whole);
    } else if (plain instanceof Double real) {
      out.writeByte(REAL);
      out.writeDouble(real);
    } else {
      out.writeByte(NONE);
    }
  }

  private static SourceValue value(ByteBuffer in) {
    String text = text(in);
    boolean computed = in.get() != NONE;
    Object plain =
        switch (in.get()) {
          case TEXT -> text(in);
          case TRUTH -> in.get() != NONE;
          case WHOLE -> in.getLong();
          case REAL -> in.getDouble();
          default -> null;
        };
    return computed ? SourceValue.computed(text) : SourceValue.literal(text).withPlain(plain);
  }

  private static void method(DataOutputStream out, DecoratedMethod method) throws IOException {
    text(out, method.name());
    text(out, method.method());
    range(out, method.location());
    optional(out, method.doc(), CacheCodec::text);
  }

  private static DecoratedMethod method(ByteBuffer in) {
    return DecoratedMethod.of(text(in), text(in), range(in))
        .withDoc(optional(in, CacheCodec::text));
  }

  private static void requirement(DataOutputStream out, Requirement requirement)
      throws IOException {
    text(out, requirement.module());
    text(out, requirement.distribution());
    constant(out, requirement.state());
    optional(out, requirement.specifier(), CacheCodec::text);
    optional(out, requirement.declared(), SearchCodec::range);
    optional(out, requirement.locked(), CacheCodec::text);
    optional(out, requirement.installed(), CacheCodec::text);
  }

  private static Requirement requirement(ByteBuffer in) {
    return Requirement.of(text(in), text(in), constant(in, Requirement.State.class))
        .withSpecifier(optional(in, CacheCodec::text))
        .withDeclared(optional(in, SearchCodec::range))
        .withLocked(optional(in, CacheCodec::text))
        .withInstalled(optional(in, CacheCodec::text));
  }

  static void issue(DataOutputStream out, Issue issue) throws IOException {
    constant(out, issue.severity());
    text(out, issue.code());
    text(out, issue.file());
    out.writeInt(issue.line());
    out.writeInt(issue.column());
    text(out, issue.message());
  }

  /** One that is not {@link Issue#incomplete}: of an incomplete search nothing is kept. */
  static Issue issue(ByteBuffer in) {
    Issue.Severity severity = constant(in, Issue.Severity.class);
    return Issue.of(severity, text(in), text(in), in.getInt(), in.getInt(), text(in));
  }

  static void suggestion(DataOutputStream out, Suggestion suggestion) throws IOException {
    constant(out, suggestion.kind());
    text(out, suggestion.name());
    list(out, suggestion.examples(), SearchCodec::range);
    out.writeInt(suggestion.count());
    optional(out, suggestion.preset(), CacheCodec::text);
  }

  static Suggestion suggestion(ByteBuffer in) {
    Suggestion.Kind kind = constant(in, Suggestion.Kind.class);
    return Suggestion.of(kind, text(in), list(in, SearchCodec::range))
        .withCount(in.getInt())
        .withPreset(optional(in, CacheCodec::text));
  }
}
