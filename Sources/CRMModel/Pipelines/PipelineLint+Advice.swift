/// What a good pipeline does without: deals can be kept all the same.
extension PipelineLint {
  /// How stages are called where deals are put aside, folded.
  private static let parkingWords = [
    "отложен", "условный отказ", "пауз", "заморож", "до лучших времен", "on hold", "postponed",
    "paused", "parked", "frozen", "standby",
  ]

  mutating func advise(on stage: Stage, at place: String) {
    let shown = SafeText.visible(stage.name)
    // «все этапы должны быть формализованы/описаны» (B50).
    if pipeline.isDescribed, stage.description == nil {
      problems.append(
        LintProblem(
          .error, "\(place).description", ru: "у этапа '\(shown)' нет описания",
          en: "stage '\(shown)' has no description", isAdvice: true))
    }
    // «избегайте «разрывов» (например, этап «Условный отказ» или «Отложено»)» (B27).
    let name = Folding.fold(stage.name)
    if stage.kind == .open, Self.parkingWords.contains(where: name.contains) {
      problems.append(
        LintProblem(
          .error, "\(place).name",
          ru: "этап '\(shown)' — стоянка: сделка на нем не движется и не закрыта; "
            + "поставьте задачу на срок или закройте сделку",
          en: "'\(shown)' is a parking stage, where a deal neither goes on nor ends: "
            + "set a task for later or close the deal", isAdvice: true))
    }
  }
}
