import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm settings set KEY VALUE…`.
struct SettingsSet: WritingRunnable {
  var setting = Setting.all[0]
  var values: [String] = []
  var mode = Setting.Mode.replace
  var write = WriteOptions()
  var prints: Printed { .card(.settings) }

  static var command: CRMCommand {
    CRMCommand(
      "set", Text(ru: "изменить настройку", en: "change a setting"),
      discussion: Text(
        ru: "По рабочему календарю считается срок доработки: до конца рабочего дня.",
        en: "By the work calendar a deal sent back is due: at the end of the working day."),
      SettingsSet(),
      rows: [
        .argument(
          .choice("KEY", among: Setting.all) { $0.id }, help: Text(ru: "какую", en: "which one")
        ) { $0.setting = $1 },
        .argument(
          .line("VALUE"), isRepeatable: true,
          help: Text(ru: "значения; '' — пусто", en: "its values; '' for none")
        ) { $0.values.append($1) }.emptied { $0.values.append("") },
        .flag(
          "--add",
          help: Text(ru: "добавить к тому, что есть", en: "add to what there is")
        ) { $0.mode = .add },
        .flag("--remove", help: Text(ru: "убрать из того, что есть", en: "take away")) {
          $0.mode = .remove
        },
        .atMostOne("--add", "--remove"),
      ],
      examples: [
        Example(
          "crm settings set work-hours 10:00-19:00",
          Text(ru: "рабочий день с десяти", en: "the working day begins at ten")),
        Example(
          "crm settings set holidays 2027-01-01..2027-01-08 2027-02-23",
          Text(ru: "праздники нового года", en: "the next year's holidays")),
        Example(
          "crm settings set task-actions --add 'Отправить образцы'",
          Text(ru: "еще одно действие", en: "one more action")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    guard mode == .replace || setting.isList else {
      throw .usage(
        Phrase(
          ru: "у '\(setting.id)' одно значение: --add и --remove не годятся",
          en: "'\(setting.id)' has one value: --add and --remove make no sense"),
        hints: [])
    }
    let (old, new, presentation) = try session.write(write) {
      (transaction) throws(CRMError) -> (Settings, Settings, Presentation) in
      let old = try transaction.settings()
      var new = old
      // A file is found again wherever the next command runs.
      let values = values.map {
        setting.isFile && $0 != Setting.nothing && !$0.isEmpty ? session.absolute($0) : $0
      }
      try session.value(of: setting.id) { () throws(ValueError) in
        try setting.set(values, mode, in: &new)
      }
      try checkNames(old, new, transaction, session)
      try keepActions(old.actionNames, new.actionNames, transaction)
      if new != old { try transaction.put(new) }
      return (old, new, try session.presentation(transaction))
    }
    let shown = [old, new].map { settings in
      let values = setting.words(of: settings).joined(separator: ", ")
      return SafeText.visible(values.isEmpty ? "—" : values)
    }
    let change = old == new ? shown[0] : shown.joined(separator: " → ")
    try session.show(
      .settings, new, presentation, done: "\(session.dry(write))\(setting.id): \(change)")
  }

  /// Refuses what names a zone, a property, a pipeline or a person that there is not.
  private func checkNames(
    _ old: Settings, _ new: Settings, _ transaction: Transaction, _ session: Session
  ) throws(CRMError) {
    guard session.world.zone(new.timeZone) != nil else { throw .zone(new.timeZone) }
    if new.statuses != old.statuses,
      let (status, error) = try transaction.mistakes(
        in: new.statuses, transaction.ownViewpoint
      ).first
    {
      throw .usage(
        Phrase(
          ru: "\(status.id): \(error.placedProblem.ru)",
          en: "\(status.id): \(error.placedProblem.en)"), unknown: error.unknown)
    }
    if new.baseProfile != old.baseProfile {
      let known = try transaction.schema(transaction.ownViewpoint).companies
      for key in new.baseProfile.keys.sorted() where known.property(key) == nil {
        throw .usage(
          Phrase(
            ru: "\(setting.id): у компании нет свойства '\(key)'",
            en: "\(setting.id): a company has no property '\(key)'"),
          unknown: UnknownWord(key, known: known.keys))
      }
    }
    guard new.responsible != old.responsible else { return }
    for (pipeline, login) in new.responsible {
      _ = try transaction.pipeline(named: pipeline.text)
      _ = try transaction.worker(login)
    }
  }

  /// Refuses to take away actions that pipelines or processes need: no deal could agree on a meeting
  /// (R6), and no task would be set by itself any more (R48, R52).
  private func keepActions(
    _ old: [String], _ new: [String], _ transaction: Transaction
  ) throws(CRMError) {
    func fold(_ actions: [String]) -> Set<String> { Set(actions.map(Folding.fold)) }
    let pipelines = try transaction.sortedPipelines().map { ($0.name, fold($0.neededActions)) }
    let processes = try transaction.processes().map { ($0.name, fold($0.steps.map(\.action))) }
    let lost = fold(old).subtracting(fold(new))
    let owners = (pipelines + processes).filter { !$0.1.isDisjoint(with: lost) }
    guard !owners.isEmpty else { return }
    let needed = Set(owners.flatMap(\.1)).intersection(lost)
    let actions = old.filter { needed.contains(Folding.fold($0)) }
    let list = actions.map { "'\($0)'" }.joined(separator: ", ")
    let names = owners.map { "'\($0.0)'" }.joined(separator: ", ")
    throw .refused(
      Refusal(
        "R6",
        Phrase(
          ru: "нельзя убрать \(list): без этого не обойтись: \(names)",
          en: "cannot take \(list) away: it is needed by \(names)"),
        remedies: mode == .replace
          ? [Remedy(words: ["settings", "set", setting.id] + values + actions)] : []))
  }
}
