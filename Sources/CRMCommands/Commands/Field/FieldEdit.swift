import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm field edit FIELD …` (R35).
struct FieldEdit: WritingRunnable {
  var field = ""
  var name: String?
  var choices: [String] = []
  var unwanted: [String] = []
  var renamed: [FieldWord] = []
  var initial: String?
  var least: Int??
  var most: Int??
  var write = WriteOptions()
  var prints: Printed { .card(.customField) }

  static var command: CRMCommand {
    CRMCommand(
      "edit", Text(ru: "изменить свое поле", en: "edit a field of your own"),
      discussion: Text(
        ru: "Тип поля не меняется. Значение, которое где-то стоит, не убрать; переименованное "
          + "меняется везде.",
        en: "A field's type never changes. A value in use is not removed; a renamed one is changed "
          + "everywhere."),
      FieldEdit(),
      rows: [
        .field { $0.field = $1 },
        .atLeastOne(of: [
          .option("--name", value: .line("NAME"), help: Text(ru: "название", en: "its name")) {
            $0.name = $1
          },
          .option(
            "--choice", value: .line("CHOICE"), isRepeatable: true,
            help: Text(ru: "еще одно значение", en: "one more value")
          ) { $0.choices.append($1) },
          .option(
            "--remove-choice", value: .line("CHOICE"), isRepeatable: true,
            help: Text(ru: "убрать значение", en: "take a value away")
          ) { $0.unwanted.append($1) },
          .option(
            "--rename-choice", value: .assignment("OLD=NEW"), isRepeatable: true,
            help: Text(ru: "переименовать значение", en: "give a value another name")
          ) { $0.renamed.append($1) },
          .option(
            "--default", value: .text("VALUE"),
            help: Text(
              ru: "с чем заводят новую запись; '' — ни с чем",
              en: "what a new record starts with; '' for nothing")
          ) { $0.initial = $1 },
          .least { $0.least = $1 }.emptied { $0.least = .some(nil) },
          .most { $0.most = $1 }.emptied { $0.most = .some(nil) },
        ]),
      ],
      examples: [
        Example(
          "crm field edit season --rename-choice лето='Лето 2027'",
          Text(ru: "значение меняется и в сделках", en: "changed in the deals too"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.reportField(write) { (fields, schema, transaction) throws(CRMError) in
      var field = try transaction.customField(field)
      if let name { field.name = name }
      field.choices += choices
      for word in renamed { try rename(word, of: &field, transaction) }
      for word in unwanted { try remove(word, of: &field, transaction) }
      if let least { field.bounds.least = least }
      if let most { field.bounds.most = most }
      if let initial {
        field.initial = initial.isEmpty ? nil : try transaction.initial(initial, of: field)
      }
      try fieldProblem { () throws(FieldProblem) in try fields.replace(field, schema) }
      return field
    }
  }

  private func rename(
    _ word: FieldWord, of field: inout CustomField, _ transaction: Transaction
  ) throws(CRMError) {
    let place = try place(of: word.name, in: field)
    let old = Value.text(field.choices[place])
    field.choices[place] = word.text
    try transaction.changeValues(of: field) { value in
      if case .list(let values) = value {
        .list(values.map { $0 == old ? .text(word.text) : $0 })
      } else {
        value == old ? .text(word.text) : value
      }
    }
  }

  private func remove(
    _ word: String, of field: inout CustomField, _ transaction: Transaction
  ) throws(CRMError) {
    let place = try place(of: word, in: field)
    let choice = field.choices.remove(at: place)
    var uses = 0
    try transaction.changeValues(of: field) { value in
      if value.elements.contains(.text(choice)) { uses += 1 }
      return value
    }
    guard uses == 0 else {
      throw .refused(
        Refusal(
          "R35",
          Phrase(
            ru: "значение '\(choice)' стоит в записях (\(uses)): вместо --remove-choice "
              + "переименуйте его",
            en: "value '\(choice)' is in use (\(uses)): instead of --remove-choice give it "
              + "another name"),
          remedies: [
            Remedy("field", "edit", field.id)
              .asking("--rename-choice", Placeholder.value.phrase(after: "\(choice)="))
          ]))
    }
  }

  private func place(of word: String, in field: CustomField) throws(CRMError) -> Int {
    let wanted = Folding.fold(word)
    guard let place = field.choices.firstIndex(where: { Folding.fold($0) == wanted }) else {
      throw .usage(
        Phrase(
          ru: "у поля '\(field.name)' нет значения '\(word)'",
          en: "field '\(field.name)' has no value '\(word)'"),
        unknown: UnknownWord(word, known: field.choices))
    }
    return place
  }
}
