/// The steps that actions are made of.
extension DealCase {
  /// Refuses what cannot be done to a deleted deal, which is everything but restoring it, nor, unless
  /// said otherwise, to one whose closing waits for approval (R53).
  func requirePresent(_ intent: Phrase, evenPending: Bool = false) throws(Refusal) {
    if !evenPending, let pending = deal.pending {
      throw Refusal(
        "R53",
        Phrase(
          ru: "\(intent.ru): закрытие ждет согласования ('\(stageName(pending.stage))')",
          en: "\(intent.en): its closing waits for approval ('\(stageName(pending.stage))')"),
        remedies: [Remedy("deal", "reopen", deal.id.text).asking("--comment", .why)])
    }
    guard deal.deletedAt != nil else { return }
    throw Refusal(
      "R4",
      Phrase(ru: "\(intent.ru): сделка удалена", en: "\(intent.en): the deal is deleted"),
      remedies: [Remedy("deal", "restore", deal.id.text)])
  }

  /// Refuses what cannot be done to a deleted or closed deal.
  func requireOpen(_ intent: Phrase, evenPending: Bool = false) throws(Refusal) {
    try requirePresent(intent, evenPending: evenPending)
    guard kind != .open else { return }
    throw Refusal(
      "R4",
      Phrase(
        ru: "\(intent.ru): сделка закрыта ('\(stageName(deal.stage))')",
        en: "\(intent.en): the deal is closed ('\(stageName(deal.stage))')"),
      remedies: deal.chain != nil
        ? []
        : [
          Remedy("deal", "reopen", deal.id.text)
            .asking("--comment", .why).asking("--next").asking("--due")
        ])
  }

  /// The place of an open task among the deal's tasks.
  @discardableResult
  func requireOpenTask(_ number: Int, _ refused: Phrase) throws(Refusal) -> Int {
    try requirePresent(refused, evenPending: true)
    guard let index = deal.tasks.firstIndex(where: { $0.number == number }) else {
      throw Refusal(
        "R16",
        Phrase(ru: "\(refused.ru): такой задачи нет", en: "\(refused.en): there is no such task"))
    }
    guard deal.tasks[index].state == .open else {
      throw Refusal(
        "R17",
        Phrase(
          ru: "\(refused.ru): она уже не открыта", en: "\(refused.en): it is not open any more"))
    }
    return index
  }

  /// R22a: on a deal of a chain some things would break its sums.
  func requireNoChain(_ intent: Phrase) throws(Refusal) {
    guard deal.chain != nil else { return }
    throw Refusal(
      "R22a",
      Phrase(
        ru: "\(intent.ru): сделка входит в разбивку оплаты",
        en: "\(intent.en): the deal is part of a split payment"),
      remedies: [Remedy("deal", "show", deal.id.text)])
  }

  /// When the thing happened that the command records (R3).
  ///
  /// - Throws: `Refusal` for what lies ahead, or before the deal's last stage change: also where the
  ///   clock itself has been set back since then.
  @discardableResult
  func happened(at: Instant?, in context: ActionContext) throws(Refusal) -> Instant {
    if let at, at > context.now {
      throw Refusal(
        "R3",
        Phrase(
          ru: "время \(context.zone.phrase(of: at).ru) еще не наступило; "
            + "запланированное — это задача (--next)",
          en:
            "\(context.zone.phrase(of: at).en) is in the future; what is planned is a task (--next)"
        ),
        // A deal that is being made cannot be named yet.
        remedies: deal.history.isEmpty
          ? []
          : [
            Remedy("task", "set", deal.id.text).asking(.action)
              .adding("--due", context.zone.text(of: at))
          ])
    }
    let happened = at ?? context.now
    guard let entered = deal.stageEnteredAt(by: context.now), happened < entered else {
      return happened
    }
    let time = context.zone.phrase(of: happened)
    let last = context.zone.phrase(of: entered)
    throw Refusal(
      "R3",
      at == nil
        ? Phrase(
          ru: "часы показывают \(time.ru), а последняя смена этапа сделки — \(last.ru): "
            + "поправьте часы компьютера",
          en: "the clock says \(time.en), but the deal's last stage change is of \(last.en): "
            + "set the machine's clock right")
        : Phrase(
          ru: "время \(time.ru) раньше последней смены этапа сделки (\(last.ru))",
          en: "\(time.en) is before the deal's last stage change (\(last.en))"))
  }

  /// Plans a task, where one is given whole.
  ///
  /// - Returns: The refusal of an action that is not in the dictionary (R15), which is planned all the
  ///   same, so that what else is missing can be said with it (R6).
  mutating func plan(_ next: NextTask, in context: ActionContext) -> Refusal? {
    guard let typed = next.action else { return nil }
    let actions = context.settings.actionNames
    let action = context.settings.action(named: typed)
    if let due = next.due {
      let number = deal.nextTaskNumber
      deal.tasks.append(
        Task(
          number: number, key: context.taskKey(deal: deal.id, number: number), kind: next.kind,
          action: action?.name ?? typed, activity: action?.activity ?? .task,
          remind: next.remind ?? action?.remind, process: next.process, text: next.text,
          assignee: next.assignee ?? deal.manager, due: due, createdAt: context.now))
      deal.history.append(context.event(.taskSet(number: number)))
    }
    guard action == nil else { return nil }
    let list = actions.quoted
    let message = Phrase(
      ru: "в справочнике нет действия '\(typed)'; есть: \(list)",
      en: "'\(typed)' is not in the dictionary of actions, which has \(list)")
    let unmet = Missing(.nextTask, message, option: "--next")
    return Refusal("R15", message, unknown: UnknownWord(typed, known: actions, unmet: unmet))
  }

  /// Notes a comment for a stage (R14).
  mutating func note(
    _ text: String?, report: [ReportEntry] = [], for stage: Stage, at: Instant,
    in context: ActionContext
  ) {
    guard text != nil || !report.isEmpty else { return }
    let comment = Comment(stage: stage.id, text: text, report: report)
    deal.history.append(context.event(.commented(comment), at: at))
  }

  /// A report in the template's order (R13).
  ///
  /// - Throws: `Refusal` for a stage without a report.
  /// - Returns: The report, and the refusals of sections that the template does not have and of answers
  ///   that are none of a section's choices, which are in the report all the same, so that what else is
  ///   missing can be said with them (R6).
  func arranged(
    _ report: [ReportEntry], for stage: Stage
  ) throws(Refusal) -> (report: [ReportEntry], unknown: [Refusal]) {
    guard !report.isEmpty else { return ([], []) }
    guard let template = stage.template else {
      throw Refusal(
        "R13",
        Phrase(
          ru: "для этапа '\(stage.name)' отчета нет: напишите комментарий",
          en: "stage '\(stage.name)' has no report: write a comment"))
    }
    var texts: [String: String] = [:]
    var unknown: [Refusal] = []
    var strangers: [ReportEntry] = []
    for entry in report {
      let section = template.sections.first {
        Folding.fold($0.id) == Folding.fold(entry.section)
          || Folding.fold($0.title) == Folding.fold(entry.section)
      }
      guard let section else {
        strangers.append(entry)
        continue
      }
      let answer = section.answer(entry.text)
      texts[section.id] = answer ?? entry.text
      if answer == nil { unknown.append(section.refusal(of: entry)) }
    }
    let open = template.sections.filter { texts[$0.id] == nil }.map(\.id)
    unknown += strangers.map { template.refusal(of: $0, instead: open) }
    let arranged = template.sections.compactMap { section in
      texts[section.id].map { ReportEntry(section: section.id, text: $0) }
    }
    return (arranged, unknown)
  }

  /// R12: a comment that is nothing but a stock phrase is refused on every path.
  func emptyComment(_ text: String?, report: [ReportEntry], for stage: Stage) -> [Missing] {
    let whole = Comment(stage: stage.id, text: text, report: report).wholeText
    guard text != nil || !report.isEmpty, pipeline.commentRule.judge(whole) == .empty else {
      return []
    }
    return [.stockPhrase]
  }

  /// What the audit will say although the move is allowed (R25: the position).
  func notices(entering stage: Stage) -> [Notice] {
    guard pipeline.demands(.decisionMaker, by: stage.id), stage.kind == .open,
      let best = decisionMakers.first, best.gaps.contains(.position)
    else { return [] }
    return [
      Notice(
        Phrase(
          ru: "аудит спросит должность: \(best.lacks(.position).ru)",
          en: "the audit will ask for the position: \(best.lacks(.position).en)"),
        remedy: best.remedy(for: .position))
    ]
  }
}

extension ReportTemplate.Section {
  /// The answer in the template's spelling (R57); `nil` for one that is none of its choices.
  fileprivate func answer(_ typed: String) -> String? {
    choices.isEmpty || !typed.saysSomething ? typed : Pipeline.entry(typed, in: choices)
  }

  fileprivate func refusal(of entry: ReportEntry) -> Refusal {
    let message = Phrase(
      ru: "в разделе отчета '\(id)' нет ответа '\(entry.text)'; есть: \(choices.quoted)",
      en: "section '\(id)' of the report has no answer '\(entry.text)'; it has \(choices.quoted)")
    let unmet = Missing(
      .meetingReport, message, option: "--report", value: Placeholder.section(id), typed: entry.word
    )
    return Refusal(
      "R57", message,
      unknown: UnknownWord(entry.word, known: choices.map { "\(id)=\($0)" }, unmet: unmet))
  }
}

extension ReportTemplate {
  /// Of a section that the template does not have, instead of which one of some was meant.
  fileprivate func refusal(of entry: ReportEntry, instead: [String]) -> Refusal {
    let list = sections.map { "\($0.id) («\($0.title)»)" }.joined(separator: ", ")
    let message = Phrase(
      ru: "в шаблоне отчета нет раздела '\(entry.section)'; есть: \(list)",
      en: "the report has no section '\(entry.section)'; it has \(list)")
    let unmet = Missing(.meetingReport, message, option: "--report", typed: entry.word)
    return Refusal(
      "R13", message,
      unknown: UnknownWord(
        entry.word, known: instead.map { "\($0)=\(entry.text)" }, unmet: unmet))
  }
}

extension ReportEntry {
  /// As it is typed.
  fileprivate var word: String { "\(section)=\(text)" }
}

extension Missing {
  /// R12: «Не интересно» alone.
  static let stockPhrase = Missing(
    .comment,
    Phrase(
      ru: "одной отговорки мало: напишите, что именно сказал клиент",
      en: "a stock phrase alone will not do: write what the client said"),
    option: "--comment")
}

extension [Missing] {
  /// Refuses where anything is missing or a word is in no dictionary: everything at once (R6).
  ///
  /// Nothing is refused of what happened elsewhere: the audit will find it (R112).
  func refuse(
    _ message: Phrase, _ unknown: [Refusal?] = [], in context: ActionContext? = nil
  ) throws(Refusal) {
    guard context?.isLenient != true else { return }
    let unknown = unknown.compactMap(\.self)
    let words = unknown.compactMap { $0.unknown?.unmet }
    let others = filter { missing in
      missing.mayRepeat || !words.contains { $0.option == missing.option }
    }
    if unknown.count == 1, others.isEmpty { throw unknown[0] }
    if !(words + others).isEmpty { throw Refusal(message, missing: words + others) }
  }
}

extension NextTask {
  /// What is worth saying about a task that is overdue from the start.
  func notices(in context: ActionContext) -> [Notice] {
    guard let due, due < context.now else { return [] }
    return [
      Notice(
        Phrase(
          ru: "срок задачи уже прошел: \(context.zone.phrase(of: due).ru)",
          en: "the task is overdue already: \(context.zone.phrase(of: due).en)")
      )
    ]
  }
}
