/// What somebody wrote about a deal; never edited, never erased (R14).
public struct Comment: Hashable, Sendable {
  /// The stage it was written for.
  public let stage: StageID
  /// Free text; `nil` where only a report was filled in.
  public let text: String?
  /// The sections of the meeting report that were filled in (R13), in the template's order.
  public let report: [ReportEntry]

  /// A comment for a stage.
  public init(stage: StageID, text: String?, report: [ReportEntry] = []) {
    self.stage = stage
    self.text = text
    self.report = report
  }

  /// All that was written, which is what R12 judges («its sections together»).
  public var wholeText: String {
    guard !report.isEmpty else { return text ?? "" }
    return ([text].compactMap { $0 } + report.map(\.text)).joined(separator: " ")
  }
}

/// One filled section of a report.
public struct ReportEntry: Hashable, Sendable {
  /// The section's id in the template.
  public let section: String
  /// What was written there.
  public let text: String

  /// A filled section.
  public init(section: String, text: String) {
    self.section = section
    self.text = text
  }
}
