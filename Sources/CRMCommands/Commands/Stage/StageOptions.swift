import CRMCore
import CRMModel
import CommandLineKit

/// What can be said of a stage, when it is added and later.
enum StageOptions {
  static var rows: [Row<StageFields>] {
    [
      .option(
        "--description", value: .emptiable(.prose("TEXT")),
        help: Text(ru: "что уже сделано", en: "what has been done by then")
      ) { $0.description = $1 },
      .option(
        "--probability", value: .emptiable(.integer("N", in: 0...100)),
        help: Text(ru: "сколько сделок из ста продают", en: "how many of a hundred deals are won")
      ) { $0.probability = $1 },
      .option(
        "--norm", value: .emptiable(.days("7d")),
        help: Text(
          ru: "сколько дней сделка может здесь стоять",
          en: "for how many days a deal may stand here")
      ) { $0.norm = $1 },
      .option(
        "--gap", value: .emptiable(.days("7d")),
        help: Text(
          ru: "сколько дней может быть до задачи", en: "how many days away the next task may be")
      ) { $0.gap = $1 },
      .option(
        "--when", value: .emptiable(.expression("WHERE")),
        help: Text(
          ru: "для каких сделок этот этап: crm help where",
          en: "for which deals this stage is: crm help where")
      ) { $0.condition = $1 },
      .option(
        "--require", value: .requirement("REQUIREMENT"), isRepeatable: true,
        help: Text(
          ru: "без чего сюда не перейти: имя или JSON, crm help automation",
          en: "without which no deal comes here: a name or JSON, crm help automation")
      ) { $0.requires.append($1) },
      .option(
        "--unrequire", value: .line("ID", completion: .live("requirement")), isRepeatable: true,
        help: Text(ru: "чего больше не требовать", en: "what is asked for no more")
      ) { $0.unrequires.append($1) },
      .option(
        "--owner", value: .emptiable(.login("USER")),
        help: Text(ru: "чья здесь работа", en: "whose the work here is")
      ) { $0.owner = $1 },
      .option(
        "--approval", value: .emptiable(.choice(of: Stage.Approver.self, "WHO")),
        help: Text(ru: "кто согласует закрытие", en: "who has to approve a closing")
      ) { $0.approval = $1 },
      .option(
        "--task", value: .stageTask("TASK"), isRepeatable: true,
        help: Text(
          ru: "задача, которую этап ставит сам: JSON",
          en: "a task that the stage sets by itself: JSON")
      ) { $0.tasks.append($1) },
      .option(
        "--untask", value: .line("ACTION", completion: .live("action")), isRepeatable: true,
        help: Text(ru: "задача, которую больше не ставить", en: "a task that is set no more")
      ) { $0.droppedTasks.append($1) },
      .option(
        "--goal", value: .goal("GOAL"), isRepeatable: true,
        help: Text(ru: "цель этапа: JSON", en: "a goal of the stage: JSON")
      ) { $0.goals.append($1) },
      .option(
        "--ungoal", value: .line("ID"), isRepeatable: true,
        help: Text(ru: "цель, которой больше нет", en: "a goal that goes")
      ) { $0.droppedGoals.append($1) },
    ]
  }
}

extension Session {
  /// Changes a stage of a pipeline, and prints it.
  func reportStage(
    _ write: WriteOptions,
    _ change: (Transaction) throws(CRMError) -> (change: Transaction.PipelineChange, stage: StageID)
  ) throws(CRMError) {
    let (result, presentation) = try writeToShow(write, change)
    notice(result.change.notices)
    let before = result.change.before.flatMap { StageRow(result.stage, in: $0) }
    guard let row = StageRow(result.stage, in: result.change.after) else { return }
    let done = changed(
      row.stage.id.text, row.stage.name, changes(.pipelineStage, before, row, presentation), write,
      presentation)
    try show(.pipelineStage, row, presentation, done: done)
  }
}
