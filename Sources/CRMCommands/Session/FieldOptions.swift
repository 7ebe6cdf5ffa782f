import CRMCore
import CRMModel
import CommandLineKit

/// What every command that makes or changes something can say about the department's own fields (R35).
struct FieldOptions: Sendable {
  var assignments: [FieldAssignment] = []

  static var rows: [Row<FieldOptions>] {
    [
      .option(
        "--set", value: .assignment("FIELD=VALUE", completion: .live("custom-field")),
        isRepeatable: true,
        help: Text(
          ru: "значение своего поля отдела; без значения — очистить",
          en: "a value of the department's own field; without one it is emptied")
      ) { $0.assignments.append(FieldAssignment(field: $1.name, text: $1.text)) },
      .option(
        "--new-field", value: .assignment("NAME=VALUE"), isRepeatable: true,
        help: Text(
          ru: "поле только этой записи: текст под своим именем",
          en: "a field of this one record: a text under a name of its own")
      ) { $0.assignments.append(FieldAssignment(field: $1.name, text: $1.text, isNew: true)) },
    ]
  }

  /// The values for a record that exists.
  ///
  /// - Throws: `CRMError.usage` for an unknown field, or a value that it cannot have.
  func values(
    on owner: Kind, known: [String: Value], pipeline: PipelineID? = nil,
    _ transaction: Transaction
  ) throws(CRMError) -> [String: Value?] {
    guard !assignments.isEmpty else { return [:] }
    let fields = try transaction.customFields()
    let context = try transaction.valueContext()
    let values: [String: Value?]
    do throws(FieldProblem) {
      values = try fields.values(
        of: assignments, on: owner, known: known, pipeline: pipeline, context)
    } catch {
      let hint = Remedy("field", "list").phrase
      throw .usage(error.problem, hints: [hint], unknown: error.unknown)
    }
    // Whoever is named works here.
    for field in fields.of(owner) where field.type == .user {
      if let login = values[field.id] ?? nil {
        _ = try transaction.worker(Login(stored: login.text))
      }
    }
    return values
  }

  /// The values that a new record starts with: what was given, else the fields' own defaults.
  func initial(
    on owner: Kind, pipeline: PipelineID? = nil, _ transaction: Transaction
  ) throws(CRMError) -> [String: Value?] {
    let values = try transaction.customFields().initialValues(on: owner, pipeline: pipeline)
    let given = try self.values(on: owner, known: [:], pipeline: pipeline, transaction)
    return values.merging(given) { _, given in given }
  }

  /// The values for a record that exists, else those that a new one starts with.
  func values<Subject: Card>(
    of record: Subject?, _ transaction: Transaction
  ) throws(CRMError) -> [String: Value?] {
    guard let record else { return try initial(on: Subject.kind, transaction) }
    return try values(on: Subject.kind, known: record.fields, transaction)
  }

  /// The values for a deal that exists.
  func values(of deal: Deal, _ transaction: Transaction) throws(CRMError) -> [String: Value?] {
    try values(on: .deal, known: deal.fields, pipeline: deal.pipeline, transaction)
  }
}
