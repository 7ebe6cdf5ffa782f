import CRMModel

/// What happened to a document: nothing is lost, and the order is that of recording.
extension Check {
  mutating func lookAtHistory(of document: some Document, _ bytes: [UInt8], _ path: String) {
    let history = document.history
    guard case .created? = history.first?.kind else {
      return report(
        .brokenHistory, path,
        history.isEmpty
          ? Phrase(ru: "история пуста", en: "the history is empty")
          : Phrase(
            ru: "история начинается не с события created",
            en: "the history does not begin with the event created"),
        isRepairable: loses(document, bytes, path)?.isRepairable ?? false)
    }
    if let loss = loses(document, bytes, path) {
      report(
        .lostHistory, path,
        Phrase(
          ru: "пропали события, которые помнит журнал: \(loss.count)",
          en: "events that the journal has are gone: \(loss.count)"),
        isRepairable: loss.isRepairable)
    } else if let index = firstOutOfOrder(history) {
      report(
        .brokenHistory, path,
        Phrase(
          ru: "событие \(index + 1) стоит не по порядку записи",
          en: "event \(index + 1) is not in the order of recording"))
    } else if let index = firstStageTooEarly(history) {
      report(
        .brokenHistory, path,
        Phrase(
          ru: "событие \(index + 1) раньше смены этапа перед ним (R3)",
          en: "event \(index + 1) is dated before the stage change ahead of it (R3)"))
    } else if let field = document.contradiction, !journal.isAccepted(bytes, path) {
      report(
        .contradictsHistory, path,
        Phrase(
          ru: "'\(field)' — не то, что говорит последнее событие об этом",
          en: "'\(field)' is not what the last event about it says"))
    }
  }

  /// The first stage change that counts and is dated before the one ahead of it (R3); one of a clock that
  /// stood far ahead bars nothing (R124).
  private func firstStageTooEarly(_ history: [Event]) -> Int? {
    let changes = history.enumerated().filter { !$1.isUndone && $1.stageChange != nil }
    // Moves of two machines do not go on from each other (R121).
    return zip(changes, changes.dropFirst()).first { earlier, later in
      earlier.element.at <= later.element.recorded.latestElsewhere
        && later.element.at < earlier.element.at
        && later.element.stageChange?.from == earlier.element.stageChange?.to
    }?.1.offset
  }

  /// How many events the journal's last image has beyond the document, if any.
  ///
  /// A document with other fields and all the events is somebody's edit and no damage. Whether an
  /// event is undone may change, and the number of its task where a merge gave tasks other ones (R121); all
  /// else of it never does.
  private func loses<Kind: Document>(
    _ document: Kind, _ bytes: [UInt8], _ path: String
  ) -> (count: Int, isRepairable: Bool)? {
    guard let image = journal.lastImage(path), image != bytes,
      let last = try? Kind(bytes: image), last.id == document.id
    else { return nil }
    let isRenumbered = document.history.contains { $0.kind.tells(.renumbered) }
    func lasting(_ event: Event) -> JSONObject {
      var json = event.asDone.json
      if isRenumbered { json["task"] = nil }
      return json
    }
    var present: [JSONObject: Int] = [:]
    for event in document.history { present[lasting(event), default: 0] += 1 }
    var lost = 0
    for event in last.history.map(lasting) {
      let count = present[event] ?? 0
      if count > 0 { present[event] = count - 1 } else { lost += 1 }
    }
    return lost > 0 ? (lost, journal.isEarlierImage(bytes, path)) : nil
  }

  /// The first event that was recorded before the one in front of it.
  ///
  /// The journal's order is beyond doubt. Where it has forgotten an operation, only the stamps are
  /// left, and clocks are set back; a day is more than any correction of a clock. Of several machines one can
  /// have stood wrong for long: what it wrote stays, and nobody could mend it (R124).
  private func firstOutOfOrder(_ history: [Event]) -> Int? {
    for (index, (earlier, later)) in zip(history, history.dropFirst()).enumerated()
    where earlier.operation != later.operation {
      let isWrong =
        if let left = journal.sequence(of: earlier.operation),
          let right = journal.sequence(of: later.operation)
        {
          right < left
        } else if isOneOfSeveral {
          false
        } else {
          earlier.recorded.secondsSinceEpoch - later.recorded.secondsSinceEpoch > 86_400
        }
      if isWrong { return index + 1 }
    }
    return nil
  }
}

extension Event {
  /// The event whether or not it has been taken back since.
  var asDone: Event {
    var event = self
    event.isUndone = false
    return event
  }
}
