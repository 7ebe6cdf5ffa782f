import CRMTestSupport
import XCTest

@testable import CRMModel

final class CommentRuleTests: XCTestCase {
  /// The quick way over bytes says of every text what the definition says.
  func testBothWaysOfJudgingAgree() {
    let phrases = ["не интересно", "не интересно вообще", "думает", "ok", "—", "Ёлка", ""]
    let rule = CommentRule(leastCharacters: 8, leastWords: 2, stopPhrases: phrases)
    let parts = [
      "не", " ", "интересно", "вообще", "думает", "думаете", "ok", "Ёлка", "елка", ",", "—", "…",
      "\n",
      "«", "a1", "_", "й", "и\u{306}", "日本", "🙂", "\u{A0}", "'", "é", "\u{AD}", "ѝ", "№", "",
    ]
    var generator = SplitMix64(seed: 21)
    var quick = 0
    var verdicts: Set<CommentRule.Verdict> = []
    for _ in 0..<5_000 {
      let count = Int.random(in: 0...6, using: &generator)
      let text = (0..<count).map { _ in
        (parts.randomElement(using: &generator) ?? "")
          + (Bool.random(using: &generator) ? " " : "")
      }.joined()
      if let bytes = Folding.phraseBytes(text) {
        quick += 1
        XCTAssertEqual(String(decoding: bytes, as: UTF8.self), Folding.foldForPhrases(text), text)
      }
      verdicts.insert(rule.judge(text))
      XCTAssertEqual(rule.judge(text), rule.judge(words: text), text)
    }
    XCTAssertGreaterThan(quick, 1_000)
    XCTAssertEqual(verdicts, [.empty, .thin, .substantive])
  }
}
