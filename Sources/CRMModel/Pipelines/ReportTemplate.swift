/// What a meeting report has to say (R13): the department's own data.
public struct ReportTemplate: Hashable, Sendable {
  /// Its id.
  public let id: String
  /// In the order of the form.
  public let sections: [Section]

  /// A template.
  public init(id: String, sections: [Section]) {
    self.id = id
    self.sections = sections
  }

  /// One question of the form.
  public struct Section: Hashable, Sendable {
    /// What `--report` calls it.
    public let id: String
    /// What people read.
    public let title: String
    /// Whether a report without it is incomplete.
    public let isRequired: Bool
    /// What can be answered; anything where empty.
    public let choices: [String]

    /// A section.
    public init(id: String, title: String, isRequired: Bool, choices: [String] = []) {
      self.id = id
      self.title = title
      self.isRequired = isRequired
      self.choices = choices
    }
  }

  /// The required sections that a comment does not fill.
  public func unfilled(by comment: Comment) -> [Section] {
    sections.filter { section in
      section.isRequired
        && !comment.report.contains { entry in
          entry.section == section.id && entry.text.saysSomething
        }
    }
  }
}
