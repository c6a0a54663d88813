package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How files are added to what a workspace tracks. */
public final class AddOptions extends Value {
  private static final long serialVersionUID = 1L;

  private static final AddOptions DEFAULTS = new AddOptions(false, true, false);

  private final boolean force;
  private final boolean gitIgnore;
  private final boolean dryRun;

  private AddOptions(boolean force, boolean gitIgnore, boolean dryRun) {
    this.force = force;
    this.gitIgnore = gitIgnore;
    this.dryRun = dryRun;
  }

  /** What rules leave out is not added, nor what looks like a secret. */
  public static AddOptions defaults() {
    return DEFAULTS;
  }

  /** Also what rules leave out, and secrets. */
  public AddOptions withForce() {
    return new AddOptions(true, gitIgnore, dryRun);
  }

  /** Also what only git ignores. */
  public AddOptions withoutGitIgnore() {
    return new AddOptions(force, false, dryRun);
  }

  /** Nothing is changed; the answer is the same. */
  public AddOptions withDryRun() {
    return new AddOptions(force, gitIgnore, true);
  }

  public boolean force() {
    return force;
  }

  /** Whether {@code .gitignore} holds, as far as the project's settings do not say otherwise. */
  public boolean gitIgnore() {
    return gitIgnore;
  }

  public boolean dryRun() {
    return dryRun;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(force, gitIgnore, dryRun);
  }
}
