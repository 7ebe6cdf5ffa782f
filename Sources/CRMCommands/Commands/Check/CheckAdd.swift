import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm check add FILE|-` (R43).
struct CheckAdd: WritingRunnable {
  var file = ""
  var write = WriteOptions()
  var prints: Printed { .list(.ownCheck) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "добавить свою проверку", en: "add a check of your own"),
      discussion: Text(
        ru:
          "Проверка — объект JSON, или список таких: id, on (deal, company, contact), where "
          + "(выражение, которое выполнено, когда что-то не так), say, severity (error или warning), "
          + "fix. В say и fix "
          + "свойства пишут в скобках: {name}. Проверка с тем же id заменяется. "
          + #"Например: {"id": "no-city", "on": "company", "where": "city is empty", "#
          + #""say": "у {name} не указан город", "severity": "warning"}"#,
        en:
          "A check is a JSON object, or an array of such: id, on (deal, company, contact), where (an "
          + "expression that holds where something is wrong), say, severity (error or warning), fix. "
          + "In say and fix "
          + "properties stand in braces: {name}. One of the same id is replaced. "
          + #"Such as {"id": "no-city", "on": "company", "where": "city is empty", "#
          + #""say": "{name} has no city", "severity": "warning"}"#),
      CheckAdd(),
      rows: [
        .argument(
          .file("FILE"), help: Text(ru: "файл, или - для ввода", en: "a file, or - for the input")
        ) { $0.file = $1 }
      ],
      examples: [
        Example("crm check add check.json", Text(ru: "из файла", en: "from a file"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let bytes = try session.text(of: file, limit: 1 << 20)
    let added: [OwnCheck]
    do throws(DocumentError) {
      added = try OwnCheck.all(bytes: bytes)
    } catch {
      throw .usage(
        Phrase(ru: "\(file): \(error.problem.ru)", en: "\(file): \(error.problem.en)"))
    }
    let (checks, presentation) = try session.writeToShow(write) {
      (transaction) throws(CRMError) -> [OwnCheck] in
      for check in added { try session.understand(check, transaction) }
      var checks = try transaction.ownChecks()
      checks.removeAll { old in added.contains { $0.id == old.id } }
      checks += added
      guard checks.count <= 200 else {
        throw .usage(
          Phrase(ru: "проверок не больше 200", en: "there are at most 200 checks"))
      }
      try transaction.put(checks)
      return added
    }
    try session.list(.ownCheck, checks, presentation)
  }
}

extension Session {
  /// Refuses a check that could never be judged.
  fileprivate func understand(_ check: OwnCheck, _ transaction: Transaction) throws(CRMError) {
    let rules = try transaction.rules()
    try expressionProblem(in: "where") { () throws(ExpressionError) in
      try rules.understand(check)
    }
    guard let unknown = rules.unknownName(in: check) else { return }
    let near = unknown.meant
    throw .usage(
      Phrase(
        ru: "\(check.id.rawValue): нет свойства '{\(unknown.typed)}'\(near?.ru ?? "")",
        en: "\(check.id.rawValue): no property '{\(unknown.typed)}'\(near?.en ?? "")"),
      hints: [Remedy("help", "where").phrase], unknown: unknown)
  }
}
