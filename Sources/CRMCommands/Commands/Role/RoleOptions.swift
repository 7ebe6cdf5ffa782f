import CRMCore
import CRMModel
import CommandLineKit

/// What `role add` and `role edit` say of a role's rights.
struct RoleOptions {
  private var name: String?
  private var rows: [FieldWord] = []
  private var duties: [(duty: RoleRights.Duty, isGiven: Bool)] = []

  /// The rows of the options.
  static func rows<Options>(
    _ path: any WritableKeyPath<Options, RoleOptions> & Sendable
  ) -> [Row<Options>] {
    [
      .option(
        "--name", value: .line("NAME"),
        help: Text(ru: "как ее называют", en: "what people call it")
      ) { $0[keyPath: path].name = $1 },
      .option(
        "--right", value: .assignment("KIND=RIGHTS", completion: .live("right")),
        isRepeatable: true,
        help: Text(
          ru: "что можно с таким: \(KindRights.words.joined(separator: ", ")); пусто — как с «*»",
          en: "what may be done with those: \(KindRights.words.joined(separator: ", ")); "
            + "empty means as with “*”")
      ) { $0[keyPath: path].rows.append($1) },
      .option(
        "--duty", value: .choice(of: RoleRights.Duty.self, "DUTY"), isRepeatable: true,
        help: Text(ru: "чем еще занимается", en: "what else they look after")
      ) { $0[keyPath: path].duties.append(($1, true)) },
      .option(
        "--no-duty", value: .choice(of: RoleRights.Duty.self, "DUTY"), isRepeatable: true,
        help: Text(ru: "чем больше не занимается", en: "what they no longer look after")
      ) { $0[keyPath: path].duties.append(($1, false)) },
    ]
  }

  /// Changes a role.
  func change(_ rights: inout RoleRights) throws(CRMError) {
    if let name { rights.name = Phrase(name) }
    for row in rows {
      guard RoleRights.names.contains(row.name) else {
        throw .usage(
          Phrase(ru: "--right: нет вида '\(row.name)'", en: "--right: no kind '\(row.name)'"),
          unknown: UnknownWord(row.name, known: RoleRights.names))
      }
      let words = row.text.split(separator: ",").map { String($0).trimmingBlanks() }
      do throws(ValueError) {
        rights.kinds[row.name] = row.text.isEmpty ? nil : try KindRights(words: words)
      } catch {
        throw .usage(
          Phrase(ru: "--right: \(error.problem.ru)", en: "--right: \(error.problem.en)"), hints: [])
      }
    }
    for (duty, isGiven) in duties {
      if isGiven { rights.duties.insert(duty) } else { rights.duties.remove(duty) }
    }
  }
}
