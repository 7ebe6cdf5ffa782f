package import CRMModel

/// What an export names and the data directory does not know.
///
/// It stops the import, all of it at once, and nothing is changed.
package struct ImportUnknown: Sendable {
  /// Pipelines by their names in the export.
  package internal(set) var pipelines: [String] = []
  /// Stages of known pipelines.
  package internal(set) var stages: [(pipeline: String, stage: String)] = []
  /// People by their names in the export.
  package internal(set) var people: [String] = []
  /// The given mapping and a proposal for everything unknown; accepted as it stands by `--create`.
  package internal(set) var proposal = ImportMapping()

  /// Whether everything is known.
  package var isEmpty: Bool { pipelines.isEmpty && stages.isEmpty && people.isEmpty }

  /// The refusal of the import (status 3).
  ///
  /// The commands that lead past it name the user's own files, so they come from outside.
  package func refusal(remedies: [Remedy]) -> Refusal {
    var lists: [Phrase] = []
    func list(_ kind: Phrase, _ names: [String]) {
      guard !names.isEmpty else { return }
      let rest = names.count - Self.shown
      let shown = names.prefix(Self.shown).map { SafeText.visible($0) }.quoted
      lists.append(
        Phrase(
          ru: "\(kind.ru) \(shown)" + (rest > 0 ? " и еще \(rest)" : ""),
          en: "\(kind.en) \(shown)" + (rest > 0 ? " and \(rest) more" : "")))
    }
    list(Phrase(ru: "воронки", en: "the pipelines"), pipelines)
    list(Phrase(ru: "этапы", en: "the stages"), stages.map { "\($0.pipeline) / \($0.stage)" })
    list(Phrase(ru: "люди", en: "the people"), people)
    let all = lists.joined(separator: "; ")
    return Refusal(
      "import",
      Phrase(
        ru: "нельзя импортировать: неизвестны \(all.ru)", en: "cannot import: unknown are \(all.en)"
      ),
      remedies: remedies)
  }

  private static let shown = 20
}
