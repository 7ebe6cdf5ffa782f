/// Makes one card of several (R65).
public struct MergeClients<Subject: Client> {
  /// Those that are merged.
  public let others: [Subject]
  /// Whose value a field gets though the kept card has one, by the field's key.
  public let taken: [String: Subject]

  /// A merge.
  public init(_ others: [Subject], taking taken: [String: Subject]) {
    self.others = others
    self.taken = taken
  }

  /// The fields with one value each, which is the kept card's or another's; its name stays its own.
  public static var fields: [Field<Subject>] {
    shared.dropFirst().filter { $0.type.form != .texts }
  }

  private static var shared: [Field<Subject>] {
    Subject.card.filter {
      !Subject.unshared.contains($0) && !Subject.further.values.contains($0)
    }
  }

  /// The kept card with all of the others: what it lacks, their labels, and themselves.
  ///
  /// - Throws: ``Refusal`` where one of them cannot be merged into it.
  public func apply(to keep: Subject, in context: ActionContext) throws(Refusal) -> Subject {
    for other in others { try keep.requireMerging(other) }
    var edit = CardEdit<Subject>()
    for field in Self.shared {
      if let more = Subject.further[field] {
        for card in [taken[field.key]].compactMap({ $0 }) + [keep] + others {
          for value in [field.get(card)].compactMap({ $0 }) + (more.get(card)?.elements ?? []) {
            edit.give(value.text, to: field)
          }
        }
      } else if field.type.form == .texts {
        let had = field.get(keep)?.elements ?? []
        for value in others.flatMap({ field.get($0)?.elements ?? [] })
        where !had.contains(where: { PhoneNumber.isSame($0.text, value.text) }) {
          edit.add(value.text, to: field)
        }
      } else if let source = taken[field.key] {
        edit.set(field, field.get(source))
      } else if Self.isOpen(field.value(in: keep)),
        let source = others.first(where: { !Self.isOpen(field.value(in: $0)) })
      {
        edit.set(field, field.get(source))
      }
    }
    for other in others.reversed() {
      for (id, value) in other.fields where keep.fields[id] == nil { edit.own[id] = value }
    }
    let keys = Set(Subject.card.map(\.key))
    for (id, source) in taken where !keys.contains(id) { edit.own[id] = source.fields[id] }
    var kept = edit.apply(to: keep, in: context)
    kept.merged += others
    for other in others {
      kept.join(other)
      let change = FieldChange("mergedWith", old: nil, new: "\(other.name) (\(other.id.text))")
      kept.history.append(context.event(.edited(change, reason: nil)))
    }
    return kept
  }

  /// Whether another's value takes the place of one: of none, and a yes of a no.
  private static func isOpen(_ value: Value?) -> Bool {
    value == nil || value?.isEmpty == true || value == .flag(false)
  }

  /// What the others say otherwise, with the command that gives the kept card their value where an
  /// option does.
  public func notices(of kept: Subject) -> [Notice] {
    let words = [Subject.kind.rawValue, "edit", kept.id.text]
    return others.flatMap { other in
      Self.fields.filter {
        Subject.further[$0] == nil && $0.isFilled(in: other) && $0.get(other) != $0.get(kept)
      }.map { field in
        let hasOption = Subject.details.contains(field) || field.isRequired
        return Self.notice(
          field.name, of: other, field.get(other), field.get(kept),
          hasOption
            ? Remedy(words: words).adding(field.option, field.get(other)?.text ?? "") : nil)
      }
        + other.fields.filter { kept.fields[$0.key] != $0.value }.sorted { $0.key < $1.key }
        .map { Self.notice(Phrase($0.key), of: other, $0.value, kept.fields[$0.key]) }
    }
  }

  private static func notice(
    _ field: Phrase, of other: Subject, _ value: Value?, _ kept: Value?,
    _ remedy: Remedy? = nil
  ) -> Notice {
    let (value, kept) = (SafeText.visible(value?.text ?? ""), SafeText.visible(kept?.text ?? ""))
    let name = SafeText.visible(other.name)
    return Notice(
      Phrase(
        ru: "\(field.ru): осталось '\(kept)', у '\(name)' было '\(value)'",
        en: "\(field.en): '\(kept)' is kept, '\(name)' had '\(value)'"), remedy: remedy)
  }
}
