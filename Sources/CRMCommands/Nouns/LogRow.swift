import CRMCore
import CRMModel
import CommandLineKit

/// An operation of the log with what it did, for people.
struct LogRow {
  let entry: LogEntry
  /// What happened to each thing, in words; the command where no history tells it.
  var effect = ""
}

extension Noun where Row == LogRow {
  /// Operations by what they did.
  static var log: Noun<LogRow> { effects(.operation) }

  /// The same with the stage in front (B44).
  static var logByStage: Noun<LogRow> { effects(.operationByStage) }

  private static func effects(_ noun: Noun<LogEntry>) -> Noun<LogRow> {
    Noun(
      id: { noun.id($0.entry) },
      noun.columns.map { $0.asked(of: \LogRow.entry) }
        .refining("changes") { $0.shown = { row, _ in row.effect } }
    ).asking(\.log) { $0.entry }
  }
}

/// Says what operations did.
struct LogWording {
  /// Things of one operation that a person reads of, and what was done to each.
  private static let most = 12

  private let session: Session
  private let snapshot: Snapshot
  private let presentation: Presentation
  /// Whether all is about one thing, which need not be named.
  private let isOfOne: Bool
  private var deals: [DealID: DealRow] = [:]

  init(_ session: Session, _ snapshot: Snapshot, isOfOne: Bool) throws(CRMError) {
    self.session = session
    self.snapshot = snapshot
    self.isOfOne = isOfOne
    presentation = try session.presentation(snapshot)
  }

  /// An operation in words.
  mutating func row(_ entry: LogEntry) -> LogRow {
    var effects: [String] = []
    var others: [String] = []
    for change in entry.changes.prefix(Self.most) {
      let words = words(of: change)
      let effect = (words.prefix(Self.most) + more(words.count)).joined(separator: "; ")
      if effect.isEmpty {
        others.append(name(of: change))
      } else {
        effects.append(isOfOne ? effect : "\(name(of: change)): \(effect)")
      }
    }
    // What has no history is told by the command, unless something else tells more.
    if !effects.isEmpty { effects += others }
    if !effects.isEmpty { effects += more(entry.changeCount) }
    let command = ShellWord.quote(["crm"] + entry.command)
    let effect = effects.isEmpty ? command : effects.joined(separator: "; ")
    let undone = entry.isUndone ? "(\(presentation.text(.undone))) " : ""
    return LogRow(entry: entry, effect: undone + effect)
  }

  /// How many there are of which nothing is said.
  private func more(_ count: Int) -> [String] {
    let rest = count - Self.most
    return rest > 0
      ? [presentation.text(Phrase(ru: "и еще \(rest)", en: "and \(rest) more"))] : []
  }

  /// A deal by its name, anything else with what it is.
  private func name(of change: LogEntry.Change) -> String {
    if let day = DataDirectory.evening(ofPath: change.id).map(presentation.day) {
      return presentation.text(Phrase(ru: "итог аудита за \(day)", en: "the audit of \(day)"))
    }
    let name = change.name ?? change.id
    let kind = Kind(rawValue: change.kind).flatMap { $0 == .deal ? nil : $0.one }
    return kind.map { "\(presentation.text($0)) \(name)" } ?? name
  }

  private mutating func words(of change: LogEntry.Change) -> [String] {
    guard let kind = Kind(rawValue: change.kind) else { return [] }
    if kind == .deal, let id = DealID(change.id) {
      guard let row = deal(id) else { return [] }
      return change.events.map { EventWording($0, row).text(presentation) }
    }
    return Self.others[kind]?(change.events, presentation) ?? []
  }

  /// A deal; `nil` where it or what it names is damaged, which a log need not fail for.
  private mutating func deal(_ id: DealID) -> DealRow? {
    if let known = deals[id] { return known }
    guard let deal = try? snapshot.find(id), let row = try? session.row(deal, snapshot) else {
      return nil
    }
    deals[id] = row
    return row
  }

  private static let others: [Kind: @Sendable ([Event], Presentation) -> [String]] = [
    .company: { $0.words(in: .company, $1) }, .contact: { $0.words(in: .contact, $1) },
    .lead: { $0.words(in: .cards(LeadForm.self), $1) },
    .product: { $0.words(in: .cards(ProductForm.self), $1) },
    .paper: { $0.words(in: .cards(PaperForm.self), $1) },
  ]
}
