import CRMCore
import CRMModel
import CommandLineKit

extension LeadForm: RecordCommands {
  static var rows: [Row<CardOptions<Lead>>] {
    CardOptions.rows([
      .option(
        "--company", value: .line("NAME"),
        help: Text(ru: "компания, как ее назвали", en: "the company as it was named")
      ) { $0.edit.set(.companyName, .text($1)) },
      .option(
        "--phone", value: .phone("PHONE"), isRepeatable: true,
        help: Text(ru: "телефон; первый — главный", en: "a phone; the first is the main one")
      ) { $0.edit.add($1.typed, to: .phones) }.emptied { $0.edit.set(.phones, nil) },
      .option(
        "--remove-phone", value: .phone("PHONE"), isRepeatable: true,
        help: Text(ru: "убрать телефон", en: "take a phone away")
      ) { $0.edit.remove($1.typed, from: .phones) },
      .option(
        "--email", value: .email("EMAIL"), isRepeatable: true,
        help: Text(ru: "e-mail; первый — главный", en: "an e-mail; the first is the main one")
      ) { $0.edit.add($1.text, to: .emails) }.emptied { $0.edit.set(.emails, nil) },
      .option(
        "--remove-email", value: .email("EMAIL"), isRepeatable: true,
        help: Text(ru: "убрать e-mail", en: "take an e-mail away")
      ) { $0.edit.remove($1.text, from: .emails) },
      .option(
        "--manager", value: .login("USER"),
        help: Text(ru: "кто занимается", en: "who takes care of it")
      ) { $0.edit.fill(.manager, $1.text) },
      .option(
        "--at", value: .line("TIME", completion: .live("past")),
        help: Text(
          ru: "когда обратились: вчера 18:00, -2h; иначе сейчас",
          en: "when it was: yesterday 18:00, -2h; else now")
      ) { $0.words[.receivedAt] = $1 },
      .tag(.tags), .untag(.tags),
    ])
  }

  static func added(
    _ edit: CardEdit<Lead>, _ transaction: Transaction
  ) throws(CRMError) -> Lead {
    try transaction.take(edit)
  }

  static var order: Field<Lead> { .receivedAt }
  static var usual: String? { "state = new" }
}

/// The commands `crm lead …`.
enum LeadCommands {
  static func group(_ category: Text) -> CRMCommand {
    CRMCommand(
      group: "lead",
      summary: Text(
        ru: "обращения: принять с сайта, из звонка, из письма",
        en: "leads: from forms, calls, letters"),
      category: category,
      commands: [
        RecordAdd<LeadForm>.command(
          discussion: Text(
            ru: "Достаточно одного: имени, компании, телефона, e-mail или текста.",
            en: "One clue is enough: a name, a company, a phone, an e-mail or a text."),
          Example(
            "crm lead add --channel call --phone 89210001122 --text 'Перезвонить до обеда'",
            Text(ru: "позвонили", en: "a call came in"))),
        RecordList<LeadForm>.command(
          Example(
            "crm lead list --mine",
            Text(ru: "мои новые, старое сверху", en: "my new ones, oldest first"))),
        LeadShow.command,
        RecordEdit<LeadForm>.command(
          Example(
            "crm lead edit 7k3m9qa2 --company 'Пекарня'",
            Text(ru: "узнали компанию", en: "the company became known"))),
        LeadAssign.command, LeadNext.command, LeadAccept.command, LeadLink.command,
        LeadClose.command, LeadReopen.command,
        LeadMerge.command,
        RecordRemove<LeadForm>.command(
          Example(
            "crm lead remove 7k3m9qa2", Text(ru: "записано по ошибке", en: "entered by mistake"))),
        LeadIntakeCommand.command,
      ])
  }
}

/// The command `crm lead assign LEAD --to USER`.
struct LeadAssign: WritingRunnable {
  var lead = ""
  var to: Login?
  var write = WriteOptions()
  var prints: Printed { .card(.cards(LeadForm.self)) }

  static var command: CRMCommand {
    CRMCommand(
      "assign", Text(ru: "поручить обращение", en: "hand a lead to somebody"), LeadAssign(),
      rows: [
        .record(LeadForm.self) { $0.lead = $1 },
        .option(
          "--to", value: .login("USER"), isRequired: true,
          help: Text(ru: "кому", en: "to whom")
        ) { $0.to = $1 },
      ],
      examples: [
        Example("crm lead assign 7k3m9qa2 --to ivanova", Text(ru: "Ивановой", en: "to Ivanova"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeRecord(lead, write, LeadForm.self) { (lead, transaction) throws(CRMError) in
      var edit = CardEdit<Lead>()
      edit.fill(.manager, try transaction.worker(to)?.text)
      return edit.apply(to: lead, in: transaction.context)
    }
  }
}

/// The command `crm lead close LEAD --dead|--closed --reason T`.
struct LeadClose: WritingRunnable {
  var lead = ""
  var state = Lead.State.closed
  var reason = ""
  var write = WriteOptions()
  var prints: Printed { .card(.cards(LeadForm.self)) }

  static var command: CRMCommand {
    CRMCommand(
      "close", Text(ru: "закрыть обращение без сделки", en: "end a lead without a deal"),
      LeadClose(),
      rows: [
        .record(LeadForm.self) { $0.lead = $1 },
        .flag("--dead", help: Text(ru: "не отвечает", en: "there is no answer")) {
          $0.state = .dead
        },
        .flag("--closed", help: Text(ru: "решено без сделки", en: "settled without a deal")) {
          $0.state = .closed
        },
        .exactlyOne("--dead", "--closed"),
        .option(
          "--reason", value: .line("TEXT"), isRequired: true, help: Text(ru: "почему", en: "why")
        ) { $0.reason = $1 },
      ],
      examples: [
        Example(
          "crm lead close 7k3m9qa2 --dead --reason 'Не отвечает третью неделю'",
          Text(ru: "не отвечает", en: "no answer"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeRecord(lead, write, LeadForm.self) { (lead, transaction) throws(CRMError) in
      try CRMError.refusing { () throws(Refusal) in
        try lead.closed(as: state, because: reason, in: transaction.context)
      }
    }
  }
}

/// The command `crm lead reopen LEAD`.
struct LeadReopen: WritingRunnable {
  var lead = ""
  var write = WriteOptions()
  var prints: Printed { .card(.cards(LeadForm.self)) }

  static var command: CRMCommand {
    CRMCommand(
      "reopen", Text(ru: "вернуть закрытое обращение", en: "take a closed lead up again"),
      LeadReopen(), rows: [.record(LeadForm.self) { $0.lead = $1 }],
      examples: [Example("crm lead reopen 7k3m9qa2", Text(ru: "ответил", en: "an answer came"))])
  }

  func run(in session: Session) throws(CRMError) {
    try session.changeRecord(lead, write, LeadForm.self) { (lead, transaction) throws(CRMError) in
      try CRMError.refusing { () throws(Refusal) in try lead.reopened(in: transaction.context) }
    }
  }
}

/// The command `crm lead next [--mine] [--claim]`: the oldest new one.
struct LeadNext: WritingRunnable {
  var isMine = false
  var isClaim = false
  var write = WriteOptions()
  var prints: Printed { .card(.cards(LeadForm.self)) }

  static var command: CRMCommand {
    CRMCommand(
      "next", Text(ru: "самое старое новое обращение", en: "the oldest new lead"),
      discussion: Text(
        ru: "Нет таких — статус 4. С --claim обращение тут же становится вашим.",
        en: "Where there is none, the status is 4. With --claim it becomes yours at once."),
      LeadNext(),
      rows: [
        .flag("--mine", help: Text(ru: "только мои и ничьи", en: "mine and nobody's only")) {
          $0.isMine = true
        },
        .flag("--claim", help: Text(ru: "взять себе", en: "take it")) { $0.isClaim = true },
      ],
      examples: [Example("crm lead next --claim", Text(ru: "взять в работу", en: "to work on it"))])
  }

  func run(in session: Session) throws(CRMError) {
    guard isClaim else {
      let (row, presentation) = try session.readToShow { (snapshot) throws(CRMError) in
        try found(session, snapshot)
      }
      return try session.show(.cards(LeadForm.self), row, presentation)
    }
    try session.reportRecord(write) { (transaction) throws(CRMError) in
      var edit = CardEdit<Lead>()
      edit.fill(.manager, transaction.context.user.text)
      let lead = try transaction.get(found(session, transaction).record.id)
      return edit.apply(to: lead, in: transaction.context)
    }
  }

  private func found(
    _ session: Session, _ snapshot: Snapshot
  ) throws(CRMError) -> CardSubject<LeadForm> {
    let user = try session.user()
    let leads = try RecordList<LeadForm>().found(session, snapshot).rows
    // What is somebody else's is not taken from him.
    let free = leads.filter { row in
      !(isMine || isClaim) || [nil, user].contains(row.record.manager)
    }
    guard let first = free.first else {
      let new = Lead.State.new.name
      throw .notFound(.init(.lead), session.language == .ru ? new.ru : new.en, nearest: [])
    }
    return first
  }
}
