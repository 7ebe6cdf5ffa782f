import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm field remove FIELD [--with-values]` (R35).
struct FieldRemove: WritingRunnable {
  var field = ""
  var removesValues = false
  var write = WriteOptions()
  var prints: Printed { .card(.customField) }

  static var command: CRMCommand {
    CRMCommand(
      "remove", Text(ru: "убрать свое поле", en: "take a field of your own away"), FieldRemove(),
      rows: [
        .field { $0.field = $1 },
        .flag(
          "--with-values",
          help: Text(
            ru: "вместе со всеми его значениями; crm undo вернет их",
            en: "with all its values, which crm undo brings back")
        ) { $0.removesValues = true },
      ],
      examples: [Example("crm field remove season", Text(ru: "не нужно", en: "no more use"))])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportField(write) { (fields, _, transaction) throws(CRMError) in
      let field = try transaction.customField(field)
      if removesValues {
        try transaction.changeValues(of: field) { _ in nil }
      } else {
        let uses = try transaction.count(valuesOf: field)
        guard uses == 0 else {
          throw .refused(
            Refusal(
              "R35",
              Phrase(
                ru: "у поля '\(field.name)' есть значения: \(uses)",
                en: "field '\(field.name)' has values: \(uses)"),
              remedies: [Remedy("field", "remove", field.id, "--with-values")]))
        }
      }
      fields.all.removeAll { $0.id == field.id && $0.on == field.on }
      try transaction.requireStillUnderstood(fields)
      return field
    }
  }
}

extension Row {
  /// The field that is meant.
  static func field(_ store: @escaping @Sendable (inout Options, String) -> Void) -> Row {
    .argument(
      .reference("FIELD", "own-field"), help: Text(ru: "поле", en: "the field"), store: store)
  }
}
