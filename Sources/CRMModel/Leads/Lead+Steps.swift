/// What happens to a lead (R59, R62).
extension Lead {
  /// Takes a lead in.
  ///
  /// - Throws: ``Refusal`` where not even one clue is known.
  public static func take(
    _ card: CardEdit<Lead>, id: LeadID, in context: ActionContext
  ) throws(Refusal) -> Lead {
    var lead = card.made(Lead(id: id), in: context)
    lead.facts[Field<Lead>.state.key] = .text(State.new.rawValue)
    if lead.receivedAt == nil {
      lead.facts[Field<Lead>.receivedAt.key] = .text(context.now.text)
    }
    guard LeadForm.clues.contains(where: { $0.isFilled(in: lead) }) else {
      throw Refusal(
        "R59",
        Phrase(
          ru: "об обращении ничего не известно: нужно имя, компания, телефон, e-mail или текст",
          en: "nothing is known of the lead: a name, company, phone, e-mail or text is needed"))
    }
    return lead
  }

  /// The lead once a deal came of it or it was found to be about one.
  ///
  /// - Throws: ``Refusal`` where it is not new.
  public func settled(
    as state: State, by deal: Deal, contact: ContactID?, in context: ActionContext
  ) throws(Refusal) -> Lead {
    try requireNew()
    var edit = CardEdit<Lead>()
    edit.fill(.state, state.rawValue)
    edit.fill(.deal, deal.id.text)
    edit.fill(.company, deal.company.text)
    edit.fill(.contact, contact?.text)
    if manager == nil { edit.fill(.manager, deal.manager.text) }
    return edit.apply(to: self, in: context)
  }

  /// The lead ended without a deal (I4).
  ///
  /// - Throws: ``Refusal`` where it is not new.
  public func closed(
    as state: State, because reason: String, in context: ActionContext
  ) throws(Refusal) -> Lead {
    try requireNew()
    var edit = CardEdit<Lead>()
    edit.fill(.state, state.rawValue)
    edit.fill(.reason, reason)
    return edit.apply(to: self, in: context)
  }

  /// The lead taken up again; one that became a deal stays one.
  ///
  /// - Throws: ``Refusal`` where it did not end without a deal.
  public func reopened(in context: ActionContext) throws(Refusal) -> Lead {
    guard [.dead, .closed].contains(state) else {
      throw Refusal(
        "R59",
        Phrase(
          ru: "обращение '\(name)' не закрывали: \(state.name.ru)",
          en: "lead '\(name)' was not closed: it is \(state.name.en)"),
        remedies: [Remedy("lead", "show", id.text)])
    }
    var edit = CardEdit<Lead>()
    edit.fill(.state, State.new.rawValue)
    edit.set(.reason, nil)
    return edit.apply(to: self, in: context)
  }

  /// What a new person or company of it starts with.
  public func card<Subject>(
    _ phone: Field<Subject>, _ email: Field<Subject>
  ) -> CardEdit<Subject> {
    var card = CardEdit<Subject>()
    card.fill(phone, self[.phones]?.elements.first?.text)
    card.fill(email, self[.emails]?.elements.first?.text)
    return card
  }

  /// Refuses what only a new lead can become (R62).
  public func requireNew() throws(Refusal) {
    guard state != .new else { return }
    throw Refusal(
      "R62",
      Phrase(
        ru: "обращение '\(name)' уже не новое: \(state.name.ru)",
        en: "lead '\(name)' is new no more: it is \(state.name.en)"),
      remedies: [
        deal.map { Remedy("deal", "show", $0.text) } ?? Remedy("lead", "reopen", id.text)
      ])
  }
}
