import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm field add ID --name NAME --on KIND --type TYPE …` (R35).
struct FieldAdd: WritingRunnable {
  var id = ""
  var name: String?
  var on = Kind.deal
  var type = ValueType.line
  var choices: [String] = []
  var pipelines: [String] = []
  var initial: String?
  var isYearly = false
  var bounds = NumberBounds()
  var write = WriteOptions()
  var prints: Printed { .card(.customField) }

  static var command: CRMCommand {
    CRMCommand(
      "add", Text(ru: "завести свое поле", en: "make a field of your own"), FieldAdd(),
      rows: [
        .argument(
          .line("ID"),
          help: Text(ru: "id: латиница, цифры, дефис", en: "an id of letters, digits, hyphens")
        ) { $0.id = $1 },
        .option("--name", value: .line("NAME"), help: Text(ru: "название", en: "its name")) {
          $0.name = $1
        },
        .option(
          "--on", value: .choice(of: Kind.self, "KIND", among: Kind.documents), isRequired: true,
          help: Text(
            ru: "чье: компании, контакта, сделки, обращения",
            en: "whose: a company's, contact's, deal's or lead's")
        ) { $0.on = $1 },
        .option(
          "--type", value: .choice(of: ValueType.self, "TYPE"), isRequired: true,
          help: Text(ru: "какие у него значения", en: "what its values are")
        ) { $0.type = $1 },
        .option(
          "--choice", value: .line("CHOICE"), isRepeatable: true,
          help: Text(ru: "одно из значений на выбор", en: "one of its values")
        ) { $0.choices.append($1) },
        .option(
          "--pipeline", value: .reference("P", "pipeline"), isRepeatable: true,
          help: Text(ru: "только у сделок этой воронки", en: "only of deals of this pipeline")
        ) { $0.pipelines.append($1) },
        .option(
          "--default", value: .line("VALUE"),
          help: Text(ru: "с чем заводят новую запись", en: "what a new record starts with")
        ) { $0.initial = $1 },
        .flag(
          "--yearly",
          help: Text(ru: "день наступает каждый год", en: "the day comes every year")
        ) { $0.isYearly = true },
        .least { $0.bounds.least = $1 }, .most { $0.bounds.most = $1 },
      ],
      examples: [
        Example(
          "crm field add seats --name 'Посадочных мест' --on company --type number",
          Text(ru: "число у компаний", en: "a number of companies")),
        Example(
          "crm field add grade --name Оценка --on deal --type number --min 0 --max 10",
          Text(ru: "от 0 до 10", en: "from 0 to 10")),
        Example(
          "crm field add season --name Сезон --on deal --type choice --choice лето --choice зима",
          Text(ru: "значения на выбор", en: "values to choose from")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportField(write) { (fields, schema, transaction) throws(CRMError) in
      guard pipelines.isEmpty || on == .deal, !isYearly || type == .day else {
        throw .usage(
          Phrase(
            ru: "--pipeline — у полей сделок, --yearly — у дней",
            en: "--pipeline is for fields of deals, --yearly for days"))
      }
      var field = CustomField(
        id: id, name: name ?? id, on: on, type: type, choices: choices,
        pipelines: try pipelines.map { (name) throws(CRMError) in
          try transaction.pipeline(named: name).id
        }, isYearly: isYearly, bounds: bounds)
      field.initial = try transaction.initial(initial, of: field)
      try fieldProblem(hint: latin) { () throws(FieldProblem) in try fields.add(field, schema) }
      return field
    }
  }

  /// The command for a field that was called by its name alone; `nil` for an id that can be one.
  private var latin: Remedy? {
    guard !PipelineLint.isPlainID(id) else { return nil }
    return Remedy(
      "field", "add", Transliteration.slug(id, or: "field"), "--name", name ?? id, "--on",
      on.rawValue, "--type", type.rawValue)
  }
}

extension Row {
  /// The least number that a field can have.
  static func least(_ store: @escaping @Sendable (inout Options, Int) -> Void) -> Row {
    .option(
      "--min", value: .integer("N", in: Int.min...Int.max),
      help: Text(ru: "наименьшее число", en: "the least number"), store: store)
  }

  /// The greatest number that a field can have.
  static func most(_ store: @escaping @Sendable (inout Options, Int) -> Void) -> Row {
    .option(
      "--max", value: .integer("N", in: Int.min...Int.max),
      help: Text(ru: "наибольшее число", en: "the greatest number"), store: store)
  }
}

/// Translates what is wrong with a field.
func fieldProblem<Result>(
  hint: Remedy? = nil, _ body: () throws(FieldProblem) -> Result
) throws(CRMError) -> Result {
  do throws(FieldProblem) {
    return try body()
  } catch {
    let hint = hint ?? Remedy("field", "list")
    throw .usage(error.problem, hints: [hint.phrase], unknown: error.unknown)
  }
}

extension Transaction {
  /// What a new record starts with.
  func initial(_ text: String?, of field: CustomField) throws(CRMError) -> Value? {
    guard let text else { return nil }
    let context = try valueContext()
    return try fieldProblem { () throws(FieldProblem) in
      let values = try CustomFields([field]).values(
        of: [FieldAssignment(field: field.id, text: text)], on: field.on, known: [:], context)
      return values[field.id] ?? nil
    }
  }
}

extension Session {
  /// Changes the department's own fields, and prints the one that was changed.
  func reportField(
    _ write: WriteOptions,
    _ change: (inout CustomFields, Schema, Transaction) throws(CRMError) -> CustomField
  ) throws(CRMError) {
    let (field, presentation) = try writeToShow(write) {
      (transaction) throws(CRMError) -> CustomField in
      var fields = try transaction.customFields()
      let schema = try transaction.schema(transaction.ownViewpoint)
      let field = try change(&fields, schema, transaction)
      try transaction.put(fields)
      return field
    }
    let done = changed(
      field.id, field.name,
      [presentation.text(field.on.many) + ", " + presentation.text(field.type.name)], write,
      presentation)
    try show(.customField, field, presentation, done: done)
  }
}

extension Snapshot {
  /// The field of an id or a name, folded.
  func customField(_ word: String) throws(CRMError) -> CustomField {
    let fields = try customFields().all
    guard let field = fields.first(where: { $0.isCalled(word) }) else {
      throw .usage(
        Phrase(ru: "нет поля '\(word)'", en: "no field '\(word)'"),
        hints: [Remedy("field", "list").phrase],
        unknown: UnknownWord(word, known: fields.flatMap { [$0.id, $0.name] }))
    }
    return field
  }
}
