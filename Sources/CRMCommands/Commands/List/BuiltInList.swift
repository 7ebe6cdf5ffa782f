import CRMCore
import CRMModel
import CommandLineKit

/// The lists that everybody has without saving them: those of amoCRM, and the calls (R55).
enum BuiltInList: String, CaseIterable {
  case open, mine, won, lost
  case withoutTasks = "without-tasks"
  case overdue, calls

  /// The list of a name, in either language.
  init?(named name: String) {
    let wanted = Folding.fold(name)
    let found = Self.allCases.first { list in
      [list.rawValue, list.name.ru].contains { Folding.fold($0) == wanted }
    }
    guard let found else { return nil }
    self = found
  }

  /// What people call it.
  var name: Phrase {
    switch self {
    case .open: Phrase(ru: "открытые", en: "open deals")
    case .mine: Phrase(ru: "только мои", en: "only mine")
    case .won: Phrase(ru: "успешно завершенные", en: "won deals")
    case .lost: Phrase(ru: "нереализованные", en: "lost deals")
    case .withoutTasks: Phrase(ru: "без задач", en: "deals without tasks")
    case .calls: Phrase(ru: "звонки", en: "calls")
    case .overdue: Phrase(ru: "просроченные", en: "deals with overdue tasks")
    }
  }

  func title(_ language: Language) -> String { name[language] }

  /// The list with its options of `deal list`.
  func list(for user: Login) -> SavedLists.List {
    let options =
      switch self {
      case .open: [String]()
      case .mine: ["--manager", user.text]
      case .won: ["--state", "won"]
      case .lost: ["--state", "lost"]
      case .withoutTasks: ["--no-task"]
      case .overdue: ["--overdue"]
      case .calls: ["--where", "activity = call"]
      }
    return SavedLists.List(
      name: rawValue, kind: self == .calls ? .log : .deal, options: options)
  }
}
