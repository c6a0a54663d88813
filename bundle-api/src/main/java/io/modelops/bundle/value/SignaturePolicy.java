package io.modelops.bundle.value;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose signatures are asked for where. Of several scopes the longest that fits counts. */
public final class SignaturePolicy extends Value {
  private static final long serialVersionUID = 1L;

  /** The scope of every place. */
  public static final String EVERYWHERE = "*";

  /**
   * What holds in a scope.
   *
   * @param scope the beginning of places, up to a slash or the end: {@code registry.lab:5000/epi},
   *     {@code oci:/srv/bundles}, or {@link #EVERYWHERE}
   * @param required whether a bundle is refused that none of the keys signed
   */
  public record Scope(String scope, boolean required, List<VerificationKey> keys)
      implements Serializable {
    public Scope {
      keys = List.copyOf(keys);
      if (scope.isEmpty()) {
        throw new IllegalArgumentException("a scope is empty");
      }
    }

    private boolean fits(String place) {
      if (scope.equals(EVERYWHERE) || place.equals(scope)) {
        return true;
      }
      boolean whole = scope.endsWith("/") || scope.endsWith(":");
      return place.startsWith(whole ? scope : scope + "/");
    }

    private int length() {
      return scope.equals(EVERYWHERE) ? 0 : scope.length();
    }
  }

  private final List<Scope> scopes;

  private SignaturePolicy(List<Scope> scopes) {
    this.scopes = List.copyOf(scopes);
  }

  /**
   * Makes one.
   *
   * @throws IllegalArgumentException if two have one scope
   */
  public static SignaturePolicy of(List<Scope> scopes) {
    if (scopes.stream().map(Scope::scope).distinct().count() < scopes.size()) {
      throw new IllegalArgumentException("two policies have one scope");
    }
    return new SignaturePolicy(scopes);
  }

  public List<Scope> scopes() {
    return scopes;
  }

  /** What holds for a reference; empty if nothing does. */
  public Optional<Scope> scopeOf(Reference reference) {
    String place = place(reference);
    return scopes.stream()
        .filter(each -> each.fits(place))
        .max(Comparator.comparingInt(Scope::length));
  }

  private static String place(Reference reference) {
    if (reference instanceof Reference.Registry registry) {
      return registry.host() + "/" + registry.repository();
    }
    String text = reference.toString();
    return reference instanceof Reference.Local local
        ? text.substring(0, text.indexOf(':') + 1) + local.path()
        : text;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(scopes);
  }
}
