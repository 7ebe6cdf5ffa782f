/// Requirements that cannot be met where they stand, or that ask for nothing (R6).
extension PipelineLint {
  mutating func lookAtRequirements(of stage: Stage, at place: String) {
    var seen: Set<Requirement.ID> = []
    for (index, requirement) in stage.requires.enumerated() {
      let place = "\(place).requires[\(index)]"
      guard seen.insert(requirement).inserted else {
        warning(
          place, ru: "требование \(requirement.rawValue) указано дважды",
          en: "the requirement \(requirement.rawValue) stands there twice")
        continue
      }
      if let own = stage.own.first(where: { $0.id == requirement }) {
        lookAt(own, at: place)
      } else {
        lookAt(requirement, of: stage, at: place)
      }
    }
    if let template = stage.template { lookAt(template, at: "\(place).template") }
  }

  private mutating func lookAt(_ requirement: Requirement.ID, of stage: Stage, at place: String) {
    switch requirement {
    case .package where pipeline.packages.isEmpty: asksForNothing(requirement, "packages", place)
    case .lossReason, .spokeWith:
      if stage.kind != .lost { impossible(requirement, place, ru: "lost", en: "lost") }
      if requirement == .lossReason, pipeline.lossReasons.isEmpty {
        asksForNothing(requirement, "lossReasons", place)
      }
    case .companyCard where pipeline.companyFields.isEmpty:
      asksForNothing(requirement, "companyFields", place)
    case .nextTask where stage.kind != .open:
      impossible(
        requirement, place, ru: "open: закрытие завершает задачи",
        en: "open: closing ends the tasks")
    case .meetingAgreed:
      if stage.kind != .open {
        impossible(
          requirement, place, ru: "open: закрытие завершает задачи",
          en: "open: closing ends the tasks")
      }
      lookAtMeetings(place)
    case .meetingReport: lookAtReport(of: stage, at: place)
    default: break
    }
  }

  /// R41: a mistaken expression is never met, so no deal would pass.
  private mutating func lookAt(_ own: OwnRequirement, at place: String) {
    if let mistake = rules?.mistake(in: own.condition) {
      error("\(place).where", ru: mistake.ru, en: mistake.en)
    }
    if !own.isSupplied {
      warning(
        place,
        ru:
          "\(own.id.rawValue): не сказано, каким параметром или какой командой это указать (supply)",
        en: "\(own.id.rawValue): no option or command is named that supplies it (supply)")
    }
    if let name = rules?.unknownName(in: own).map({ SafeText.visible($0.typed) }) {
      error("\(place).supply", ru: "нет свойства '{\(name)}'", en: "no property '{\(name)}'")
    }
  }

  private mutating func asksForNothing(
    _ requirement: Requirement.ID, _ dictionary: String, _ place: String
  ) {
    error(
      place, ru: "\(requirement.rawValue): список \(dictionary) пуст, требовать нечего",
      en: "\(requirement.rawValue): \(dictionary) is empty, so there is nothing to ask for")
  }

  private mutating func impossible(
    _ requirement: Requirement.ID, _ place: String, ru: String, en: String
  ) {
    error(
      place, ru: "\(requirement.rawValue) выполнимо только на этапе вида \(ru)",
      en: "\(requirement.rawValue) can only be met on a stage of kind \(en)")
  }

  /// Single meeting actions that the settings lack are told where they stand in the dictionary.
  private mutating func lookAtMeetings(_ place: String) {
    guard pipeline.meetingActions.isEmpty else { return }
    error(
      place, ru: "meeting-agreed невыполнимо: список meetingActions пуст",
      en: "meeting-agreed can never be met: meetingActions is empty")
  }

  /// R13.
  private mutating func lookAtReport(of stage: Stage, at place: String) {
    guard let template = stage.template else {
      return error(
        place, ru: "meeting-report: у этапа нет 'template', требовать нечего",
        en: "meeting-report: the stage has no 'template', so there is nothing to ask for")
    }
    if !template.sections.contains(where: \.isRequired) {
      error(
        place, ru: "meeting-report: в шаблоне нет обязательных разделов, требовать нечего",
        en: "meeting-report: the template has no required section, so there is nothing to ask for")
    }
    if stage.id == pipeline.firstStage?.id {
      error(
        place, ru: "meeting-report невыполнимо на первом этапе: при заведении сделки отчета нет",
        en: "meeting-report can never be met on the first stage: a new deal has no report")
    }
  }

  /// `--report` names a section by id or by title, folded.
  private mutating func lookAt(_ template: ReportTemplate, at place: String) {
    var owners: [String: Int] = [:]
    for (index, section) in template.sections.enumerated() {
      let place = "\(place).sections[\(index)]"
      lookAtID(section.id, at: "\(place).id")
      lookAtName(section.title, at: "\(place).title")
      for (key, text) in [("id", section.id), ("title", section.title)] {
        let folded = Folding.fold(text)
        guard !folded.isEmpty else { continue }
        if let owner = owners[folded], owner != index {
          error(
            "\(place).\(key)", ru: "'\(SafeText.visible(text))' уже означает другой раздел",
            en: "'\(SafeText.visible(text))' already means another section")
        }
        owners[folded] = owners[folded] ?? index
      }
    }
  }
}
