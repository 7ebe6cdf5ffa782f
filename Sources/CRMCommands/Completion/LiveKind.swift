import CommandLineKit

/// The kinds of values that only the data directory knows, as the rows of the tree name them.
enum LiveKind: String, CaseIterable {
  /// Deals that are not deleted.
  case deal
  case anyDeal = "any-deal"
  case deletedDeal = "deleted-deal"
  case company
  case contact
  case lead
  case product
  /// Papers of every type.
  case paper
  /// Open tasks.
  case task
  case pipeline
  case stage
  /// Stages, those that follow the deal's first.
  case nextStage = "next-stage"
  /// Those who work here, once there are users; else everybody who works on something.
  case user
  case department
  case role
  /// Kinds of things, to be followed by `=` and rights.
  case right
  case action
  case package
  case lossReason = "loss-reason"
  /// What a stage can require.
  case requirement
  /// Sections of a report, to be followed by `=` and a text.
  case section
  case tag
  /// Checks of the audit, the department's own included.
  case check
  /// The department's own fields, to be followed by `=` and a value.
  case customField = "custom-field"
  /// The department's own fields by their names.
  case ownField = "own-field"
  /// The department's own checks.
  case ownCheck = "own-check"
  /// Names of fields, separated by commas.
  case field
  /// Names of fields to sort by, separated by commas.
  case order
  /// Times that are still to come.
  case due
  /// Times that have passed.
  case past
  case timeZone = "time-zone"
  case scenario
  /// Text snippets.
  case text
  case process
  /// Saved lists and those that are built in.
  case list
  /// Lists that were saved.
  case savedList = "saved-list"
  /// What was done, newest first.
  case operation
  /// Forms of the result that the line's command has.
  case format

  /// Whether its values are a short list that the department keeps, to be read before one is chosen.
  var isDictionary: Bool {
    switch self {
    case .pipeline, .stage, .nextStage, .user, .department, .action, .package, .lossReason,
      .section, .scenario, .role, .process:
      true
    case .deal, .anyDeal, .deletedDeal, .company, .contact, .lead, .product, .paper, .task,
      .requirement, .tag, .check, .customField, .ownField, .ownCheck, .field, .order, .due, .past,
      .timeZone, .text, .list, .savedList, .format, .right, .operation:
      false
    }
  }

  /// How such a value is written, for help.
  var note: Text? {
    switch self {
    case .deal, .anyDeal, .deletedDeal, .company, .pipeline, .stage, .nextStage, .department, .role:
      Text(ru: "id или название", en: "id or name")
    case .product: Text(ru: "код", en: "code")
    case .paper: Text(ru: "id или номер", en: "id or number")
    case .contact, .lead: Text(ru: "id или имя", en: "id or name")
    case .task:
      Text(ru: "сделка, если задача одна; или 7k3m9qa2/1", en: "its deal; of several, 7k3m9qa2/1")
    case .user: Text(ru: "логин", en: "login")
    case .action: Text(ru: "из списка crm settings show", en: "one of crm settings show")
    case .package, .lossReason:
      Text(ru: "из списка crm pipeline show", en: "one of crm pipeline show")
    case .section: Text(ru: "разделы называет crm help stages", en: "named by crm help stages")
    case .requirement:
      Text(ru: "из crm pipeline show --json", en: "as in crm pipeline show --json")
    case .check: Text(ru: "называет crm check list", en: "named by crm check list")
    case .customField: Text(ru: "поля называет crm field list", en: "named by crm field list")
    case .right: Text(ru: "вид и права через запятую", en: "a kind and rights by commas")
    case .operation: Text(ru: "id", en: "id")
    case .tag, .field, .ownField, .ownCheck, .order, .due, .past, .timeZone, .scenario, .text,
      .process, .list,
      .savedList, .format:
      nil
    }
  }
}
