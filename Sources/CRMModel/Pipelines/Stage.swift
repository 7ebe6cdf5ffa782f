/// One step of a pipeline: an accomplished fact (R3).
public struct Stage: Hashable, Sendable {
  /// Its id.
  public let id: StageID
  /// What people read on the screen.
  public let name: String
  /// Whether a deal there is still open.
  public let kind: Kind
  /// What must be known before a deal may enter it, by name.
  public let requires: [Requirement.ID]
  /// Those of them that the department wrote itself (R41).
  public let own: [OwnRequirement]
  /// For a closing stage: the earliest open stage from which it may be entered; `nil` for any.
  public let from: StageID?
  /// The report template that `meeting-report` asks for.
  public let template: ReportTemplate?

  /// A stage, as its document says.
  public init(
    id: StageID, name: String, kind: Kind, requires: [Requirement.ID],
    own: [OwnRequirement] = [], from: StageID?, template: ReportTemplate?
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.requires = requires
    self.own = own
    self.from = from
    self.template = template
  }

  /// Whether it asks for something to be written: a report is its comment too (R13).
  var asksForComment: Bool { requires.contains(.comment) || requires.contains(.meetingReport) }

  /// What being there means.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Being worked on.
    case open
    /// Sold.
    case won
    /// Not sold.
    case lost
  }
}
