/// Starts a process on a deal (R52).
public struct StartProcess: DealAction {
  /// Its id or name.
  public var process: String

  /// A process by its id or name.
  public init(_ process: String) { self.process = process }

  /// The deal with the task of the process's first step.
  ///
  /// - Throws: `Refusal` for a lost deal, a process that there is not, or one that is running.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let refused = Phrase(
      ru: "нельзя запустить процесс '\(process)' сделки '\(before.deal.name)'",
      en: "cannot start process '\(process)' of deal '\(before.deal.name)'")
    try subject.requirePresent(refused)
    guard subject.kind != .lost else {
      throw Refusal(
        "R52",
        Phrase(ru: "\(refused.ru): она проиграна", en: "\(refused.en): it is lost"),
        remedies: [
          Remedy("deal", "reopen", before.deal.id.text)
            .asking("--comment", .why).asking("--next").asking("--due")
        ])
    }
    guard let found = subject.rules.process(named: process) else {
      throw Refusal(
        "R52", Phrase(ru: "\(refused.ru): такого нет", en: "\(refused.en): there is none"),
        remedies: [Remedy("process", "list")],
        unknown: UnknownWord(process, known: subject.rules.processes.map(\.id)))
    }
    guard subject.deal.running(found.id) == nil else {
      throw Refusal(
        "R52", Phrase(ru: "\(refused.ru): он уже идет", en: "\(refused.en): it is running already"),
        remedies: [Remedy("process", "show", before.deal.id.text)])
    }
    try subject.start(found, in: context)
    return Outcome(subject.deal)
  }
}

/// Stops a process of a deal before its end (R52).
public struct StopProcess: DealAction {
  /// Its id or name.
  public var process: String
  /// Why.
  public var reason: String?

  /// A process by its id or name.
  public init(_ process: String, reason: String?) {
    self.process = process
    self.reason = reason
  }

  /// The deal with the open step dropped.
  ///
  /// - Throws: `Refusal` without a reason, or where the process is not running.
  public func apply(to before: DealCase, in context: ActionContext) throws(Refusal) -> Outcome {
    var subject = before
    let refused = Phrase(
      ru: "нельзя остановить процесс '\(process)' сделки '\(before.deal.name)'",
      en: "cannot stop process '\(process)' of deal '\(before.deal.name)'")
    try subject.requirePresent(refused, evenPending: true)
    let id = subject.rules.process(named: process)?.id ?? process
    guard let run = subject.deal.running(id) else {
      throw Refusal(
        "R52", Phrase(ru: "\(refused.ru): он не идет", en: "\(refused.en): it is not running"),
        remedies: [Remedy("process", "show", before.deal.id.text)])
    }
    guard let reason, reason.saysSomething else {
      throw Refusal(refused, missing: [.reason(of: .nextTask)])
    }
    subject.stop(run, because: reason, in: context)
    return Outcome(subject.deal)
  }
}
