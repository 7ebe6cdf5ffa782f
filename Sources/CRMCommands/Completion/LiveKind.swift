/// The kinds of values that only the data directory knows, as the rows of the tree name them.
enum LiveKind: String, CaseIterable {
  /// Deals that are not deleted.
  case deal
  case anyDeal = "any-deal"
  case deletedDeal = "deleted-deal"
  case company
  case contact
  /// Open tasks.
  case task
  case pipeline
  case stage
  /// Those who work here, once there are users; else everybody who works on something.
  case user
  case department
  case action
  case package
  case lossReason = "loss-reason"
  /// Sections of a report, to be followed by `=` and a text.
  case section
  case tag
  /// Names of fields, separated by commas.
  case field
  case scenario
  /// Saved lists and those that are built in.
  case list
  /// Lists that were saved.
  case savedList = "saved-list"
}
