import CRMCore
import CRMModel
import CommandLineKit

/// `crm text …`: the department's snippets, filled from a deal (R58).
enum TextCommands {
  static func group(_ category: Text) -> CRMCommand {
    CRMCommand(
      group: "text",
      summary: Text(ru: "заготовки текстов", en: "text snippets"),
      discussion: Text(
        ru:
          "Заготовки — файлы texts/ИМЯ.txt в каталоге данных. Вместо {company.name} подставляется "
          + "свойство сделки: crm help where. {task.day}, {task.time}, {task.action} — день, время и "
          + "действие задачи, о которой текст: ближайшей встречи.",
        en:
          "Snippets are the files texts/NAME.txt of the data directory. {company.name} stands for a "
          + "property of the deal: crm help where. {task.day}, {task.time}, {task.action} are those of "
          + "the task that the text is about: the next meeting."),
      category: category,
      commands: [TextList.command, TextShow.command, TextShow.rendering])
  }
}

/// The command `crm text list`.
struct TextList: Runnable {
  var prints: Printed { .list(.text) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "какие есть", en: "which there are"), TextList(), rows: [],
      examples: [Example("crm text list", Text(ru: "что можно послать", en: "what can be sent"))])
  }

  func run(in session: Session) throws(CRMError) {
    let (rows, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try snapshot.textNames().map { (name) throws(CRMError) in
        TextRow(name: name, text: try snapshot.text(named: name))
      }
    }
    try session.list(.text, rows, presentation)
  }
}

/// The commands `crm text show NAME` and `crm text render NAME DEAL`.
struct TextShow: Runnable {
  var name = ""
  var deal: String?
  var prints: Printed { .card(.text) }

  static var command: CRMCommand {
    CRMCommand(
      "show", Text(ru: "как записана", en: "as it was written"), TextShow(), rows: [named],
      examples: [
        Example("crm text show meeting-reminder", Text(ru: "с именами", en: "with the names in it"))
      ])
  }

  static var rendering: CRMCommand {
    CRMCommand(
      "render", Text(ru: "заполнить из сделки", en: "fill it from a deal"), TextShow(),
      rows: [named, .deal { $0.deal = $1 }],
      examples: [
        Example(
          "crm text render meeting-reminder 'Кафе Пушкин'",
          Text(ru: "что послать клиенту", en: "what to send to the client"))
      ])
  }

  private static var named: Row<TextShow> {
    .argument(
      .reference("NAME", "text"), help: Text(ru: "какая", en: "which one")
    ) { $0.name = $1 }
  }

  func run(in session: Session) throws(CRMError) {
    let (row, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      guard let deal else { return TextRow(name: name, text: try snapshot.text(named: name)) }
      return TextRow(
        name: name, text: try session.rendered(name, for: try snapshot.deal(deal), snapshot))
    }
    try session.show(.text, row, presentation) {
      row.text.split(separator: "\n", omittingEmptySubsequences: false).map {
        SafeText.visible(String($0))
      }
    }
  }
}

/// A snippet as it is printed.
struct TextRow {
  let name: String
  let text: String
}

extension Noun where Row == TextRow {
  /// Snippets: the keys are a part of the command contract.
  static var text: Noun<TextRow> {
    Noun(
      id: \.name,
      [
        Column("name", Phrase(ru: "заготовка", en: "snippet"), table: .key) { .string($0.name) },
        Column("text", Phrase(ru: "текст", en: "text"), table: .key) { .string($0.text) },
      ])
  }
}

extension Session {
  /// A snippet with what a deal has in place of the names in braces, and behind `task.` what the task has
  /// that it is about: the meeting that comes next unless said otherwise.
  ///
  /// - Throws: `CRMError.usage` for a name that is no property of deals or of tasks.
  func rendered(
    _ name: String, for deal: Deal, about task: Task? = nil, _ snapshot: Snapshot
  ) throws(CRMError) -> String {
    let schema = try snapshot.schema(viewpoint(snapshot))
    let subject = try snapshot.dealCase(deal).subject(at: try clock(snapshot))
    let presentation = try presentation(snapshot)
    let task = (task ?? deal.nextMeeting).map { TaskSubject(task: $0, deal: subject) }
    let (deals, tasks) = (schema.deals, schema.ofSnippets(subject.clock.zone))
    var unknown: String?
    let text = try snapshot.text(named: name).filling { word in
      if let property = tasks.property(word) {
        return task.flatMap(property.value).map { presentation.absolute($0, property) } ?? ""
      }
      guard let property = deals.property(word) else {
        unknown = unknown ?? word
        return nil
      }
      return property.value(subject).map { presentation.absolute($0, property) } ?? ""
    }
    guard let unknown else { return text }
    throw .usage(
      Phrase(
        ru: "texts/\(name).txt: у сделки нет свойства '{\(unknown)}'",
        en: "texts/\(name).txt: deals have no property '{\(unknown)}'"),
      hints: [Remedy("help", "where").phrase],
      unknown: UnknownWord(unknown, known: deals.keys + tasks.keys))
  }
}

extension Presentation {
  /// A value as a client reads it, on whatever day that is: a time by its date, never «in 3 days» (R56).
  fileprivate func absolute<Subject>(_ value: Value, _ property: Property<Subject>) -> String {
    text(value.shown(among: property.choices, in: zone))
  }
}

extension Schema {
  /// What snippets know of the task that they are about: its properties, its day and its time of day.
  fileprivate func ofSnippets(_ zone: TimeZoneRules) -> Vocabulary<TaskSubject> {
    let own: [Property<TaskSubject>] = [
      Property("day", Phrase(ru: "день", en: "day"), .day) { .day(zone.day(of: $0.task.due)) },
      Property("time", Phrase(ru: "время", en: "time"), .line) {
        zone.isEndOfDay($0.task.due) ? nil : .text(zone.local(of: $0.task.due).clockText)
      },
    ]
    return Vocabulary(
      .task, [],
      hops: [
        .init(
          "task", Phrase(ru: "задача", en: "task"),
          (own + tasks.properties).map { $0.reached(behind: "task") { $0 } })
      ])
  }
}

extension Deal {
  /// The meeting that comes next, else the next task of any kind.
  fileprivate var nextMeeting: Task? {
    let open = tasks.filter { $0.state == .open }
      .sorted { ($0.due, $0.number) < ($1.due, $1.number) }
    return open.first { $0.activity == .meeting } ?? open.first
  }
}
