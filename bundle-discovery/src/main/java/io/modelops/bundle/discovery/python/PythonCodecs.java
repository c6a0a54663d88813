package io.modelops.bundle.discovery.python;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's names of text encodings, as far as Java or a table of ours has them. */
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
          Map.entry("ansi-x3.4-1968", "US-ASCII"),
          Map.entry("ansi-x3-4-1968", "US-ASCII"),
          Map.entry("ansi-x3.4-1986", "US-ASCII"),
          Map.entry("iso-646.irv-1991", "US-ASCII"),
          Map.entry("x-mac-trad-chinese", "Big5"),
          Map.entry("gb18030-2000", "GB18030"),
          Map.entry("ks-c-5601", "EUC-KR"),
          Map.entry("ks-c-5601-1987", "EUC-KR"),
          Map.entry("ks-x-1001", "EUC-KR"),
          Map.entry("x-mac-korean", "EUC-KR"),
          Map.entry("csiso58gb231280", "GB2312"),
          Map.entry("eucgb2312-cn", "GB2312"),
          Map.entry("iso-ir-58", "GB2312"),
          Map.entry("x-mac-simp-chinese", "GB2312"),
          Map.entry("cspc775baltic", "IBM775"),
          Map.entry("csibm855", "IBM855"),
          Map.entry("csibm858", "IBM00858"),
          Map.entry("s-jis-2004", "x-SJIS_0213"),
          Map.entry("shift-jis-2004", "x-SJIS_0213"),
          Map.entry("shiftjis2004", "x-SJIS_0213"),
          Map.entry("sjis-2004", "x-SJIS_0213"),
          Map.entry("s-jisx0213", "x-SJIS_0213"),
          Map.entry("shift-jisx0213", "x-SJIS_0213"),
          Map.entry("shiftjisx0213", "x-SJIS_0213"),
          Map.entry("sjisx0213", "x-SJIS_0213"),
          Map.entry("x-mac-japanese", "Shift_JIS"),
          Map.entry("iso2022-jp", "ISO-2022-JP"),
          Map.entry("iso2022-jp-2", "ISO-2022-JP-2"),
          Map.entry("iso2022jp-2", "ISO-2022-JP-2"),
          Map.entry("iso2022-kr", "ISO-2022-KR"),
          Map.entry("csisolatin6", "iso8859-10"),
          Map.entry("iso-8859-10", "iso8859-10"),
          Map.entry("iso-ir-157", "iso8859-10"),
          Map.entry("l6", "iso8859-10"),
          Map.entry("latin6", "iso8859-10"),
          Map.entry("iso8859-11", "x-iso-8859-11"),
          Map.entry("thai", "x-iso-8859-11"),
          Map.entry("iso-8859-11", "x-iso-8859-11"),
          Map.entry("l7", "ISO-8859-13"),
          Map.entry("latin7", "ISO-8859-13"),
          Map.entry("iso-8859-14", "iso8859-14"),
          Map.entry("iso-celtic", "iso8859-14"),
          Map.entry("iso-ir-199", "iso8859-14"),
          Map.entry("l8", "iso8859-14"),
          Map.entry("latin8", "iso8859-14"),
          Map.entry("iso8859-16", "ISO-8859-16"),
          Map.entry("elot-928", "ISO-8859-7"),
          Map.entry("iso-ir-166", "TIS-620"),
          Map.entry("tis-620-0", "TIS-620"),
          Map.entry("tis-620-2529-0", "TIS-620"),
          Map.entry("tis-620-2529-1", "TIS-620"),
          Map.entry("cp1051", "hp-roman8"),
          Map.entry("ibm1051", "hp-roman8"),
          Map.entry("r8", "hp-roman8"),
          Map.entry("roman8", "hp-roman8"),
          Map.entry("kz-1048", "kz1048"),
          Map.entry("rk1048", "kz1048"),
          Map.entry("strk1048-2002", "kz1048"),
          Map.entry("cp154", "ptcp154"),
          Map.entry("csptcp154", "ptcp154"),
          Map.entry("cyrillic-asian", "ptcp154"),
          Map.entry("pt154", "ptcp154"),
          Map.entry("1125", "cp1125"),
          Map.entry("cp866u", "cp1125"),
          Map.entry("ibm1125", "cp1125"),
          Map.entry("ruscii", "cp1125"),
          Map.entry("mac-iceland", "x-MacIceland"),
          Map.entry("646", "US-ASCII"),
          Map.entry("us", "US-ASCII"));

  /** Those of Python that neither Java has nor a small table can replace, and their aliases. */
  private static final Pattern UNSUPPORTED =
      Pattern.compile(
          "hz(-?gb(-2312)?)?|euc-?jis-?(2004|x0213)|jisx0213|iso-?2022-?jp-(1|3|2004|ext)"
              + "|utf-?7|u7|unicode-1-1-utf-7|(raw-)?unicode-escape|charmap|idna");

  private static final Pattern YEAR = Pattern.compile("(iso-8859-\\d+)-(19|20)\\d\\d");

  private PythonCodecs() {}

  /** Whether Python has an encoding of a name that is none here. */
  static boolean isKnown(String pythonName) {
    return UNSUPPORTED.matcher(normal(pythonName)).matches();
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static @Nullable Charset charset(String pythonName) {
    String name = YEAR.matcher(normal(pythonName)).replaceFirst("$1");
    if (name.matches("(latin-1|iso-8859-1|iso-latin-1)-.*")) {
      name = "latin-1";
    }
    String javaName = JAVA_NAMES.getOrDefault(name, name);
    Charset charset = SingleByteCharset.named(javaName);
    charset = charset == null ? forName(javaName) : charset;
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
