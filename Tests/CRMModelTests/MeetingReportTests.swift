import CRMModel
import CRMTestSupport
import XCTest

/// R13: the report follows the department's template.
final class MeetingReportTests: XCTestCase {
  private var office = Department()

  func testR57AnAnswerOfASectionWithChoicesIsOneOfThem() throws {
    let section = ReportTemplate.Section(
      id: "kind", title: "Как", isRequired: false, choices: ["Лично", "По телефону"])
    let template = ReportTemplate(
      id: "meeting", sections: ReportTemplate.meeting.sections.dropLast() + [section])
    let stages = Pipeline.ads.stages.map { stage in
      stage.template == nil
        ? stage
        : Stage(
          id: stage.id, name: stage.name, kind: stage.kind, requires: stage.requires,
          from: stage.from, template: template)
    }
    let deal = try office.deal(at: "decision-maker", in: Pipeline.ads.with(stages: stages))
    func held(_ kind: String) throws -> DealCase {
      try office.move(deal, to: "meeting") {
        $0.report =
          Department.report(.meeting).dropLast() + [ReportEntry(section: "kind", text: kind)]
      }
    }
    XCTAssertEqual(
      try held("по ТЕЛЕФОНУ").deal.comments.last?.comment.report.last?.text, "По телефону")
    XCTAssertNoThrow(try held(""))
    let refusal = assertRefused(try held("в зуме"), "R57")
    XCTAssertEqual(refusal?.unknown?.known, ["kind=Лично", "kind=По телефону"])
    // R6: it hides nothing else, and is said with each other answer of the kind.
    let whole = assertMissing(
      (1...6).map { _ in "meeting-report --report" },
      try office.move(deal, to: "meeting") {
        $0.report = [
          ReportEntry(section: "met", text: "Владелец"),
          ReportEntry(section: "Kind", text: "в зуме"),
          ReportEntry(section: "mood", text: "Хорошее"),
        ]
      })
    XCTAssertEqual(
      whole?.missing.compactMap(\.typed), ["Kind=в зуме", "mood=Хорошее"])
  }

  /// What was meant by a section that is none is one that is still open.
  func testR13UnknownSectionMeansAnOpenOne() throws {
    let deal = try office.deal(at: "decision-maker")
    var texts = full
    texts["need"] = nil
    texts["neet"] = "Гости"
    let refusal = assertMissing(
      ["meeting-report --report", "meeting-report --report"],
      try office.move(deal, to: "meeting") { $0.report = self.entries(texts) })
    XCTAssertEqual(refusal?.missing.map(\.typed), ["neet=Гости", nil])
    texts["need"] = "Гости в будни"
    texts["neet"] = nil
    texts["kinds"] = "Лично"
    XCTAssertEqual(
      assertRefused(
        try office.move(deal, to: "meeting") { $0.report = self.entries(texts) }, "R13")?
        .unknown?.known, ["kind=Лично"])
  }

  private func entries(_ texts: [String: String]) -> [ReportEntry] {
    texts.map { ReportEntry(section: $0.key, text: $0.value) }
  }

  private let full = [
    "met": "Владелец и управляющая", "need": "Гости в будни", "objections": "Нет",
    "agreed": "Два варианта", "next": "КП завтра",
  ]

  func testR13PlainCommentIsNoReport() throws {
    let deal = try office.deal(at: "decision-maker")
    assertMissing(
      (1...5).map { _ in "meeting-report --report" },
      try office.move(deal, to: "meeting") { $0.report = [] })
  }

  func testR13EveryRequiredSectionIsNamed() throws {
    let deal = try office.deal(at: "decision-maker")
    for section in full.keys {
      var texts = full
      texts[section] = nil
      for empty in [nil, "", "  ", "—", "..."] {
        texts[section] = empty
        let refusal = assertMissing(
          ["meeting-report --report"],
          try office.move(deal, to: "meeting") { $0.report = self.entries(texts) })
        XCTAssertEqual(
          refusal?.missing.first?.message.en.contains("--report \(section)="), true, section)
      }
    }
  }

  func testR13OptionalSectionMayBeLeftOut() throws {
    let deal = try office.deal(at: "decision-maker")
    XCTAssertNoThrow(
      try office.move(deal, to: "meeting") {
        $0.comment = nil
        $0.report = self.entries(self.full)
      })
  }

  func testR13SectionsMayBeNamedByTitleAndAreStoredInOrder() throws {
    let deal = try office.deal(at: "decision-maker")
    var texts = full
    texts["met"] = nil
    texts["С КЕМ встретились"] = "Владелец"
    let moved = try office.move(deal, to: "meeting") { $0.report = self.entries(texts) }
    XCTAssertEqual(
      moved.deal.comments.last?.comment.report.map(\.section),
      ["met", "need", "objections", "agreed", "next"])
  }

  func testR13UnknownSectionIsRefused() throws {
    let deal = try office.deal(at: "decision-maker")
    let moods = ["mood": "Хорошее"]
    assertMissing(
      (1...6).map { _ in "meeting-report --report" },
      try office.move(deal, to: "meeting") { $0.report = self.entries(moods) })
    assertRefused(
      try office.move(deal, to: "meeting") {
        $0.report = self.entries(self.full.merging(moods) { $1 })
      }, "R13")
  }

  func testR13StageWithoutATemplateTakesNoReport() throws {
    let deal = try office.deal(at: "call")
    assertRefused(try office.comment(deal, nil) { $0.report = self.entries(self.full) }, "R13")
  }

  func testR12ReportIsJudgedOverItsSectionsTogether() throws {
    let deal = try office.deal(at: "decision-maker")
    let short = full.mapValues { _ in "да" }
    assertMissing(
      ["comment --comment"],
      try office.move(deal, to: "meeting") {
        $0.comment = nil
        $0.report = self.entries(short)
      })
    XCTAssertNoThrow(try office.move(deal, to: "meeting") { $0.report = self.entries(short) })
  }

  func testR12ReportOfStockPhrasesIsRefusedEverywhere() throws {
    let deal = try office.deal(at: "meeting")
    let stock = full.mapValues { _ in "Не интересно" }
    assertMissing(
      ["comment --comment"], try office.comment(deal, nil) { $0.report = self.entries(stock) })
    let before = try office.deal(at: "decision-maker")
    assertMissing(
      ["comment --comment"],
      try office.move(before, to: "meeting") {
        $0.comment = nil
        $0.report = self.entries(stock)
      })
  }

  /// Two halves are no whole report: «a comment that fills every section».
  func testR13HalfReportsDoNotAddUp() throws {
    var deal = try office.deal(at: "decision-maker")
    let halves = [["met", "need"], ["objections", "agreed", "next"]]
    for half in halves {
      deal = try office.comment(deal, nil) {
        $0.stage = StageID("meeting")
        $0.report = self.entries(self.full.filter { half.contains($0.key) })
      }
    }
    let refusal = assertRefused(try office.move(deal, to: "meeting") { $0.report = [] }, "R6")
    XCTAssertEqual(refusal?.missing.count, 2)
  }

  func testR13ReportWrittenBeforehandCounts() throws {
    let deal = try office.comment(try office.deal(at: "decision-maker"), nil) {
      $0.stage = StageID("meeting")
      $0.report = self.entries(self.full)
    }
    XCTAssertNoThrow(
      try office.move(deal, to: "meeting") {
        $0.comment = nil
        $0.report = []
      })
  }
}
