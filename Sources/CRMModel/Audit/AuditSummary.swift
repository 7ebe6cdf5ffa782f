/// The counts of an audit.
public struct AuditSummary: Hashable, Sendable {
  /// How many deals were judged: all that are not deleted.
  public let deals: Int
  /// How many of them have no error.
  public let clean: Int
  /// Findings that are errors.
  public let errors: Int
  /// Findings that are warnings.
  public let warnings: Int
  /// The sums of the budgets of deals with errors, one a currency (R29), sorted by code.
  public let atRisk: [Money]
  /// The funnel: open deals by pipeline and stage, in their order.
  ///
  /// A pipeline with an open deal has all its open stages here.
  public let byStage: [StageRow]
  /// The same for every manager, sorted by login.
  public let byManager: [Row]

  /// One manager's counts.
  public struct Row: Hashable, Sendable {
    /// Whose.
    public let manager: Login
    /// Deals judged.
    public let deals: Int
    /// Deals without an error.
    public let clean: Int
    /// Open deals.
    public let open: Int
    /// Open deals without an error.
    public let cleanOpen: Int
    /// Errors.
    public let errors: Int
    /// Warnings.
    public let warnings: Int
    /// Money of deals with errors.
    public let atRisk: [Money]
    /// Open deals by health (R27).
    public let health: [Health: Int]

    /// The share of clean open deals, 0…1; `nil` without an open deal (H8).
    public var quality: Double? { Evening.quality(cleanOpen, of: open) }

    /// Where the deals with errors are, closed ones too; their money adds up to `atRisk`.
    public let byStage: [StageRow]
  }

  /// The counts of one stage.
  public struct StageRow: Hashable, Sendable {
    /// Of which pipeline.
    public let pipeline: PipelineID
    /// Which stage.
    public let stage: StageID
    /// Deals there.
    public let deals: Int
    /// Their budgets, one sum a currency.
    public let sum: [Money]
    /// Deals with an error.
    public let withErrors: Int
    /// The budgets of these.
    public let atRisk: [Money]
  }
}
