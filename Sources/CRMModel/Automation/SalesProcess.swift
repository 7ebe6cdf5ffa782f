/// A row of tasks that go their own way beside a deal's stages (R52): delivery, signing, approval.
///
/// Each step's task is set when the one before is done, also on a deal that is won.
public struct SalesProcess: Hashable, Sendable {
  /// Its id, the name of its document.
  public let id: String
  /// What people call it.
  public let name: String
  /// Its steps, in order.
  public let steps: [StageTask]
  /// Whether it ends with the deal; else it goes on after a sale, and only a loss stops it.
  public let endsWithDeal: Bool

  /// A process, as its document says.
  public init(id: String, name: String, steps: [StageTask], endsWithDeal: Bool = false) {
    self.id = id
    self.name = name
    self.steps = steps
    self.endsWithDeal = endsWithDeal
  }
}

/// How far a process of a deal is.
public struct ProcessRun: Hashable, Sendable {
  /// The process, by id.
  public let process: String
  /// When it was started.
  public let startedAt: Instant
  /// The tasks of its steps so far, in order.
  public fileprivate(set) var tasks: [Task] = []
  /// When it ended; `nil` while it runs.
  public fileprivate(set) var endedAt: Instant?
  /// Why it was stopped; `nil` where it runs or came to its end.
  public fileprivate(set) var reason: String?

  /// The step that waits to be done.
  public var openTask: Task? { endedAt == nil ? tasks.last { $0.state == .open } : nil }
}

extension Deal {
  /// Every run of a process, in the order in which they were started.
  public var processRuns: [ProcessRun] {
    var runs: [ProcessRun] = []
    for event in effectiveHistory {
      switch event.kind {
      case .told(.processStarted, let values):
        runs.append(ProcessRun(process: values["process"]?.text ?? "", startedAt: event.at))
      case .told(.processEnded, let values):
        let run = runs.lastIndex { $0.process == values["process"]?.text && $0.endedAt == nil }
        guard let run else { continue }
        runs[run].endedAt = event.at
        runs[run].reason = values["reason"]?.text
      case .taskSet(let number):
        guard let task = tasks.first(where: { $0.number == number }), let process = task.process,
          let run = runs.lastIndex(where: { $0.process == process && $0.endedAt == nil })
        else { continue }
        runs[run].tasks.append(task)
      default: continue
      }
    }
    return runs
  }

  /// The run of a process that has not ended.
  public func running(_ process: String) -> ProcessRun? {
    processRuns.last { $0.process == process && $0.endedAt == nil }
  }
}

extension DealCase {
  /// Starts a process with the task of its first step.
  mutating func start(_ process: SalesProcess, in context: ActionContext) throws(Refusal) {
    deal.history.append(
      context.event(.told(.processStarted, ["process": .text(process.id)])))
    try setStep(0, of: process, in: context)
  }

  /// Goes on with a process whose step was done; one that can go no further ends, and says why.
  mutating func advance(_ id: String, in context: ActionContext) {
    guard let run = deal.running(id) else { return }
    guard let process = rules.processes.first(where: { $0.id == id }) else {
      return end(id, because: "processes/\(id).json", in: context)
    }
    guard run.tasks.count < process.steps.count else {
      return end(id, because: nil, in: context)
    }
    do throws(Refusal) { try setStep(run.tasks.count, of: process, in: context) } catch {
      end(id, because: error.whole.ru, in: context)
    }
  }

  /// Stops a process: its open task is dropped.
  mutating func stop(_ run: ProcessRun, because reason: String, in context: ActionContext) {
    if let task = run.openTask {
      deal.cancel(task.number, reason: reason, at: context.now, in: context)
    }
    end(run.process, because: reason, in: context)
  }

  /// R52: losing a deal stops its processes, a sale only those that end with the deal.
  mutating func stopProcesses(at stage: Stage, in context: ActionContext) {
    for run in deal.processRuns where run.endedAt == nil {
      let process = rules.processes.first { $0.id == run.process }
      guard stage.kind == .lost || process?.endsWithDeal == true else { continue }
      stop(run, because: stage.name, in: context)
    }
  }

  private mutating func end(_ id: String, because reason: String?, in context: ActionContext) {
    var values = ["process": Value.text(id)]
    values["reason"] = reason.map(Value.text)
    deal.history.append(context.event(.told(.processEnded, values)))
  }

  private mutating func setStep(
    _ index: Int, of process: SalesProcess, in context: ActionContext
  ) throws(Refusal) {
    let effect = process.steps[index].effect
    try effect.check(
      AutomationNames(pipeline: pipeline, actions: context.settings.actionNames, rules: rules))
    var task = try task(of: effect, in: context)
    task.process = process.id
    if let unknown = plan(task, in: context) { throw unknown }
  }
}
