package io.modelops.bundle.registry.testing;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of its own and what it signs, made by the JDK's keytool in a directory. */
public final class Certificates {
  private static final String PASSWORD = "changeit";

  private final Path directory;

  public Certificates(Path directory) {
    this.directory = directory;
    generate("authority", "-ext", "bc:c");
  }

  private Path store(String name) {
    return directory.resolve(name + ".p12");
  }

  private void generate(String name, String... more) {
    List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC"));
    arguments.addAll(List.of("-dname", "CN=" + name));
    arguments.addAll(List.of(more));
    String unused = keytool(name, arguments.toArray(String[]::new));
  }

  private String keytool(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Programs.jdk().resolve("bin/keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "entry", "-keystore", store(name).toString()));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    return Programs.run(command.toArray(String[]::new));
  }

  /**
   * Signs a new certificate.
   *
   * @param host it is for
   * @param start as keytool has it: {@code -0d}
   */
  public Certificates sign(String name, String host, String start) throws IOException {
    generate(name);
    Path request = directory.resolve(name + ".csr");
    String unused = keytool(name, "-certreq", "-file", request.toString());
    unused =
        keytool(
            "authority",
            "-gencert",
            "-rfc",
            "-infile",
            request.toString(),
            "-outfile",
            certificate(name).toString(),
            "-startdate",
            start,
            "-validity",
            "10",
            "-ext",
            "san=dns:" + host);
    Path chain = directory.resolve(name + ".chain");
    Files.writeString(
        chain, Files.readString(certificate(name)) + keytool("authority", "-exportcert", "-rfc"));
    unused = keytool(name, "-importcert", "-noprompt", "-file", chain.toString());
    return this;
  }

  /** The authority's certificate in the PEM format. */
  public Path authority() throws IOException {
    return Files.writeString(
        directory.resolve("authority.pem"), keytool("authority", "-exportcert", "-rfc") + "\n");
  }

  /** A signed certificate in the PEM format. */
  public Path certificate(String name) {
    return directory.resolve(name + ".pem");
  }

  /** Its key in the PEM format. */
  public Path key(String name) throws IOException, GeneralSecurityException {
    byte[] key = load(name).getKey("entry", PASSWORD.toCharArray()).getEncoded();
    return Files.writeString(
        directory.resolve(name + ".key"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key)
            + "\n-----END PRIVATE KEY-----\n");
  }

  private KeyStore load(String name) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store(name))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  /** A context that trusts the authority and shows this certificate. */
  public SSLContext context(String name) throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(load(name), PASSWORD.toCharArray());
    KeyStore authorities = KeyStore.getInstance("PKCS12");
    authorities.load(null, null);
    authorities.setCertificateEntry("authority", load("authority").getCertificate("entry"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
