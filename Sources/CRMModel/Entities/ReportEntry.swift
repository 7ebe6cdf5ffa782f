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
