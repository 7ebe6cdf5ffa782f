import CRMCore
import CRMModel
import CommandLineKit

/// `crm process …`: rows of tasks beside a deal's stages (R52).
enum ProcessCommands {
  static func group(_ category: Text) -> CRMCommand {
    CRMCommand(
      group: "process",
      summary: Text(
        ru: "процессы: доставка, подписание", en: "processes: delivery, signing"),
      discussion: Text(
        ru:
          "Процессы — файлы processes/ИМЯ.json в каталоге данных. Шаг ставится задачей, когда сделан "
          + "прежний, и после продажи тоже; требований этапов эти задачи не заменяют.",
        en:
          "Processes are the files processes/NAME.json of the data directory. A step is set as a task "
          + "when the one before is done, after a sale too; these tasks meet no requirement of stages."
      ),
      category: category,
      commands: [
        ProcessList.command, ProcessStart.command, ProcessShow.command, ProcessStop.command,
      ])
  }
}

extension Row {
  /// The process that is meant.
  fileprivate static func process(
    _ store: @escaping @Sendable (inout Options, String) -> Void
  ) -> Row {
    .argument(
      .reference("PROCESS", "process"), help: Text(ru: "процесс", en: "the process"), store: store)
  }
}

/// The command `crm process list`.
struct ProcessList: Runnable {
  var prints: Printed { .list(.process) }

  static var command: CRMCommand {
    CRMCommand(
      "list", Text(ru: "какие есть", en: "which there are"), ProcessList(), rows: [],
      examples: [Example("crm process list", Text(ru: "все процессы", en: "all processes"))])
  }

  func run(in session: Session) throws(CRMError) {
    let (rows, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      try snapshot.processes()
    }
    try session.list(.process, rows, presentation)
  }
}

/// The command `crm process start PROCESS DEAL`.
struct ProcessStart: WritingRunnable {
  var process = ""
  var deal = ""
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "start", Text(ru: "запустить для сделки", en: "start one for a deal"), ProcessStart(),
      rows: [.process { $0.process = $1 }, .deal { $0.deal = $1 }],
      examples: [
        Example(
          "crm process start delivery 'Кафе Пушкин'",
          Text(ru: "первый шаг становится задачей", en: "the first step becomes a task"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      var subject = subject
      subject.rules = try transaction.rules()
      return try transaction.apply(StartProcess(process), to: subject)
    }
  }
}

/// The command `crm process show DEAL`.
struct ProcessShow: Runnable {
  var deal = ""
  var prints: Printed { .list(.processRun) }

  static var command: CRMCommand {
    CRMCommand(
      "show", Text(ru: "процессы сделки", en: "a deal's processes"), ProcessShow(),
      rows: [.deal { $0.deal = $1 }],
      examples: [
        Example(
          "crm process show 'Кафе Пушкин'", Text(ru: "кто на очереди", en: "whose turn it is"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let (rows, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
      let deal = try snapshot.deal(deal)
      let (processes, zone) = (try snapshot.processes(), try snapshot.zone())
      return deal.processRuns.map { run in
        ProcessRow(
          run: run, process: processes.first { $0.id == run.process }, deal: deal.id, zone: zone)
      }
    }
    try session.list(.processRun, rows, presentation)
  }
}

/// The command `crm process stop DEAL PROCESS --reason T`.
struct ProcessStop: WritingRunnable {
  var deal = ""
  var process = ""
  var reason: String?
  var write = WriteOptions()
  var prints: Printed { .card(.deal) }

  static var command: CRMCommand {
    CRMCommand(
      "stop", Text(ru: "остановить до срока", en: "stop one before its end"), ProcessStop(),
      rows: [
        .deal { $0.deal = $1 }, .process { $0.process = $1 }, .reason { $0.reason = $1 },
      ],
      examples: [
        Example(
          "crm process stop 'Кафе Пушкин' delivery --reason 'Забирают сами'",
          Text(ru: "открытый шаг отменяется", en: "the open step is dropped"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeDeal(deal, write) { (subject, transaction) throws(CRMError) in
      var subject = subject
      subject.rules = try transaction.rules()
      let reason = try session.prose(reason, option: "--reason")
      return try transaction.apply(StopProcess(process, reason: reason), to: subject)
    }
  }
}
