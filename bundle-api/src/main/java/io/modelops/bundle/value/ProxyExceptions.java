package io.modelops.bundle.value;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which servers are reached without a proxy: this machine, and those that {@code NO_PROXY} lists by
 * {@code *}, name, address or range of addresses, each with or without a port. A name stands for
 * all below it, too; with a dot before it, for those alone.
 */
final class ProxyExceptions {
  private static final Pattern ENTRY =
      Pattern.compile("(?<host>\\[[^]]*]|[^:]*|[^:]*:[^:]*:.*?)(:(?<port>[0-9]{1,5}))?");
  private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-f:.]*:.*");

  private final List<String> entries;

  private ProxyExceptions(List<String> entries) {
    this.entries = entries;
  }

  static ProxyExceptions parse(String list) {
    return new ProxyExceptions(
        Stream.of(list.toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  boolean contain(String host, int port) {
    String name = bare(host.toLowerCase(Locale.ROOT));
    InetAddress address = address(name);
    if (name.equals("localhost") || (address != null && address.isLoopbackAddress())) {
      return true;
    }
    return entries.stream().anyMatch(entry -> matches(entry, name, address, port));
  }

  private static boolean matches(
      String entry, String name, @Nullable InetAddress address, int port) {
    if (entry.equals("*")) {
      return true;
    }
    Matcher parts = ENTRY.matcher(entry);
    if (!parts.matches()) {
      return false;
    }
    if (parts.group("port") != null && Integer.parseInt(parts.group("port")) != port) {
      return false;
    }
    String listed = bare(parts.group("host"));
    return address == null ? isWithin(listed, name) : isWithin(listed, address);
  }

  private static boolean isWithin(String listed, String name) {
    String domain = listed.startsWith("*.") ? listed.substring(1) : listed;
    return domain.startsWith(".")
        ? name.endsWith(domain)
        : name.equals(domain) || name.endsWith("." + domain);
  }

  private static boolean isWithin(String listed, InetAddress address) {
    int slash = listed.indexOf('/');
    InetAddress network = address(slash < 0 ? listed : listed.substring(0, slash));
    if (network == null || network.getAddress().length != address.getAddress().length) {
      return false;
    }
    int bits = network.getAddress().length * 8;
    String length = slash < 0 ? Integer.toString(bits) : listed.substring(slash + 1);
    if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > bits) {
      return false;
    }
    BigInteger difference =
        new BigInteger(1, network.getAddress()).xor(new BigInteger(1, address.getAddress()));
    return difference.shiftRight(bits - Integer.parseInt(length)).signum() == 0;
  }

  private static String bare(String host) {
    String open =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    return open.endsWith(".") ? open.substring(0, open.length() - 1) : open;
  }

  /** The address that the text spells; null if it is a name, which is not looked up. */
  private static @Nullable InetAddress address(String text) {
    try {
      return LITERAL.matcher(text).matches() ? InetAddress.getByName(text) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
