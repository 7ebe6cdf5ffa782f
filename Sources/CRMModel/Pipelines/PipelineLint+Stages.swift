/// The stages, their kinds and the ways into them (R4, R6).
extension PipelineLint {
  mutating func lookAtStages() {
    countKinds()
    lookAtStageNames()
    var hasClosingStage = false
    for (index, stage) in pipeline.stages.enumerated() {
      if stage.kind != .open {
        hasClosingStage = true
      } else if hasClosingStage {
        warning(
          "stages[\(index)]",
          ru: "открытый этап '\(SafeText.visible(stage.name))' стоит после закрывающего",
          en: "the open stage '\(SafeText.visible(stage.name))' stands behind a closing one")
      }
      if stage.approval != nil, stage.kind != .lost {
        error(
          "stages[\(index)].approval", ru: "согласуют только этап вида lost",
          en: "only a stage of kind lost is approved")
      }
      lookAtWay(into: stage, at: "stages[\(index)].from")
      lookAtCondition(of: stage, behind: index > 0 ? pipeline.stages[index - 1] : nil, at: index)
    }
  }

  private mutating func countKinds() {
    func count(_ kind: Stage.Kind) -> Int { pipeline.stages.count { $0.kind == kind } }
    if count(.open) == 0 {
      error(
        "stages", ru: "нет ни одного открытого этапа: сделку завести нельзя",
        en: "there is no open stage: no deal can begin")
    }
    if count(.won) != 1 {
      error(
        "stages", ru: "этап вида won должен быть один, а их \(count(.won))",
        en: "there has to be one stage of kind won, not \(count(.won))")
    }
    if count(.lost) > 1 {
      error(
        "stages", ru: "этап вида lost может быть только один, а их \(count(.lost))",
        en: "there can be only one stage of kind lost, not \(count(.lost))")
    }
  }

  /// Stages are named by id or by name, folded, so neither may be taken for another stage's.
  private mutating func lookAtStageNames() {
    var owners: [String: Int] = [:]
    func isTaken(_ text: String, _ index: Int) -> Bool {
      let folded = Folding.fold(text)
      guard let owner = owners[folded] else {
        owners[folded] = index
        return false
      }
      return owner != index
    }
    for (index, stage) in pipeline.stages.enumerated() {
      lookAtID(stage.id.text, at: "stages[\(index)].id")
      lookAtName(stage.name, at: "stages[\(index)].name")
      if isTaken(stage.id.text, index) {
        error(
          "stages[\(index)].id",
          ru: "'\(SafeText.visible(stage.id.text))' уже означает другой этап",
          en: "'\(SafeText.visible(stage.id.text))' already means another stage")
      }
      if !Folding.fold(stage.name).isEmpty, isTaken(stage.name, index) {
        error(
          "stages[\(index)].name",
          ru: "'\(SafeText.visible(stage.name))' уже означает другой этап",
          en: "'\(SafeText.visible(stage.name))' already means another stage")
      }
    }
  }

  /// R44: `when` says which deals walk through a stage.
  private mutating func lookAtCondition(of stage: Stage, behind other: Stage?, at index: Int) {
    guard let condition = stage.condition else { return }
    let place = "stages[\(index)].when"
    if stage.kind != .open {
      error(
        place, ru: "закрывающий этап — для всех сделок", en: "a closing stage is for all deals")
    }
    if let mistake = rules?.mistake(in: condition) { error(place, ru: mistake.ru, en: mistake.en) }
    if let before = other?.condition, condition.isOpposite(of: before) {
      let name = SafeText.visible(other?.name ?? "")
      error(
        place,
        ru: "этапы '\(name)' и '\(SafeText.visible(stage.name))' — параллельные ветви: "
          + "сделка проходит либо один, либо другой",
        en: "'\(name)' and '\(SafeText.visible(stage.name))' are parallel branches: a deal walks "
          + "through either")
    }
  }

  /// `from` says from which open stage on a closing stage may be entered (R6).
  private mutating func lookAtWay(into stage: Stage, at place: String) {
    guard let from = stage.from else { return }
    let shown = SafeText.visible(from.text)
    guard stage.kind != .open else {
      return warning(
        place, ru: "у открытого этапа 'from' ничего не значит: порядок задает список",
        en: "'from' means nothing on an open stage: the list is the order")
    }
    switch pipeline.stage(from)?.kind {
    case .open?: break
    case nil:
      error(
        place, ru: "нет этапа '\(shown)', с которого открыт путь сюда",
        en: "there is no stage '\(shown)' from which this one could be entered")
    case .won?, .lost?:
      error(
        place, ru: "'\(shown)' — закрывающий этап, из него сюда не попасть",
        en: "'\(shown)' is a closing stage, from which nothing leads here")
    }
  }
}
