package io.modelops.bundle.registry.tar;

import static io.modelops.bundle.registry.tar.Tars.archive;
import static io.modelops.bundle.registry.tar.Tars.checked;
import static io.modelops.bundle.registry.tar.Tars.directory;
import static io.modelops.bundle.registry.tar.Tars.entry;
import static io.modelops.bundle.registry.tar.Tars.file;
import static io.modelops.bundle.registry.tar.Tars.header;
import static io.modelops.bundle.registry.tar.Tars.joined;
import static io.modelops.bundle.registry.tar.Tars.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.testing.Programs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
  private static final String LONG = "long/".repeat(30) + "name".repeat(20);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"gnu", "pax", "posix", "ustar"})
  void readsWhatTarWrites(String format) throws IOException {
    Programs.require("tar");
    write("a", new byte[0]);
    write("b/c", random(513));
    write(format.equals("ustar") ? "short" : LONG + "/\u00e4", random(1024));
    write("long/".repeat(20) + "name", random(70_000));
    Path archive = directory.resolve("archive.tar");

    Programs.run(
        "tar", "--format", format, "-cf", archive.toString(), "-C", tree().toString(), ".");

    assertThat(filesOf(Files.readAllBytes(archive)))
        .isEqualTo(onDisk())
        .hasSize(4)
        .containsKey("./a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GNU_FORMAT", "PAX_FORMAT"})
  void readsWhatPythonWrites(String format) throws IOException {
    Programs.require("python3");
    write("a", random(3));
    write(LONG + "/\u00e4", random(513));
    Path archive = directory.resolve("archive.tar");

    Programs.run(
        "python3",
        "-c",
        """
        import sys, tarfile as t
        with t.open(sys.argv[1], 'w', format=getattr(t, sys.argv[3])) as archive:
          archive.add(sys.argv[2], '.')
        """,
        archive.toString(),
        tree().toString(),
        format);

    assertThat(filesOf(Files.readAllBytes(archive))).isEqualTo(onDisk());
  }

  @Test
  void aMemberSaysWhereItsContentIsAndMayBeLeftUnread() throws IOException {
    byte[] archive = archive(file("a", "12345"), file("b", "x"), directory("c/"));
    TarReader reader = new TarReader(new ByteArrayInputStream(archive));

    assertThat(reader.next()).isEqualTo(new TarMember("a", TarMember.Kind.FILE, 5, 512));
    assertThat(reader.content().readNBytes(2)).asString().isEqualTo("12");
    assertThat(reader.next()).isEqualTo(new TarMember("b", TarMember.Kind.FILE, 1, 1536));
    assertThat(reader.content().readAllBytes()).asString().isEqualTo("x");
    assertThat(reader.content().read()).isEqualTo(-1);
    assertThat(reader.next()).isEqualTo(new TarMember("c/", TarMember.Kind.DIRECTORY, 0, 2560));
    assertThat(reader.next()).isNull();
  }

  @Test
  void aLargeSizeInBinaryIsUnderstood() throws IOException {
    byte[] header = header("a", '0', 0);
    Arrays.fill(header, 124, 136, (byte) 0);
    header[124] = (byte) 0x80;
    header[130] = 1; // 2 to the power of 40

    TarReader reader = new TarReader(new ByteArrayInputStream(checked(header)));

    assertThat(reader.next()).isEqualTo(new TarMember("a", TarMember.Kind.FILE, 1L << 40, 512));
    assertThatThrownBy(reader::next).isInstanceOf(TarException.class).hasMessageContaining("cut");
  }

  @Test
  void aPaxHeaderGivesPathAndSize() throws IOException {
    byte[] pax = entry("x", 'x', record("path", "long") + record("size", "3"));
    byte[] wrong = file("short", "abc");
    System.arraycopy(header("short", '0', 0), 0, wrong, 0, 512);

    assertThat(filesOf(archive(pax, wrong))).isEqualTo(Map.of("long", "abc"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, a hard link",
    "2, a symbolic link",
    "3, a device",
    "4, a device",
    "6, a pipe",
    "7, an entry of an unknown kind",
    "S, a sparse file",
    "K, a link",
    "V, an entry of an unknown kind"
  })
  void whatIsNeitherFileNorDirectoryIsRefused(char type, String what) {
    refuses("there is " + what, archive(file("a", "1"), header("b", type, 0)));
    refuses("(in the entry at byte 1024)", archive(file("a", "1"), header("b", type, 0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GNU.sparse.map=0,1",
        "GNU.sparse.major=1",
        "SCHILY.realsize=9",
        "linkpath=/etc/passwd",
        "charset=BINARY",
        "anything=new"
      })
  void aPaxRecordOfUnknownMeaningIsRefused(String text) {
    String[] parts = text.split("=", 2);
    refuses(
        "there is a PAX record of an unknown kind",
        archive(entry("x", 'x', record(parts[0], parts[1])), file("a", "1")));
  }

  @Test
  void timesOwnersAndAttributesArePassedOver() throws IOException {
    String records =
        record("mtime", "1.5")
            + record("uname", "someone")
            + record("SCHILY.xattr.user.x", "\u00e4")
            + record("LIBARCHIVE.creationtime", "1");

    assertThat(filesOf(archive(entry("x", 'x', records), file("a", "1"))))
        .isEqualTo(Map.of("a", "1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "x",
        "0 a=b\n",
        "5 a=b\n",
        "99 a=b\n",
        "7 a=bc\n",
        "6 ab=\n",
        "5 ab\n",
        "-6 a=b\n"
      })
  void aMalformedPaxRecordIsRefused(String records) {
    byte[] archive = archive(entry("x", 'x', records + " "), file("a", "1"));
    refuses("a PAX record", archive);
  }

  @Test
  void whatHasTwoMeaningsIsRefused() {
    byte[] pax = entry("x", 'x', record("path", "one"));
    byte[] gnu = entry("././@LongLink", 'L', "two\0");
    byte[] file = file("a", "1");

    refuses("an entry has two extended headers", archive(pax, pax, file));
    refuses("an entry has two long names", archive(gnu, gnu, file));
    refuses("an entry has two long names", archive(pax, gnu, file));
    refuses(
        "two PAX records of the path",
        archive(entry("x", 'x', record("path", "one") + record("path", "two")), file));
    refuses("sets a path or size", archive(entry("x", 'g', record("path", "one")), file));
    refuses("a file has the name of a directory", archive(file("a/", "1")));
    refuses("a directory has content", archive(entry("a/", '5', "1")));
    refuses("an entry has no name", archive(file("", "1")));
    refuses("an extended header has no entry", archive(pax));
  }

  @Test
  void anExtendedHeaderHasABound() {
    refuses("more than a MiB", archive(header("x", 'x', (1 << 20) + 1)));
  }

  @Test
  void whatIsDamagedIsRefused() {
    byte[] wrongSum = header("a", '0', 0);
    wrongSum[0]++;
    byte[] wrongSize = header("a", '0', 0);
    wrongSize[125] = '9';
    byte[] negative = header("a", '0', 0);
    Arrays.fill(negative, 124, 136, (byte) 0xff);
    byte[] notUtf8 = header("a", '0', 0);
    notUtf8[0] = (byte) 0xe4;

    refuses("the checksum of a header is wrong", archive(wrongSum));
    refuses("a number in a header is none", archive(checked(wrongSize)));
    refuses("a size is out of bounds", archive(checked(negative)));
    refuses("a name is not in UTF-8", archive(checked(notUtf8)));
    refuses("a name has a NUL", archive(entry("x", 'L', "a\0b\0"), file("a", "")));
    refuses(
        "there is no header of a tar archive",
        "PK34".repeat(256).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void anArchiveThatIsCutOffAnywhereIsRefused() {
    byte[] archive = archive(entry("x", 'x', record("path", "one")), file("a", "1".repeat(600)));
    for (int length = 0; length < archive.length; length += 41) {
      refuses("", Arrays.copyOf(archive, length));
    }
    refuses("the archive is cut off", new byte[0]);
    refuses("no second block of zeros", archive(new byte[512], file("a", "1")));
  }

  @Test
  void onlyZerosMayFollowTheEnd() throws IOException {
    byte[] archive = archive(file("a", "1"));

    assertThat(filesOf(joined(archive, new byte[20_000]))).hasSize(1);
    refuses("something after the end", joined(archive, file("b", "1")));
  }

  private Path tree() {
    return directory.resolve("tree");
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = tree().resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  /** What is in the tree, by names as tar writes them. */
  private Map<String, String> onDisk() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(tree())) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(
            "./" + tree().relativize(file),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  private static void refuses(String why, byte[] archive) {
    assertThatThrownBy(() -> filesOf(archive))
        .isInstanceOf(TarException.class)
        .hasMessageContaining(why);
  }

  private static Map<String, String> filesOf(byte[] archive) throws IOException {
    Map<String, String> files = new TreeMap<>();
    TarReader reader = new TarReader(new ByteArrayInputStream(archive));
    for (TarMember member; (member = reader.next()) != null; ) {
      if (member.isFile()) {
        int from = Math.toIntExact(member.offset());
        byte[] content = Arrays.copyOfRange(archive, from, from + (int) member.size());
        try (InputStream in = reader.content()) {
          assertThat(in.readAllBytes()).as(member.name()).isEqualTo(content);
        }
        files.put(member.name(), new String(content, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }
}
