import XCTest

@testable import CRMModel

final class FoldingTests: XCTestCase {
  func testNamesThatMeanTheSameFoldToTheSame() {
    let table = [
      ("Кафе «Пушкин»", "кафе пушкин"), ("кафе \"ПУШКИН\"", "кафе пушкин"),
      ("Кафе „Пушкин“", "кафе пушкин"), ("  Кафе\u{A0}\t Пушкин\n", "кафе пушкин"),
      ("Ёлки", "елки"), ("елки-ПАЛКИ", "елки-палки"), ("Е\u{308}лки", "елки"),
      ("И\u{306}од Йод", "йод йод"), ("Бар ’Joe`s‘", "бар joes"), ("", ""), (" \u{A0} ", ""),
      ("«»", ""), ("Їжак Ўзбек Ѓ", "їжак ўзбек ѓ"), ("Café ÉCLAIR", "café éclair"),
      ("A — Б…", "a — б…"), ("Су\u{AD}ши", "суши"), ("Рес\u{200B}торан", "ресторан"),
      ("ΣΑΣ 東京", "σασ 東京"), ("«А» «Б»", "а б"), ("а \"\" б", "а б"), ("№1", "№1"),
      ("🍕 Pizza", "🍕 pizza"),
      ("a\u{2009}\u{202F}b", "a b"), ("‹x›", "x"),
    ]
    for (text, folded) in table { XCTAssertEqual(Folding.fold(text), folded, text) }
  }

  func testTheQuickWayFoldsAsTheDefinitionSays() {
    var generator = SplitMix64(seed: 7)
    let alphabet =
      Array("aZ9 \t\n\"'`-(«»Ёёе\u{A0}ЯяЙйЀџҐ—“”„’…№\u{308}\u{306}\u{2009}".unicodeScalars)
      + (0x400...0x45F).compactMap(Unicode.Scalar.init)
      + (0x2000...0x203F).compactMap(Unicode.Scalar.init)
    for _ in 0..<20_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
      }
      let quick = Folding.fold(String(text))
      XCTAssertEqual(
        Array(quick.utf8), Array(Folding.foldScalars(String(text)).utf8), "\(Array(text))")
      XCTAssertEqual(Folding.fold(quick), quick, "\(Array(text))")
    }
  }

  func testATextIsFoundInAnother() {
    let table: [(wanted: String, text: String, isFound: Bool)] = [
      ("пушк", "кафе пушкин", true), ("кафе", "кафе пушкин", true), ("ин", "кафе пушкин", true),
      ("пушкин ", "кафе пушкин", false), ("кафе пушкин и", "кафе пушкин", false),
      ("", "кафе", true), ("а", "", false), ("бб", "аббв", true), ("аб", "ааб", true),
    ]
    for row in table {
      XCTAssertEqual(Folding.isFound(row.wanted, in: row.text), row.isFound, "\(row)")
    }
  }

  func testSuffixesOfPartsAreDropped() {
    let table = [
      ("Кафе Пушкин (доплата)", "кафе пушкин"), ("Кафе Пушкин (ПОСЛЕДНЯЯ доплата) ", "кафе пушкин"),
      ("Кафе «Пушкин»(доплата)", "кафе пушкин"), ("Кафе (доплата) Пушкин", "кафе (доплата) пушкин"),
      ("Кафе доплата", "кафе доплата"), ("(доплата)", "(доплата)"), ("", ""),
      ("Кафе (доплата) (последняя доплата)", "кафе"),
    ]
    for (text, folded) in table {
      XCTAssertEqual(Folding.foldWithoutSuffixes(text), folded, text)
    }
  }

  func testPhrasesLosePunctuation() {
    let table = [
      ("Не интересно!!!", "не интересно"), ("«Не—интересно», думает...", "не интересно думает"),
      ("...", ""), ("  (перезвонить)  ", "перезвонить"), ("e-mail: a@b.ru", "e mail a b ru"),
      ("60 000 ₽", "60 000"), ("Ёлка;Йод", "елка йод"),
    ]
    for (text, folded) in table { XCTAssertEqual(Folding.foldForPhrases(text), folded, text) }
  }
}
