package io.modelops.bundle.json;

import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.error.ProviderException;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.value.CacheCheck;
import io.modelops.bundle.value.CollectResult;
import io.modelops.bundle.value.ContainerizeResult;
import io.modelops.bundle.value.CopyResult;
import io.modelops.bundle.value.DecoratedMethod;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.EnsureResult;
import io.modelops.bundle.value.Explanation;
import io.modelops.bundle.value.Initialization;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.LoginResult;
import io.modelops.bundle.value.LogoutResult;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestDifference;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.ModelDifference;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.PullChanges;
import io.modelops.bundle.value.PullPlan;
import io.modelops.bundle.value.PullResult;
import io.modelops.bundle.value.PushPlan;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.Reproduction;
import io.modelops.bundle.value.Requirement;
import io.modelops.bundle.value.SignatureReport;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.SourceValue;
import io.modelops.bundle.value.Suggestion;
import io.modelops.bundle.value.TagResult;
import io.modelops.bundle.value.TrackingChange;
import io.modelops.bundle.value.Verdict;
import io.modelops.bundle.value.VerifyResult;
import io.modelops.bundle.value.WorkspaceStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values with texts that are hard to write, the same for the same seed. */
final class Values {
  /** How a remote may stand that did answer. */
  private static final WorkspaceStatus.RemoteState[] ANSWERS =
      Stream.of(WorkspaceStatus.RemoteState.values())
          .filter(state -> state != WorkspaceStatus.RemoteState.UNKNOWN)
          .toArray(WorkspaceStatus.RemoteState[]::new);

  private static final String[] PIECES = {
    "model",
    "a.b",
    "/",
    " ",
    "\"",
    "\\",
    "'",
    "{",
    "]",
    ":",
    ",",
    "<!--",
    "\\u0041",
    "größe",
    "e\u0301",
    "模型",
    "𝛽",
    "\u0000",
    "\u001b[0m",
    "\b",
    "\t",
    "\n",
    "\f",
    "\r",
    "\u007f",
    "\u0085",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\uffff"
  };

  private final Random random;
  private final List<String> texts = new ArrayList<>();

  Values(long seed) {
    random = new Random(seed);
  }

  /** What {@link #text()} gave so far. */
  List<String> texts() {
    return texts;
  }

  /** A text that the document has to hold. */
  String text() {
    String text = unseen();
    texts.add(text);
    return text;
  }

  private String unseen() {
    return String.join("", several(() -> any(PIECES)));
  }

  @Nullable String textOrNull() {
    return random.nextInt(3) == 0 ? null : text();
  }

  List<String> names() {
    return several(this::text);
  }

  private List<String> distinctNames() {
    return names().stream().distinct().toList();
  }

  private <T> List<T> several(Supplier<T> one) {
    return Stream.generate(one).limit(random.nextInt(4)).toList();
  }

  @SafeVarargs
  private <T extends @Nullable Object> T any(T... all) {
    return all[random.nextInt(all.length)];
  }

  private int place() {
    return random.nextInt(1000);
  }

  private long size() {
    return random.nextLong() & Long.MAX_VALUE >> random.nextInt(60);
  }

  private Digest sha256() {
    return digest("sha256", 64);
  }

  Digest digest() {
    return any(sha256(), digest("sha384", 96), digest("sha512", 128));
  }

  private Digest digest(String algorithm, int length) {
    StringBuilder hex = new StringBuilder();
    while (hex.length() < length) {
      hex.append(Character.forDigit(random.nextInt(16), 16));
    }
    return new Digest(algorithm, hex.toString());
  }

  Reference reference() {
    return Reference.parse(
        any(
            "localhost:5555/lab/models:v1",
            "registry.example/models@" + digest(),
            "oci:out of/\"here\":v1"));
  }

  @Nullable Reference referenceOrNull() {
    return random.nextBoolean() ? null : reference();
  }

  private SourceRange range(String file) {
    int line = 1 + place();
    return new SourceRange(file, line, 1 + place(), line + place());
  }

  List<Model> models() {
    return several(this::model);
  }

  private Model model() {
    String id = text();
    return Model.of(text(), any(Verdict.values()), range(text()))
        .withId(id)
        .withReasons(several(this::reason))
        .withBases(names())
        .withFiles(names())
        .withDataHints(several(() -> Model.DataHint.of(text(), range(unseen()))))
        .withDoc(textOrNull())
        .withRule(textOrNull())
        .withKind(any(Model.Kind.values()))
        .withParameters(several(this::parameter))
        .withOutputs(several(this::method))
        .withScenarios(several(this::method))
        .withRequirements(several(this::requirement));
  }

  private Parameter parameter() {
    String name = text();
    Parameter parameter = Parameter.of(name, any(Parameter.Origin.values()), range(text()));
    return parameter
        .withKind(textOrNull())
        .withDefault(valueOrNull())
        .withBounds(valueOrNull(), valueOrNull())
        .withDoc(textOrNull());
  }

  private @Nullable SourceValue valueOrNull() {
    Object plain = any(null, true, random.nextLong(), random.nextGaussian() * 1e20, unseen());
    return any(
        null, SourceValue.computed(unseen()), SourceValue.literal(unseen()).withPlain(plain));
  }

  private DecoratedMethod method() {
    String doc = textOrNull();
    return DecoratedMethod.of(text(), text(), range(text())).withDoc(doc);
  }

  List<Suggestion> suggestions() {
    return several(
        () ->
            Suggestion.of(any(Suggestion.Kind.values()), text(), List.of(range(text())))
                .withPreset(textOrNull()));
  }

  private Requirement requirement() {
    SourceRange declared = random.nextBoolean() ? null : range(text());
    return Requirement.of(text(), text(), any(Requirement.State.values()))
        .withSpecifier(textOrNull())
        .withDeclared(declared)
        .withLocked(textOrNull())
        .withInstalled(textOrNull());
  }

  private Reason reason() {
    SourceRange location = random.nextBoolean() ? null : range(text());
    String method = textOrNull();
    String from = textOrNull();
    String signature = textOrNull();
    return Reason.of(text())
        .withMethod(method)
        .withFrom(from)
        .withLocation(location)
        .withSignature(signature)
        .withInstalled(textOrNull());
  }

  Explanation explanation() {
    List<Explanation.Ground> grounds = several(this::ground);
    return random.nextBoolean()
        ? Explanation.bundled(text(), grounds)
        : Explanation.missing(text(), grounds);
  }

  private Explanation.Ground ground() {
    return Explanation.Ground.of(any(Explanation.Ground.Kind.values()))
        .withModel(textOrNull())
        .withText(textOrNull())
        .withPlace(random.nextBoolean() ? null : range(text()))
        .withSteps(several(this::step));
  }

  private Explanation.Step step() {
    return Explanation.Step.of(any(Explanation.Step.Kind.values()), text())
        .withPlace(random.nextBoolean() ? null : range(text()));
  }

  List<Issue> issues() {
    return several(this::issue);
  }

  private Issue issue() {
    return Issue.of(any(Issue.Severity.values()), text(), text(), place(), place(), text());
  }

  @Nullable List<String> namesOrNull() {
    return random.nextBoolean() ? null : names();
  }

  ManifestContent content() {
    TreeMap<String, ManifestContent.ModelEntry> models = new TreeMap<>();
    for (String id : distinctNames()) {
      models.put(
          id,
          ManifestContent.ModelEntry.of(unseen(), several(this::unseen), digest())
              .withKind(any(Model.Kind.values())));
    }
    TreeMap<String, ManifestContent.FileEntry> files = new TreeMap<>();
    for (String path : distinctNames()) {
      files.put(path, new ManifestContent.FileEntry(sha256(), size()));
    }
    return ManifestContent.of(digest(), models, files);
  }

  /** Without the files of models, which not every document has. */
  ManifestDifference check() {
    Digest current = digest();
    return ManifestDifference.of(
        any(null, digest(), current), current, changes(), new TreeMap<>(), changes());
  }

  ManifestDifference difference() {
    TreeMap<String, ManifestDifference.Changes> modelFiles = new TreeMap<>();
    for (String id : distinctNames()) {
      modelFiles.put(id, changes());
    }
    return ManifestDifference.of(digest(), digest(), changes(), modelFiles, changes());
  }

  ModelDifference modelDifference() {
    TreeMap<String, List<String>> changed = new TreeMap<>();
    for (String id : distinctNames()) {
      changed.put(id, names());
    }
    return ModelDifference.of(names(), names(), changed);
  }

  private ManifestDifference.Changes changes() {
    return ManifestDifference.Changes.of(names(), names(), names());
  }

  private List<Descriptor> blobs() {
    return several(this::blob);
  }

  Descriptor blob() {
    String title = textOrNull();
    return new Descriptor(
        text(),
        digest(),
        size(),
        title == null ? Map.of() : Map.of("org.opencontainers.image.title", title));
  }

  boolean truth() {
    return random.nextBoolean();
  }

  Inspection inspection() {
    Descriptor manifest = new Descriptor(unseen(), digest(), size());
    return Inspection.of(reference(), manifest, content(), blobs());
  }

  PushResult pushResult() {
    return PushResult.of(reference(), digest(), digest(), blobs(), blobs(), size());
  }

  TagResult tagResult() {
    return TagResult.of(reference(), digest(), any(null, digest()));
  }

  LoginResult loginResult() {
    LoginResult result = LoginResult.of(text(), text(), text());
    String other = textOrNull();
    return other == null ? result.withoutCheck() : result.withOverriddenBy(other);
  }

  LogoutResult logoutResult() {
    return LogoutResult.of(text(), names(), textOrNull());
  }

  ContainerizeResult containerizeResult() {
    return ContainerizeResult.of(
        digest(), reference(), digest(), tagResult(), List.of(blob()), blobs(), blobs());
  }

  CopyResult copyResult() {
    return CopyResult.of(reference(), tagResult(), blobs(), blobs(), blobs(), referrers());
  }

  VerifyResult verifyResult() {
    VerifyResult result = VerifyResult.of(reference(), digest());
    return (random.nextBoolean() ? result : result.withBundleDigest(digest()))
        .withRead(place(), place(), size())
        .withFindings(several(this::finding));
  }

  private VerifyResult.Finding finding() {
    return new VerifyResult.Finding(
        any(VerifyResult.Kind.values()),
        text(),
        any(VerifyResult.Fault.values()),
        digest(),
        any(null, digest()),
        text());
  }

  Reproduction reproduction() {
    return Reproduction.of(
        unseenInspection(),
        digest(),
        any(Reproduction.Difference.values()),
        check(),
        blobs(),
        blobs());
  }

  private List<Descriptor> referrers() {
    return several(
        () -> new Descriptor(unseen(), digest(), size(), Map.of(unseen(), unseen()), textOrNull()));
  }

  /** Something that refers to a bundle. */
  Descriptor attached() {
    Map<String, String> notes = new TreeMap<>();
    distinctNames().forEach(name -> notes.put(name, text()));
    return new Descriptor(unseen(), digest(), size(), notes, textOrNull());
  }

  List<Descriptor> allAttached() {
    return several(this::attached);
  }

  SignatureReport signatureReport() {
    Descriptor manifest = new Descriptor(unseen(), digest(), size());
    return SignatureReport.of(reference(), manifest, several(this::signature));
  }

  private SignatureReport.Signature signature() {
    return new SignatureReport.Signature(
        text(),
        digest(),
        text(),
        random.nextBoolean(),
        any(SignatureReport.State.values()),
        textOrNull(),
        textOrNull());
  }

  PushPlan pushPlan() {
    Digest remote = any(null, digest());
    List<Descriptor> one = List.of(blob());
    Reference reference = reference();
    Digest digest = digest();
    Digest bundle = digest();
    List<Descriptor> present = blobs();
    var there = WorkspaceStatus.Remote.of(any(ANSWERS), remote);
    return PushPlan.of(reference, digest, bundle, there, random.nextBoolean(), one, present);
  }

  PullResult pullResult() {
    return PullResult.of(unseenInspection(), pullChanges(), blobs(), textOrNull())
        .withPrevious(any(null, digest()))
        .withIssues(issues());
  }

  PullPlan pullPlan() {
    return PullPlan.of(unseenInspection(), pullChanges(), blobs(), random.nextBoolean());
  }

  EnsureResult ensureResult() {
    PullChanges changes =
        PullChanges.none().withCreated(names()).withDeleted(names()).withKept(names());
    return EnsureResult.of(unseenInspection(), names())
        .withDirectory(text(), changes)
        .withTransfer(blobs(), place(), any(EnsureResult.Origin.values()));
  }

  CollectResult collectResult() {
    return CollectResult.of(place(), size())
        .withKept(place(), size())
        .withReferences(names())
        .withLeases(place());
  }

  @Nullable CacheCheck cacheCheckOrNull() {
    return random.nextBoolean() ? null : CacheCheck.of(place(), size(), several(this::digest));
  }

  /** One of which only the names are of interest. */
  Inspection unseenInspection() {
    Descriptor manifest = new Descriptor(unseen(), digest(), size());
    ManifestContent content = ManifestContent.of(digest(), new TreeMap<>(), new TreeMap<>());
    return Inspection.of(reference(), manifest, content, List.of());
  }

  private PullChanges pullChanges() {
    Map<String, PullChanges.Conflict> conflicts = new TreeMap<>();
    names().forEach(name -> conflicts.put(name, any(PullChanges.Conflict.values())));
    return PullChanges.none()
        .withCreated(names())
        .withReplaced(names())
        .withDeleted(names())
        .withSame(names())
        .withKept(names())
        .withConflicts(conflicts);
  }

  Path directory() {
    return Path.of("/home/a \"b\"/project");
  }

  Initialization initialization() {
    return Initialization.of(names(), names(), names()).withTracked(names()).withIssues(issues());
  }

  TrackingChange added() {
    List<Omission> omissions =
        names().stream().map(name -> new Omission(name, false, Omission.Cause.SECRET)).toList();
    return TrackingChange.of(names(), names(), names(), List.of(), size())
        .withOmissions(omissions)
        .withReplaced(names());
  }

  TrackingChange removed() {
    return TrackingChange.of(names(), names(), List.of(), List.of(), size());
  }

  WorkspaceStatus status() {
    List<WorkspaceStatus.TrackedFile> files =
        several(
            () -> WorkspaceStatus.TrackedFile.of(text(), any(WorkspaceStatus.FileState.values())));
    return WorkspaceStatus.of(
            referenceOrNull(),
            files,
            List.of(),
            names(),
            WorkspaceStatus.Remote.of(
                any(WorkspaceStatus.RemoteState.values()), any(null, digest())))
        .withModels(changes())
        .withManifest(any(WorkspaceStatus.ManifestState.values()))
        .withProblem(random.nextBoolean() ? null : issue());
  }

  BundleException exception() {
    ErrorCode code = any(ErrorCode.TAG_MOVED, ErrorCode.FILE_CHANGED, ErrorCode.RATE_LIMITED);
    String hint = text();
    return any(
        new ConfigurationException(code, unseen(), place(), place(), unseen(), hint),
        new DiscoveryException(code, directory(), unseen(), hint, null),
        new ManifestException(code, unseen(), unseen(), hint, null),
        new ProviderException(code, unseen(), hint),
        new RegistryException(code, unseen(), place(), unseen(), unseen(), hint, null),
        new WorkspaceException(code, several(this::unseen), unseen(), hint, null));
  }

  Map<String, ?> details() {
    Map<String, @Nullable Object> details = new TreeMap<>();
    for (String name : distinctNames()) {
      details.put(name, any(null, 1, 2L, true, directory(), List.of("a")));
    }
    return details;
  }
}
