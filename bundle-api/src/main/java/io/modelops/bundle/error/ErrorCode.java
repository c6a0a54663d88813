package io.modelops.bundle.error;

import java.util.Locale;

/**
 * Every reason for which the library throws a {@link BundleException}. A later release may add
 * constants; it does not change or remove any.
 */
public enum ErrorCode {
  // Settings.
  PYPROJECT_SYNTAX(false, "pyproject.toml is not valid TOML.", "Correct the line."),
  PYPROJECT_VALUE(false, "A setting has a wrong type or value.", "Correct the line."),
  PYPROJECT_ENCODING(false, "pyproject.toml is not in UTF-8.", "Save it in UTF-8."),
  PYPROJECT_SIZE(false, "pyproject.toml is too long.", "Shorten it."),
  PYPROJECT_UNREADABLE(false, "pyproject.toml cannot be read.", "Check its permissions."),
  PYPROJECT_UNWRITABLE(false, "pyproject.toml cannot be written.", "Check its permissions."),
  PYPROJECT_NOT_A_FILE(
      false, "pyproject.toml is a link or no file.", "Put the file itself in its place."),
  PYPROJECT_CHANGED(
      true, "Another program changed pyproject.toml while models were saved.", "Save again."),
  PYPROJECT_SAVE(
      false,
      "A choice of models cannot be written into pyproject.toml as it is laid out.",
      "Write it with an editor."),
  MODEL_MISSING(
      false,
      "A model of pyproject.toml is not among the discovered classes.",
      "Correct its class, or remove the entry."),
  FILE_MISSING(
      false, "A file that belongs to the bundle does not exist.", "Restore or remove the file."),
  FILES_IGNORED(
      false,
      "A model's files are ignored, or look like secrets.",
      "Correct the pattern or the ignore rules."),
  PATTERN_WITHOUT_MATCH(false, "A model's pattern matches no file.", "Correct the pattern."),
  ABOUT_SYNTAX(false, "CITATION.cff is not valid YAML.", "Correct the line."),
  ABOUT_UNREADABLE(
      false, "CITATION.cff or pyproject.toml cannot be read.", "Check its permissions."),
  SSL_CERT_FILE(
      false,
      "The file that SSL_CERT_FILE names holds no readable certificates.",
      "Correct the variable."),
  ROUTE_FILE(
      false,
      "A file that says which mirrors there are cannot be read, or asks for what is not done.",
      "Correct the key that the message names."),
  SOURCE_DATE_EPOCH(
      false,
      "The variable SOURCE_DATE_EPOCH holds no number of seconds.",
      "Correct the variable, or unset it."),
  PROXY_VARIABLE(false, "A proxy variable holds no proxy's address.", "Correct the variable."),

  // Signatures.
  BAD_KEY(
      false,
      "A file holds no key or certificate that can be used.",
      "Name a PEM file of a P-256, Ed25519 or RSA key."),
  BAD_POLICY(false, "The signature policy is not valid.", "Correct the file."),
  NOT_SIGNED(
      false,
      "None of the keys that count signed the bundle.",
      "Ask its owner to sign it, or name the right key."),

  // The project and its files.
  NO_PROJECT(
      false,
      "No directory from the given one upwards is a project.",
      "Name the project's directory."),
  NOT_A_DIRECTORY(false, "The project's directory does not exist.", "Name another directory."),
  UNREADABLE(false, "A file or directory cannot be read.", "Check its permissions, or ignore it."),
  NO_ENVIRONMENT(
      false,
      "The directory that is named as an environment is none.",
      "Name a virtual environment, a conda environment, or a site-packages directory."),
  UNKNOWN_RULE(false, "No rule for models has the given name.", "Name one that there is."),
  EVERYTHING_IGNORED(
      false, "The ignore rules leave out every file of the project.", "Correct the ignore rules."),
  BAD_PATH(false, "A path is not portable between file systems.", "Rename the file, or ignore it."),
  OUTSIDE_PROJECT(false, "A path leads out of the project.", "Name a path inside the project."),
  SYMBOLIC_LINK(
      false,
      "A path is, or lies behind, a symbolic link. Links are not followed.",
      "Name the file itself."),
  NOT_A_FILE(false, "A path names a device, a pipe or a socket.", "Leave it out."),
  FILE_CHANGED(true, "A file changed while it was read.", "Run the command again."),
  SOURCE_CHANGED(false, "A source changed after its models were discovered.", "Discover again."),

  // The manifest.
  DUPLICATE_MODEL(false, "Two models have one id.", "Give one of them another id."),
  FILES_UNKNOWN(
      false,
      "The files of a class that is no model were not looked for.",
      "Name it when discovering."),
  NOTHING_SELECTED(false, "No model and no file is selected.", "Select a model, or track a file."),
  NOT_REPRESENTABLE(
      false, "The manifest's format cannot express a value.", "Correct what the message names."),
  UNREADABLE_MANIFEST(false, "manifest.json is not a valid manifest.", "Write it anew."),
  UNWRITABLE(false, "The manifest cannot be written.", "Check permissions and free space."),

  // The workspace.
  NOT_INITIALIZED(false, "The project is not set up for tracking.", "Run modelops-bundle init."),
  WHOLE_FILE_SYSTEM(false, "The directory is the root of a file system.", "Name another one."),
  FOREIGN_STATE(
      false, "The directory of the workspace's state is not ours.", "Look at it and move it away."),
  STATE_MISSING(false, "The directory of the workspace has no state.", "Initialize it again."),
  STATE_DAMAGED(false, "The state of the workspace is damaged.", "Initialize it again."),
  STATE_NEWER(
      false, "A later release wrote the state of the workspace.", "Update modelops-bundle."),
  LOCKED(true, "Another process holds the lock of the workspace.", "Wait for it to end."),
  WORKSPACE_FAILED(
      false,
      "The state of the workspace cannot be read or written.",
      "Check permissions and space."),
  NOTHING_SYNCED(
      false, "Nothing was pushed from or pulled to this project yet.", "Push or pull first."),
  LOCALLY_MODIFIED(
      false, "A file to be deleted has changes that are nowhere else.", "Push first, or force it."),
  LISTED_FILE_IGNORED(
      false,
      "manifest.json lists a file that is ignored or looks like a secret.",
      "Include it in .modelopsignore, or take it out of manifest.json."),
  LOCAL_CHANGES(
      false,
      "A pull would replace or delete what is only here.",
      "Push it first, or overwrite it; a copy is kept then."),
  NO_SPACE(false, "There is not enough space on the disk.", "Make room, and run it again."),
  PULL_FAILED(
      true,
      "A pull ended early. What was fetched is kept for the next one.",
      "Mend the cause, and pull again."),
  ENSURE_FAILED(
      true,
      "A bundle could not be brought here. What was fetched is in the cache.",
      "Mend the cause, and run it again."),
  NOT_CACHED(
      false,
      "What is wanted is not in the cache, and the registry is not to be asked.",
      "Run it once without the option offline."),
  NO_CACHE(false, "Nothing says where the cache is.", "Name a directory for it."),
  CACHE_FAILED(
      false,
      "The cache cannot be read or written.",
      "Check its permissions and the space on its disk."),
  UNDELETABLE(false, "A file cannot be deleted.", "Check its permissions."),
  TAG_MOVED(
      false,
      "The tag names another bundle, which this workspace has not seen.",
      "Look at the difference; force the command to replace it."),

  // Registries and layouts.
  NOT_FOUND(
      false,
      "The registry has no such repository or tag, or does not show it to you.",
      "Check the reference and your permission."),
  NOT_IN_BUNDLE(false, "The bundle has no such model or file.", "Inspect it to see what it has."),
  NOT_A_BUNDLE(false, "The reference names something else than a bundle.", "Check the reference."),
  INVALID_MANIFEST(
      false, "The bundle's manifest is not valid or does not fit its files.", "Push it again."),
  CONTENT_MISSING(true, "The registry lacks content that it names.", "Push the bundle again."),
  DIGEST_MISMATCH(
      false,
      "Content is not what its digest says.",
      "Check what lies between here and the registry; push again."),
  TRUNCATED(true, "An answer ended too early.", "Run the command again."),
  TOO_LARGE(false, "A document or upload exceeds a limit.", "Bundle fewer or smaller files."),
  TOO_MANY_LAYERS(
      false, "The bundle has too many parts for one manifest.", "Bundle fewer large files."),
  UNSUPPORTED(
      false, "The registry, or this kind of reference, cannot do this.", "Use another registry."),
  PROVIDER_MISSING(false, "No implementation of a part is installed.", "Add the module named."),
  PROVIDER_BROKEN(false, "An implementation cannot be loaded.", "Use one release of all modules."),
  BLOCKED(
      false,
      "The configuration of this machine blocks the registry.",
      "Ask who administers the machine."),
  UNAUTHORIZED(false, "The registry does not accept who you are.", "Log in to the registry."),
  LOGIN_REFUSED(
      false,
      "The registry refuses the user name or the password. Nothing is kept.",
      "Check both; many registries want an access token in place of the password."),
  FORBIDDEN(
      false, "You may not do this at the registry.", "Ask the registry's owner for the right."),
  CREDENTIALS(false, "A source of credentials fails.", "Repair the source that the message names."),
  TOKEN(false, "The registry's token server gives no usable token.", "Ask the registry's owner."),
  RATE_LIMITED(true, "The registry gets too many requests.", "Wait, and run the command again."),
  UNAVAILABLE(true, "The registry cannot answer now.", "Wait, and run the command again."),
  REFUSED(false, "The registry refuses for a reason of its own.", "Read its answer."),
  REDIRECT(
      false,
      "The registry points to an address that is not followed.",
      "Name the registry by its own address."),
  FOREIGN_UPLOAD_LOCATION(
      false,
      "The registry wants content to be sent to another server.",
      "Set the registry's own address in its configuration."),
  PROTOCOL(
      false,
      "The answer is not that of an OCI registry.",
      "Check the address, and what answers in its place."),
  UPLOAD_LOST(true, "The registry lost an upload.", "Run the command again."),
  UNCONFIRMED(
      true,
      "The tag is written, but may be lost if the power fails now.",
      "Check the disk, and push again."),
  UNREACHABLE(true, "There is no connection, or it broke.", "Check host, port and network."),
  TIMEOUT(true, "No answer came in time.", "Wait, and run the command again."),
  NOT_HTTP(false, "The server does not speak HTTP.", "Check the port and whether it uses TLS."),
  PROXY(false, "The proxy refuses.", "Check its address, user name and password."),
  PROXY_UNAVAILABLE(true, "The proxy cannot reach the registry now.", "Check the proxy."),
  TLS(false, "No TLS connection can be agreed on.", "Check the port and the TLS versions."),
  NOT_TLS(
      false,
      "The server does not speak TLS.",
      "Check the port; allow plain HTTP if the registry has no TLS."),
  TLS_UNTRUSTED(
      false,
      "Nobody who is trusted here signed the server's certificate.",
      "Trust its authority if it is the right server."),
  TLS_EXPIRED(
      false,
      "The server's certificate is not valid now.",
      "Check the clock; renew the certificate."),
  TLS_WRONG_NAME(
      false, "The server's certificate is for another host.", "Use the name in the certificate."),
  TLS_CLIENT_CERTIFICATE(
      false, "The server wants a client certificate that it trusts.", "Provide the certificate."),
  NOT_A_LAYOUT(
      false,
      "The directory or archive is not an OCI image layout.",
      "Name one, or something new: a directory, or a file."),
  DAMAGED_LAYOUT(
      false, "The layout's index, or the archive, is damaged.", "Name another directory or file."),
  READ_FAILED(true, "A bundle cannot be read.", "Run the command again."),
  PUSH_FAILED(true, "A push ended early. The tag is as it was.", "Mend the cause, and push again."),
  COPY_FAILED(true, "A copy ended early. The tag is as it was.", "Mend the cause, and copy again."),
  IMAGE_FAILED(
      false,
      "An image cannot be built upon the base. The tag is as it was.",
      "Check the base; mend what the message names.");

  private final boolean retryable;
  private final String meaning;
  private final String mend;

  ErrorCode(boolean retryable, String meaning, String mend) {
    this.retryable = retryable;
    this.meaning = meaning;
    this.mend = mend;
  }

  /** The stable name in documents and scripts: {@code file-changed}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the same call may succeed later without a change on this side. */
  public boolean retryable() {
    return retryable;
  }

  /** What it means, in one sentence. */
  public String meaning() {
    return meaning;
  }

  /** What the user does about it, in one sentence. */
  public String mend() {
    return mend;
  }
}
