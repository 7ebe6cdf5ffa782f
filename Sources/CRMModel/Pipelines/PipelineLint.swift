/// What is wrong with a pipeline that can be read (R2): a department writes its own documents, and
/// what they say has to be possible before deals depend on it.
///
/// Unknown requirements, kinds and fields are no matter of this: such a document cannot be read.
public struct PipelineLint: Sendable {
  /// The pipeline that is looked at.
  let pipeline: Pipeline
  /// The settings' dictionary of task actions (R15).
  let taskActions: [String]
  /// What the department's own expressions mean; `nil` where that cannot be known.
  let rules: DealRules?
  var problems: [LintProblem] = []

  /// All problems of a pipeline, in the order in which its parts are looked at.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline that is looked at.
  ///   - taskActions: The settings' dictionary of task actions (R15).
  ///   - rules: What the department's own expressions mean; `nil` where that cannot be known.
  /// - Returns: Errors and warnings; none for a sound pipeline.
  public static func problems(
    of pipeline: Pipeline, taskActions: [String], rules: DealRules? = nil
  ) -> [LintProblem] {
    var lint = PipelineLint(pipeline: pipeline, taskActions: taskActions, rules: rules)
    lint.lookAtNames()
    lint.lookAtBounds()
    lint.lookAtCommentRule()
    lint.lookAtDictionaries()
    lint.lookAtStages()
    lint.lookAtCycle()
    for (index, stage) in pipeline.stages.enumerated() {
      lint.lookAtRequirements(of: stage, at: "stages[\(index)]")
      lint.lookAtTasks(of: stage, at: "stages[\(index)]")
      lint.advise(on: stage, at: "stages[\(index)]")
    }
    lint.lookAtGoals()
    lint.lookAtRules()
    return lint.problems
  }

  /// The problems of the settings' dictionary of task actions (R15).
  public static func problems(ofTaskActions actions: [String]) -> [LintProblem] {
    var problems = problems(ofDictionary: actions, at: "taskActions")
    if actions.isEmpty {
      problems.append(
        LintProblem(
          .error, "taskActions", ru: "справочник действий пуст: задачу поставить нельзя",
          en: "the dictionary of actions is empty: no task can be set"))
    }
    return problems
  }

  /// Whether a text can be an id: one or more of `a` to `z`, digits and `-`, so that it is typed,
  /// quoted and used as a file's name alike.
  public static func isPlainID(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      }
  }

  mutating func error(_ place: String, ru: String, en: String) {
    problems.append(LintProblem(.error, place, ru: ru, en: en))
  }

  mutating func warning(_ place: String, ru: String, en: String) {
    problems.append(LintProblem(.warning, place, ru: ru, en: en))
  }

  mutating func lookAtID(_ text: String, at place: String) {
    guard !Self.isPlainID(text) else { return }
    let shown = SafeText.visible(text)
    error(
      place, ru: "'\(shown)': идентификатор состоит из a–z, 0–9 и '-', до 64 знаков",
      en: "'\(shown)': an id consists of a–z, 0–9 and '-', up to 64 characters")
  }

  mutating func lookAtName(_ text: String, at place: String) {
    guard Folding.fold(text).isEmpty else { return }
    error(place, ru: "название пусто", en: "the name is empty")
  }

  private mutating func lookAtNames() {
    lookAtID(pipeline.id.text, at: "id")
    lookAtName(pipeline.name, at: "name")
  }

  /// R8.
  private mutating func lookAtCycle() {
    guard case .stage(let id) = pipeline.cycle.start, pipeline.stage(id) == nil else { return }
    let shown = SafeText.visible(id.text)
    error(
      "cycle.start", ru: "нет этапа '\(shown)', с которого считать срок",
      en: "there is no stage '\(shown)' to count from")
  }

  private mutating func lookAtBounds() {
    for (place, bound) in [
      ("budget.least", pipeline.bounds.least), ("budget.most", pipeline.bounds.most),
    ] {
      if let bound, bound.minorUnits < 0 {
        error(place, ru: "граница бюджета меньше нуля", en: "the bound is below nothing")
      }
    }
    if let least = pipeline.bounds.least, let most = pipeline.bounds.most,
      most.isLess(than: least) != false
    {
      error(
        "budget", ru: "наибольший бюджет меньше наименьшего: подойти не может ни один",
        en: "the greatest budget is below the least one: no sum fits")
    }
  }

  /// R12.
  private mutating func lookAtCommentRule() {
    let rule = pipeline.commentRule
    for (place, least, most) in [
      ("comment.minCharacters", rule.leastCharacters, 1_000),
      ("comment.minWords", rule.leastWords, 100),
    ] where !(0...most).contains(least) {
      error(
        place, ru: "столько в комментарии требовать нельзя: \(least); можно от 0 до \(most)",
        en: "no comment can be asked for \(least) of these; 0 to \(most) will do")
    }
  }

  private mutating func lookAtDictionaries() {
    problems += Self.problems(ofDictionary: pipeline.packages, at: "packages")
    problems += Self.problems(ofDictionary: pipeline.lossReasons, at: "lossReasons")
    problems += Self.problems(ofDictionary: pipeline.meetingActions, at: "meetingActions")
    problems += Self.problems(
      ofDictionary: pipeline.companyFields.map(\.key), at: "companyFields")
    for (index, action) in pipeline.meetingActions.enumerated()
    where !Folding.fold(action).isEmpty && Pipeline.entry(action, in: taskActions) == nil {
      error(
        "meetingActions[\(index)]",
        ru: "действия '\(SafeText.visible(action))' нет в taskActions в settings.json",
        en: "settings.json has no '\(SafeText.visible(action))' in taskActions")
    }
  }

  /// Empty entries, and entries that cannot be told from an earlier one, because comparison is
  /// folded (R2).
  private static func problems(
    ofDictionary entries: [String], at place: String
  ) -> [LintProblem] {
    var seen: Set<String> = []
    var problems: [LintProblem] = []
    for (index, entry) in entries.enumerated() {
      let folded = Folding.fold(entry)
      if folded.isEmpty {
        problems.append(
          LintProblem(.error, "\(place)[\(index)]", ru: "значение пусто", en: "the entry is empty"))
      } else if !seen.insert(folded).inserted {
        problems.append(
          LintProblem(
            .warning, "\(place)[\(index)]",
            ru: "значение '\(SafeText.visible(entry))' повторяется",
            en: "the entry '\(SafeText.visible(entry))' occurs twice"))
      }
    }
    return problems
  }
}
