import CRMModel
import CRMTestSupport
import XCTest

/// R11, R12 and R14: comments that say something, and stay.
final class CommentsTests: XCTestCase {
  private var office = Department()

  func testR12Verdicts() {
    let table: [(String, CommentRule.Verdict)] = [
      ("", .empty), ("   ", .empty), ("!!! … —", .empty), ("🙂🙂", .empty),
      ("\u{200B}\u{AD}", .empty),
      ("Не интересно", .empty), ("НЕ ИНТЕРЕСНО!!!", .empty), ("не   интересно.", .empty),
      ("«Не интересно»", .empty), ("Не-интересно", .empty), ("неинтересно", .empty),
      ("Не\u{A0}интересно", .empty), ("не интересно, не интересно", .empty),
      ("Думает. Перезвонить", .empty), ("Not interested", .empty), ("thinking about it", .empty),
      ("Не интересно им", .thin), ("думает, что дорого", .thin),
      // Exactly 30 characters and 4 words; one character or one word less.
      ("abcdef abcdefg abcdefg abcdefg", .substantive), ("abcdef abcdefg abcdefg abcdef", .thin),
      ("abcdefghij abcdefghij abcdefgh", .thin),
      ("Не интересно abcdef abcdefg abcdefg abcdefg", .substantive),
      ("Не интересно abcdef abcdefg abcdefg abcdef", .thin),
      // A stop phrase counts only as whole words.
      ("неинтересность предложенного варианта очевидна", .substantive),
      ("Обдумает предложение с партнером и ответит до пятницы", .substantive),
      (Department.talk, .substantive),
    ]
    for (text, verdict) in table {
      XCTAssertEqual(CommentRule.department.judge(text), verdict, "'\(text)'")
    }
  }

  func testR12LongTextIsJudgedInLinearTime() {
    let text = String(repeating: "не интересно ", count: 50_000)
    XCTAssertEqual(CommentRule.department.judge(text), .empty)
    XCTAssertEqual(CommentRule.department.judge(text + Department.talk), .substantive)
  }

  func testR12RuleWithoutPhrasesOrFigures() {
    let rule = CommentRule(leastCharacters: 0, leastWords: 0, stopPhrases: ["", " !"])
    XCTAssertEqual(rule.judge("да"), .substantive)
    XCTAssertEqual(rule.judge("!"), .empty)
  }

  func testR12StockPhraseAloneIsRefusedEverywhere() throws {
    let call = try office.deal(at: "call")
    let lost = try office.lose(call)
    let contract = try office.deal(at: "contract")
    let new = try office.add(to: .sales)
    for phrase in ["Не интересно", "«не интересно»!!!", ""] {
      let commands: [(String, () throws -> Any)] = [
        ("add", { try self.office.add { $0.comment = phrase } }),
        ("move", { try self.office.move(call, to: "decision-maker") { $0.comment = phrase } }),
        ("back", { try self.office.move(call, to: "in-work") { $0.comment = phrase } }),
        ("lose", { try self.office.lose(call) { $0.comment = phrase } }),
        ("win", { try self.office.win(contract) { $0.comment = phrase } }),
        ("comment", { try self.office.comment(call, phrase) }),
        ("reopen", { try self.office.reopen(lost) { $0.comment = phrase } }),
        ("skip", { try self.office.move(new, to: "signing") { $0.comment = phrase } }),
      ]
      for (name, command) in commands {
        let refusal = assertRefused(try command(), "R6", "\(name) '\(phrase)'")
        XCTAssertEqual(refusal?.missing.map(\.requirement), [.comment], "\(name) '\(phrase)'")
      }
    }
  }

  func testR12StockPhraseInsideALongerCommentIsAllowed() throws {
    let deal = try office.deal(at: "call")
    let text = "Сказали «не интересно», но попросили прислать цены на баннеры к пятнице"
    XCTAssertNoThrow(try office.move(deal, to: "decision-maker") { $0.comment = text })
  }

  func testR12ThinCommentIsNotedAndSaidNotToCount() throws {
    let deal = try office.deal(at: "call")
    var action = AddComment()
    action.text = "Просили цены"
    let outcome = try action.apply(to: deal, in: office.context())
    XCTAssertEqual(outcome.deal.comments.last?.comment.text, "Просили цены")
    XCTAssertEqual(outcome.notices.count, 1)
    action.stage = StageID("in-work")
    XCTAssertEqual(
      try action.apply(to: deal, in: office.context()).notices, [], "that stage asks for none")
    action.stage = nil
    action.text = Department.talk
    XCTAssertEqual(try action.apply(to: deal, in: office.context()).notices, [])
  }

  func testR12ThinCommentsDoNotAddUp() throws {
    let half = "Просили цены на баннеры"
    var deal = try office.add()
    for _ in 1...3 { deal = try office.comment(deal, half) { $0.stage = StageID("call") } }
    assertMissing(["comment --comment"], try office.move(deal, to: "call") { $0.comment = nil })
  }

  func testR11CommentOfAnotherStageDoesNotCount() throws {
    let deal = try office.comment(try office.add(), Department.talk)
    assertMissing(["comment --comment"], try office.move(deal, to: "call") { $0.comment = nil })
  }

  func testR14CorrectionIsANewComment() throws {
    let deal = try office.deal(at: "call")
    let corrected = try office.comment(deal, "Поправка: говорили с управляющей, а не с владельцем")
    XCTAssertEqual(corrected.deal.comments.count, deal.deal.comments.count + 1)
    XCTAssertEqual(Array(corrected.deal.history.dropLast()), deal.deal.history)
  }

  func testUndoneCommentCountsForNothing() throws {
    var deal = try office.comment(try office.add(), Department.talk) { $0.stage = StageID("call") }
    deal.deal.history[deal.deal.history.count - 1].isUndone = true
    XCTAssertTrue(deal.deal.comments.isEmpty)
    assertMissing(["comment --comment"], try office.move(deal, to: "call") { $0.comment = nil })
  }
}
