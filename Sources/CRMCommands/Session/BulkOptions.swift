import CRMCore
import CRMModel
import CommandLineKit

/// Changes of everything that an expression chooses (R39).
struct BulkOptions: Sendable {
  var expression: String?
  var isConfirmed = false

  static var rows: [Row<BulkOptions>] {
    [
      .option(
        "--where", value: .line("EXPRESSION"),
        help: Text(
          ru: "изменить все, где выполнено выражение: crm help where",
          en: "change all where an expression holds: crm help where")
      ) { $0.expression = $1 },
      .flag(
        "--yes", help: Text(ru: "да, изменить их все", en: "yes, change all of them")
      ) { $0.isConfirmed = true },
    ]
  }

  /// The condition that chooses.
  func condition<Subject>(
    _ session: Session, _ snapshot: Snapshot, _ vocabulary: (Schema) -> Vocabulary<Subject>
  ) throws(CRMError) -> Condition<Subject>? {
    try WhereOptions(expression: expression)
      .condition(session, snapshot, mine: "", vocabulary)
  }
}

extension Session {
  /// Changes each of several things in one operation, and lists them.
  ///
  /// Without `--yes` nothing is changed; a refusal of one refuses all, each with what it lacks.
  func changeAll<Thing, Row>(
    _ bulk: BulkOptions, _ write: WriteOptions, _ noun: Noun<Row>, _ things: CountedNoun,
    choose: (Transaction) throws(CRMError) -> [Thing], name: (Thing) -> String,
    change: (Thing, Transaction) throws(CRMError) -> Row
  ) throws(CRMError) {
    let (rows, presentation) = try writeToShow(write) { (transaction) throws(CRMError) -> [Row] in
      let chosen = try choose(transaction)
      guard bulk.isConfirmed || write.isDryRun || chosen.isEmpty else {
        let count = things.counted(chosen.count)
        throw .usage(
          Phrase(
            ru: "изменится \(count.ru): добавьте --yes", en: "\(count.en) would change: add --yes"),
          hints: [
            Remedy(words: words).adding("--yes").phrase,
            Remedy(words: words).adding("--dry-run").phrase,
          ])
      }
      var rows: [Row] = []
      var refusals: [(name: String, refusal: Refusal)] = []
      for thing in chosen {
        do throws(CRMError) {
          rows.append(try change(thing, transaction))
        } catch {
          guard case .refused(let refusal) = error else { throw error }
          refusals.append((name(thing), refusal))
        }
      }
      if !refusals.isEmpty { throw .refused(Refusal(all: refusals, of: chosen.count)) }
      return rows
    }
    try list(noun, rows, presentation)
  }
}

extension Refusal {
  /// R39: a refusal on one thing refuses all, listing each.
  fileprivate init(all refusals: [(name: String, refusal: Refusal)], of count: Int) {
    let list = refusals.prefix(20).map(\.refusal.message).joined(separator: "; ")
    let missing = refusals.flatMap { name, refusal in
      refusal.missing.map { missing in
        Missing(
          missing.requirement,
          Phrase(ru: "\(name): \(missing.message.ru)", en: "\(name): \(missing.message.en)"),
          option: missing.option, value: missing.value, remedies: missing.remedies)
      }
    }
    let message = Phrase(
      ru: "ничего не изменено, потому что нельзя \(refusals.count) из \(count): \(list.ru)",
      en: "nothing was changed, as \(refusals.count) of \(count) cannot be: \(list.en)")
    if missing.isEmpty {
      self.init("R39", message)
    } else {
      self.init(message, missing: missing)
    }
  }
}
