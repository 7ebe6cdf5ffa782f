/// What people do for a deal, as calendars and telephony tell it apart (F16, R55).
public enum Activity: String, CaseIterable, Hashable, Sendable {
  /// Anything that is none of the others.
  case task
  /// On the telephone.
  case call
  /// Face to face.
  case meeting
  /// By post or e-mail.
  case letter
  /// In a messenger.
  case message

  /// What people call one.
  public var name: Phrase {
    switch self {
    case .task: Phrase(ru: "задача", en: "task")
    case .call: Phrase(ru: "звонок", en: "call")
    case .meeting: Phrase(ru: "встреча", en: "meeting")
    case .letter: Phrase(ru: "письмо", en: "letter")
    case .message: Phrase(ru: "сообщение", en: "message")
    }
  }

  /// The commands that log one (R55): a task is logged by being done.
  public static let logged = allCases.filter { $0 != .task }

  /// Whether a client can be reminded of a meeting by it (R56).
  public var reminds: Bool {
    switch self {
    case .letter, .message: true
    case .task, .call, .meeting: false
    }
  }
}

/// An entry of the dictionary of actions (R15): what it is called, what activity it is, and how long
/// before its due time one is reminded of it (R55, R56).
public struct TaskAction: Hashable, Sendable, ExpressibleByStringLiteral {
  /// What people call it.
  public let name: String
  /// What it is.
  public let activity: Activity
  /// How long before; `nil` where one is not reminded.
  public let remind: Span?

  /// An action; a plain task unless said otherwise.
  public init(_ name: String, activity: Activity = .task, remind: Span? = nil) {
    self.name = name
    self.activity = activity
    self.remind = remind
  }

  /// A plain task.
  public init(stringLiteral name: String) { self.init(name) }

  /// As it is typed: `Встреча`, `Встреча=meeting` or `Встреча=meeting,2h`.
  ///
  /// - Throws: `ValueError` for an activity that there is not, or for no span.
  public init(parsing word: String) throws(ValueError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      self.init(word)
      return
    }
    let details = parts[1].split(separator: ",", maxSplits: 1)
    guard let first = details.first, let activity = Activity(rawValue: String(first)) else {
      let list = Activity.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValueError(
        word, ru: "после = нужно, что это: \(list), и за сколько напомнить: Встреча=meeting,2h",
        en: "behind = stands what it is, \(list), and how long before to remind: Visit=meeting,2h")
    }
    self.init(
      String(parts[0]), activity: activity,
      remind: details.count == 2 ? try Span(parsing: String(details[1])) : nil)
  }

  /// As it is typed.
  public var text: String { isPlain ? name : "\(name)=\(details.joined(separator: ","))" }

  /// Whether its name says all.
  public var isPlain: Bool { activity == .task && remind == nil }

  private var details: [String] { [activity.rawValue] + [remind?.text].compactMap(\.self) }
}
