/// Shortcuts through the department's day.
extension TestWorld {
  /// A comment that says enough for any stage.
  package static let comment =
    "Подробно поговорили о размещении и сроках, договорились о следующем шаге"

  /// Runs a command that has to succeed.
  ///
  /// - Throws: `Failure` with what it said instead.
  /// - Returns: The id that it prints.
  @discardableResult
  package func make(_ words: String...) throws -> String { try make(words) }

  /// The same of words in a list.
  @discardableResult
  package func make(_ words: [String]) throws -> String {
    let run = run(words + ["-q"])
    guard run.status == 0 else { throw Failure(words: words, run: run) }
    return run.id
  }

  /// A data directory with a company, its decision-maker and a deal with a task.
  ///
  /// - Returns: The deal's id.
  package func startDeal(_ name: String = "Кафе Пушкин", pipeline: String = "ads") throws -> String
  {
    if try documents().isEmpty { try make("init") }
    let company = try make(
      "company", "add", name, "--phone", "84951234567", "--address", "Тверской бульвар, 26",
      "--duplicate")
    try make(
      "contact", "add", company, "--name", "Делос Андрей Петрович", "--position", "владелец",
      "--phone", "89160000001", "--email", "d@example.com", "--role", "decision-maker",
      "--duplicate")
    return try make(
      "deal", "add", company, "--pipeline", pipeline, "--next", "Связаться с клиентом", "--due",
      "+1d")
  }

  /// Walks a deal that has just begun through the department's stages.
  package func walk(_ deal: String, to last: String) throws {
    let comment = ["--comment", Self.comment]
    let report = ["met=Владелец", "need=Гости", "objections=Нет", "agreed=Два", "next=КП завтра"]
    let steps = [
      ("call", comment), ("decision-maker", comment),
      ("meeting", report.flatMap { ["--report", $0] }),
      ("proposal", comment + ["--budget", "60000"]), ("contract", comment),
    ]
    for (stage, more) in steps {
      let words =
        ["deal", "move", deal, stage] + more
        + ["--result", "ок", "--next", "Встреча", "--due", "+1d"]
      let run = run(words)
      guard run.status == 0 else { throw Failure(words: words, run: run) }
      if stage == last { return }
    }
  }

  /// A command that should have succeeded.
  package struct Failure: Error, CustomStringConvertible {
    /// What was asked for.
    let words: [String]
    /// What came of it.
    let run: TestRun

    /// The command line and what it said.
    package var description: String {
      "crm \(words.joined(separator: " ")): status \(run.status)\n\(run.err)"
    }
  }
}
