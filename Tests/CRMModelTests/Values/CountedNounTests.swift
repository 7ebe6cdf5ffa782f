import CRMModel
import XCTest

final class CountedNounTests: XCTestCase {
  func testNumberDecidesTheForm() {
    for (count, ru, en) in [
      (0, "0 сделок", "0 deals"), (1, "1 сделка", "1 deal"), (2, "2 сделки", "2 deals"),
      (4, "4 сделки", "4 deals"), (5, "5 сделок", "5 deals"), (11, "11 сделок", "11 deals"),
      (12, "12 сделок", "12 deals"), (14, "14 сделок", "14 deals"), (21, "21 сделка", "21 deals"),
      (22, "22 сделки", "22 deals"), (111, "111 сделок", "111 deals"),
      (112, "112 сделок", "112 deals"), (121, "121 сделка", "121 deals"),
      (-1, "-1 сделка", "-1 deals"), (Int.min, "\(Int.min) сделок", "\(Int.min) deals"),
    ] {
      XCTAssertEqual(CountedNoun.deals.counted(count), Phrase(ru: ru, en: en))
    }
  }

  func testGenitiveFollowsOutOf() {
    for (count, ru) in [(1, "1 сделки"), (2, "2 сделок"), (11, "11 сделок"), (21, "21 сделки")] {
      XCTAssertEqual(CountedNoun.deals.genitive(count).ru, ru)
    }
  }
}
