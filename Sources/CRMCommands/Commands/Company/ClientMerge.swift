import CRMCore
import CRMModel
import CommandLineKit

/// The commands `crm company|contact|lead merge KEPT OTHER…` (R65).
struct ClientMerge<Subject: Client & Document>: WritingRunnable {
  let prints: Printed
  /// Who is meant by a reference.
  let find: @Sendable (Transaction, String) throws(CRMError) -> Subject
  /// Keeps the one that an action makes, and prints it.
  let report:
    @Sendable (Session, WriteOptions, (Transaction) throws(CRMError) -> Subject) throws(CRMError)
      -> Void
  var kept = ""
  var others: [String] = []
  var taken: [FieldWord] = []
  var write = WriteOptions()

  func command(_ summary: Text, discussion: Text, _ example: Example) -> CRMCommand {
    let kind = Subject.kind.rawValue
    return CRMCommand(
      "merge", summary,
      discussion: Text(
        ru: discussion.ru + " Чего у остающегося нет, берется у других; их названия, телефоны и id "
          + "по-прежнему находят его. Вернуть все как было — crm undo.",
        en: discussion.en
          + " What the kept one lacks is taken from the others; their names, phones "
          + "and ids still find it. crm undo brings all of it back."),
      self,
      rows: [
        .argument(
          .reference(kind.uppercased(), kind), help: Text(ru: "кто остается", en: "who is kept")
        ) { $0.kept = $1 },
        .argument(
          .reference("OTHER", kind), isRepeatable: true,
          help: Text(ru: "кого слить с ним", en: "who is merged into it")
        ) { $0.others.append($1) },
        .option(
          "--take", value: .assignment("FIELD=OTHER"), isRepeatable: true,
          help: Text(ru: "чье значение взять для поля", en: "whose value a field gets")
        ) { $0.taken.append($1) },
      ],
      examples: [example])
  }

  func run(in session: Session) throws(CRMError) {
    try report(session, write) { (transaction) throws(CRMError) in
      let (kept, merge) = try clients(transaction)
      let merged = try transaction.merge(merge, into: kept)
      session.notice(merge.notices(of: merged))
      return merged
    }
  }

  /// Everybody, who are not to be the same.
  private func clients(
    _ transaction: Transaction
  ) throws(CRMError) -> (kept: Subject, merge: MergeClients<Subject>) {
    let kept = try find(transaction, kept)
    var others: [Subject] = []
    for reference in self.others {
      let other = try find(transaction, reference)
      guard other.id != kept.id else {
        throw .usage(
          Phrase(
            ru: "нельзя слить '\(kept.name)' (\(kept.id.text)) с собой",
            en: "cannot merge '\(kept.name)' (\(kept.id.text)) with itself"))
      }
      if !others.contains(where: { $0.id == other.id }) { others.append(other) }
    }
    var taken: [String: Subject] = [:]
    for word in self.taken {
      let source = try find(transaction, word.text)
      let keys = MergeClients<Subject>.fields.map(\.key)
      guard keys.contains(word.name) || source.fields[word.name] != nil else {
        throw .usage(
          Phrase(
            ru: "нет поля '\(word.name)', значение которого можно взять",
            en: "no field '\(word.name)' whose value could be taken"),
          unknown: UnknownWord(word.name, known: keys + source.fields.keys.sorted()))
      }
      guard others.contains(where: { $0.id == source.id }) else {
        throw .usage(
          Phrase(
            ru: "'\(source.name)' (\(source.id.text)) с '\(kept.name)' не сливается",
            en: "'\(source.name)' (\(source.id.text)) is not merged into '\(kept.name)'"))
      }
      taken[word.name] = source
    }
    return (kept, MergeClients(others, taking: taken))
  }
}

typealias CompanyMerge = ClientMerge<Company>

extension CompanyMerge {
  static var command: CRMCommand {
    ClientMerge(
      prints: .card(.company),
      find: { (transaction, name) throws(CRMError) in try transaction.company(name) },
      report: { (session, write, action) throws(CRMError) in
        try session.reportCompany(write, action)
      }
    ).command(
      Text(ru: "слить компании в одну", en: "make one company of several"),
      discussion: Text(
        ru: "Контакты, сделки и обращения переходят к остающейся.",
        en: "Contacts, deals and leads go over to the one that is kept."),
      Example(
        "crm company merge 'Кафе Пушкин' 'Пушкин, кафе'",
        Text(ru: "заведена дважды", en: "added twice")))
  }
}

typealias ContactMerge = ClientMerge<Contact>

extension ContactMerge {
  static var command: CRMCommand {
    ClientMerge(
      prints: .card(.contact),
      find: { (transaction, name) throws(CRMError) in try transaction.contact(name) },
      report: { (session, write, action) throws(CRMError) in
        try session.reportContact(write, action)
      }
    ).command(
      Text(ru: "слить контакты в один", en: "make one contact of several"),
      discussion: Text(
        ru: "В сделках остающийся занимает место других.",
        en: "In deals the one that is kept takes the others' places."),
      Example(
        "crm contact merge 'Мамонов Андрей' 'Андрей Мамонов'",
        Text(ru: "заведен дважды", en: "added twice")))
  }
}

typealias LeadMerge = ClientMerge<Lead>

extension LeadMerge {
  static var command: CRMCommand {
    ClientMerge(
      prints: .card(.cards(LeadForm.self)),
      find: { (transaction, name) throws(CRMError) in try transaction.record(name, LeadForm.self) },
      report: { (session, write, action) throws(CRMError) in
        try session.reportRecord(write, action)
      }
    ).command(
      Text(ru: "слить обращения в одно", en: "make one lead of several"),
      discussion: Text(
        ru: "То, из чего уже вышла сделка, может только остаться.",
        en: "One that a deal came of already can only be kept."),
      Example(
        "crm lead merge 7k3m9qa2 5b8x2nw4",
        Text(ru: "написали и позвонили", en: "a letter and a call")))
  }
}
