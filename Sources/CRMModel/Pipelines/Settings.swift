/// The settings of a data directory.
public struct Settings: Hashable, Sendable {
  /// The zone in which «today», «overdue» and working hours are judged (R28).
  public var timeZone: String
  /// The currency of new budgets where a pipeline names none.
  public var currency: Currency
  /// What a task can be (R15).
  public var taskActions: [TaskAction]
  /// The people an import brought, by login.
  public var people: [String: String]
  /// When the department works (R30).
  public var workCalendar: WorkCalendar
  /// Whether a person at a terminal is asked for what a command misses.
  public var asks = false
  /// How many contacts a deal has at most (R47a).
  public var maxContacts = usualContacts
  /// How the numbers of papers are made, by the id of their type, where not as usual (R74).
  public var paperNumbers: [String: String] = [:]
  /// Whose papers they are, line by line (R84).
  public var seller: [String] = []
  /// How many days may pass before an invoice that was asked for goes out (R79).
  public var invoiceDays = usualInvoiceDays
  /// Where the classes of companies end (R95).
  public var companyClasses: CompanyClasses
  /// What clients are to the department, in order (R68).
  public var statuses: [ClientStatus]
  /// How much each property of a client's card weighs where the base is judged, by its key (R68).
  public var baseProfile: [String: Int] = [:]
  /// Who takes care of what arrives by itself and names nobody, by pipeline (R47).
  public var responsible: [PipelineID: Login] = [:]
  /// Where the picture lies that stands on printed papers (R84).
  public var logo: String?

  /// The limit where nothing is said of it.
  public static let usualContacts = 5
  /// What the limit can be.
  public static let contactLimits = 1...50
  /// The days where nothing is said of them: today or tomorrow.
  public static let usualInvoiceDays = 1
  /// What a property can weigh.
  public static let weights = 1...100
  /// What they can be.
  public static let invoiceDayLimits = 0...365

  /// Settings; what is not said here is as usual.
  public init(
    timeZone: String, currency: Currency, taskActions: [TaskAction], people: [String: String],
    workCalendar: WorkCalendar = .standard, companyClasses: CompanyClasses = .standard,
    statuses: [ClientStatus] = []
  ) {
    self.timeZone = timeZone
    self.currency = currency
    self.taskActions = taskActions
    self.people = people
    self.workCalendar = workCalendar
    self.companyClasses = companyClasses
    self.statuses = statuses
  }

  /// A text that the program puts into the department's data by itself: where one of its two wordings
  /// is an action of the department, that one, else in the language in which its actions are named.
  package func worded(_ text: Phrase) -> String {
    let known = [text.ru, text.en].lazy.compactMap { action(named: $0)?.name }.first
    let isRussian =
      actionNames.isEmpty
      || actionNames.contains { name in
        name.unicodeScalars.contains { ("\u{400}"..."\u{4FF}").contains($0) }
      }
    return known ?? (isRussian ? text.ru : text.en)
  }

  /// What the actions are called.
  public var actionNames: [String] { taskActions.map(\.name) }

  /// The action that people call so, however it is written (R5).
  func action(named name: String) -> TaskAction? {
    let wanted = Folding.fold(name)
    return taskActions.first { Folding.fold($0.name) == wanted }
  }

  /// What the action is called that somebody has typed by a part of its name; what was typed where it
  /// is none.
  public func actionName(typed: String) -> String {
    SeenName.find(typed, among: actionNames) ?? typed
  }
}
