package io.modelops.bundle.discovery.python;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's names of text encodings, as far as Java has them. */
final class PythonCodecs {

  /** Where neither the name itself nor {@code x-…} is known to Java, or is another encoding. */
  private static final Map<String, String> JAVA_NAMES =
      Map.ofEntries(
          Map.entry("utf", "UTF-8"),
          Map.entry("u8", "UTF-8"),
          Map.entry("utf8-ucs2", "UTF-8"),
          Map.entry("utf8-ucs4", "UTF-8"),
          Map.entry("cp65001", "UTF-8"),
          Map.entry("iso8859", "ISO-8859-1"),
          Map.entry("latin-1", "ISO-8859-1"),
          Map.entry("latin", "ISO-8859-1"),
          Map.entry("l1", "ISO-8859-1"),
          Map.entry("iso-latin-1", "ISO-8859-1"),
          Map.entry("8859", "ISO-8859-1"),
          Map.entry("latin-2", "ISO-8859-2"),
          Map.entry("latin-3", "ISO-8859-3"),
          Map.entry("latin-4", "ISO-8859-4"),
          Map.entry("cyrillic", "ISO-8859-5"),
          Map.entry("arabic", "ISO-8859-6"),
          Map.entry("greek", "ISO-8859-7"),
          Map.entry("hebrew", "ISO-8859-8"),
          Map.entry("latin-5", "ISO-8859-9"),
          Map.entry("latin-9", "ISO-8859-15"),
          Map.entry("latin-10", "ISO-8859-16"),
          Map.entry("sjis", "Shift_JIS"),
          Map.entry("s-jis", "Shift_JIS"),
          Map.entry("shiftjis", "Shift_JIS"),
          Map.entry("cp932", "windows-31j"),
          Map.entry("ms932", "windows-31j"),
          Map.entry("mskanji", "windows-31j"),
          Map.entry("ms-kanji", "windows-31j"),
          Map.entry("ujis", "EUC-JP"),
          Map.entry("u-jis", "EUC-JP"),
          Map.entry("eucjp", "EUC-JP"),
          Map.entry("euckr", "EUC-KR"),
          Map.entry("korean", "EUC-KR"),
          Map.entry("ksx1001", "EUC-KR"),
          Map.entry("cp949", "x-windows-949"),
          Map.entry("uhc", "x-windows-949"),
          Map.entry("johab", "x-Johab"),
          Map.entry("cp1361", "x-Johab"),
          Map.entry("cp950", "x-windows-950"),
          Map.entry("big5-tw", "Big5"),
          Map.entry("big5-hkscs", "Big5-HKSCS"),
          Map.entry("hkscs", "Big5-HKSCS"),
          Map.entry("cp936", "GBK"),
          Map.entry("936", "GBK"),
          Map.entry("chinese", "GB2312"),
          Map.entry("euc-cn", "GB2312"),
          Map.entry("euccn", "GB2312"),
          Map.entry("tis-620", "TIS-620"),
          Map.entry("mac-roman", "x-MacRoman"),
          Map.entry("macroman", "x-MacRoman"),
          Map.entry("macintosh", "x-MacRoman"),
          Map.entry("mac-latin2", "x-MacCentralEurope"),
          Map.entry("maclatin2", "x-MacCentralEurope"),
          Map.entry("mac-centeuro", "x-MacCentralEurope"),
          Map.entry("maccentraleurope", "x-MacCentralEurope"),
          Map.entry("mac-croatian", "x-MacCroatian"),
          Map.entry("mac-romanian", "x-MacRomania"),
          Map.entry("mac-cyrillic", "x-MacCyrillic"),
          Map.entry("mac-greek", "x-MacGreek"),
          Map.entry("mac-turkish", "x-MacTurkish"),
          Map.entry("646", "US-ASCII"),
          Map.entry("us", "US-ASCII"));

  private PythonCodecs() {}

  static @Nullable Charset charset(String pythonName) {
    String name = pythonName.toLowerCase(Locale.ROOT).replace('_', '-');
    if (name.matches("(latin-1|iso-8859-1|iso-latin-1)-.*")) {
      name = "latin-1";
    }
    Charset charset = forName(JAVA_NAMES.getOrDefault(name, name));
    if (charset == null && name.matches("(cp|windows-?)\\d+|125\\d")) {
      charset = forName("windows-" + name.replaceAll("\\D", ""));
    }
    return charset != null && readsAscii(charset) ? charset : null;
  }

  private static @Nullable Charset forName(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  /** UTF-16 and EBCDIC cannot hold the cookie that named them. */
  private static boolean readsAscii(Charset charset) {
    String sample = "# coding: x\n";
    return new String(sample.getBytes(java.nio.charset.StandardCharsets.US_ASCII), charset)
        .equals(sample);
  }
}
