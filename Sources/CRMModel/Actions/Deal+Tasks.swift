/// How tasks of a deal end.
extension Deal {
  /// Ends an open task with its result: the one of a number, else the one that is due first (R17a).
  mutating func finish(
    _ number: Int?, result: String?, at: Instant, in context: ActionContext
  ) throws(Refusal) {
    guard let result else { return }
    guard result.saysSomething else {
      throw Refusal(
        "R17",
        Phrase(
          ru: "результат задачи пуст (--result)", en: "the task's result is empty (--result)"))
    }
    guard let number = number ?? openTasks.first?.number else {
      throw Refusal(
        "R17a",
        Phrase(
          ru: "у сделки нет открытой задачи, к которой относился бы результат",
          en: "the deal has no open task that the result could belong to"))
    }
    finish(number, result: result, noNextReason: nil, at: at, in: context)
  }

  /// Tells of something that was done (R55).
  mutating func log(_ communication: Communication, at: Instant, in context: ActionContext) {
    history.append(context.event(.logged(communication), at: at))
  }

  /// Marks a task as done.
  mutating func finish(
    _ number: Int, result: String, noNextReason: String?, at: Instant, in context: ActionContext
  ) {
    end(number, as: .done, result: result, at: at)
    let kind = Event.Kind.taskDone(number: number, result: result, noNextReason: noNextReason)
    history.append(context.event(kind, at: at))
  }

  /// Marks a task as cancelled.
  mutating func cancel(
    _ number: Int, reason: String?, noNext: Bool = false, at: Instant, in context: ActionContext
  ) {
    end(number, as: .cancelled, result: nil, at: at)
    let kind = Event.Kind.taskCancelled(number: number, reason: reason, noNext: noNext)
    history.append(context.event(kind, at: at))
  }

  private mutating func end(_ number: Int, as state: Task.State, result: String?, at: Instant) {
    guard let index = tasks.firstIndex(where: { $0.number == number }) else { return }
    tasks[index].state = state
    tasks[index].result = result
    tasks[index].doneAt = at
  }

  /// R17a: closing a deal ends its open tasks of every kind but the steps of processes (R52).
  package mutating func endOpenTasks(result: String?, at: Instant, in context: ActionContext) {
    for task in tasks where task.state == .open && task.process == nil {
      if let result, result.saysSomething {
        finish(task.number, result: result, noNextReason: nil, at: at, in: context)
      } else {
        cancel(task.number, reason: nil, at: at, in: context)
      }
    }
  }
}
