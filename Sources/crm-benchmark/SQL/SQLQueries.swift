import CRMModel

/// What `crm` does, said to `sqlite3`.
struct SQLQueries {
  /// The moment by which things are overdue, as the tables have it.
  let moment: String
  /// The last second of that day, in the scenario's zone.
  let dayEnd: String

  init() {
    moment = (Instant(secondsSinceEpoch: SampleSale.now) ?? .first).text
    // Midnight in Moscow, the scenario's zone.
    let day = (SampleSale.now + 10_800) / 86_400 + 1
    dayEnd = (Instant(secondsSinceEpoch: day * 86_400 - 10_801) ?? .first).text
  }

  // MARK: Reading

  private func columns(next: String) -> String {
    """
    SELECT d.id, d.revision, d.name, c.id AS companyId, c.name AS companyName, d.pipeline, d.stage,
      CASE WHEN d.deleted_at IS NULL THEN d.kind ELSE 'deleted' END AS state, d.manager, d.author,
      CASE WHEN d.kind <> 'open' THEN NULL WHEN \(next) IS NULL THEN 'none'
        WHEN \(next) < '\(moment)' THEN 'red' WHEN \(next) <= '\(dayEnd)' THEN 'yellow'
        ELSE 'green' END AS health,
      d.budget / 100 AS budget, d.currency, d.package, d.chain IS NOT NULL AS split,
      d.total / 100 AS total, d.part,
      CASE WHEN d.chain IS NOT NULL THEN (SELECT sum(budget) / 100 FROM deal x
        WHERE x.chain = d.chain AND x.kind = 'won') END AS paid,
      CASE WHEN d.chain IS NOT NULL THEN (SELECT sum(budget) / 100 FROM deal x
        WHERE x.chain = d.chain AND x.kind = 'open') END AS expected,
      d.end_date AS endDate, d.created_at AS createdAt, d.updated_at AS updatedAt,
      d.stage_entered_at AS stageEnteredAt,
      CASE WHEN d.kind <> 'open' THEN d.stage_entered_at END AS closedAt,
      d.lost_reason AS lostReason, d.spoke_name AS spokeName, d.spoke_position AS spokePosition,
      \(next) AS nextTaskDue, d.no_task_since AS noTaskSince
    """
  }

  private let nextOfOne =
    "(SELECT min(due) FROM task WHERE deal = d.rowid AND state = 'open' AND kind = 'task')"

  /// Every deal that is not deleted, by name.
  var export: String {
    columns(next: "n.due") + """
       FROM deal d JOIN company c ON c.rowid = d.company
      LEFT JOIN (SELECT deal, min(due) AS due FROM task WHERE state = 'open' AND kind = 'task'
        GROUP BY deal) n ON n.deal = d.rowid
      WHERE d.deleted_at IS NULL ORDER BY d.name, d.id;
      """
  }

  /// The overdue deals of a manager, by name.
  func overdue(manager: String) -> String {
    columns(next: nextOfOne) + """
       FROM deal d JOIN company c ON c.rowid = d.company
      WHERE d.manager = '\(manager)' AND d.kind = 'open' AND d.deleted_at IS NULL
        AND \(nextOfOne) < '\(moment)' ORDER BY d.name, d.id;
      """
  }

  /// The whole card of one deal.
  func show(id: String) -> String { card("d.id = \(ScriptFile.quoted(id))") }

  /// The whole card of the deal with a name.
  func show(name: String) -> String {
    card("d.name_folded = \(ScriptFile.quoted(Folding.fold(name)))")
  }

  private func card(_ condition: String) -> String {
    columns(next: nextOfOne) + """
      , (SELECT json_group_array(json_object('id', k.id, 'name', k.name, 'role', x.role,
          'position', k.position, 'phone', k.phone, 'email', k.email))
        FROM deal_contact x JOIN contact k ON k.rowid = x.contact WHERE x.deal = d.rowid) AS contacts,
      (SELECT json_group_array(json_object('number', number, 'kind', kind, 'action', action,
          'text', text, 'assignee', assignee, 'due', due, 'state', state, 'result', result,
          'createdAt', created_at, 'doneAt', done_at)) FROM task WHERE deal = d.rowid) AS tasks,
      (SELECT json_group_array(json_object('at', at, 'by', by, 'stage', stage, 'text', text,
          'report', report)) FROM comment WHERE deal = d.rowid) AS comments,
      (SELECT json_group_array(json_object('at', at, 'by', by, 'operation', operation,
          'event', event, 'detail', detail)) FROM event WHERE deal = d.rowid) AS history
      FROM deal d JOIN company c ON c.rowid = d.company WHERE \(condition);
      """
  }

  // MARK: Writing

  /// Several statements as one transaction that is on the disk before it is answered.
  static func transaction(_ statements: String) -> String { "\(begin)\(statements)\nCOMMIT;\n" }

  /// How such a transaction begins.
  static let begin = "PRAGMA synchronous=FULL; BEGIN IMMEDIATE;\n"

  private static let newest = "(SELECT max(rowid) FROM deal)"

  /// A deal for a company, with the company's contacts and a first task.
  func add(id: String, company: String, pipeline: String, manager: String) -> String {
    """
    INSERT INTO deal(id, name, name_folded, name_key, company, pipeline, stage, kind, manager,
      author, budget, currency, revision, created_at, updated_at, stage_entered_at)
      SELECT '\(id)', name, lower(name), name_key, rowid, '\(pipeline)', 'in-work', 'open',
      '\(manager)', '\(manager)', 2000000, 'RUB', 1, '\(moment)', '\(moment)', '\(moment)'
      FROM company WHERE id = '\(company)';
    INSERT INTO deal_contact SELECT last_insert_rowid(), k.rowid, k.role
      FROM contact k JOIN company c ON c.rowid = k.company WHERE c.id = '\(company)';
    INSERT INTO task VALUES(\(Self.newest), 1, 'task', 'Связаться с клиентом', NULL,
      '\(manager)', '\(dayEnd)', 'open', NULL, '\(moment)', NULL);
    INSERT INTO event VALUES(\(Self.newest), '\(moment)', '\(manager)', '\(id)', 'created', '{}'),
      (\(Self.newest), '\(moment)', '\(manager)', '\(id)', 'task-set', '{"task":1}');
    """
  }

  /// A deal moved on to the call, with its comment.
  func move(id: String, comment: String) -> String {
    let deal = "(SELECT rowid FROM deal WHERE id = '\(id)')"
    return """
      UPDATE deal SET stage = 'call', stage_entered_at = '\(moment)', updated_at = '\(moment)',
        revision = revision + 1 WHERE id = '\(id)';
      INSERT INTO comment VALUES(\(deal), '\(moment)', 'ivanov', 'call', \(ScriptFile.quoted(comment)),
        NULL);
      INSERT INTO event VALUES(\(deal), '\(moment)', 'ivanov', '\(id)', 'commented', NULL),
        (\(deal), '\(moment)', 'ivanov', '\(id)', 'moved', '{"from":"in-work","to":"call"}');
      """
  }

  /// A task finished, with the one that follows it.
  func finish(id: String, result: String) -> String {
    let deal = "(SELECT rowid FROM deal WHERE id = '\(id)')"
    return """
      UPDATE task SET state = 'done', result = \(ScriptFile.quoted(result)), done_at = '\(moment)'
        WHERE deal = \(deal) AND number = 1;
      INSERT INTO task VALUES(\(deal), 2, 'task', 'Отправить КП', NULL, 'ivanov', '\(dayEnd)',
        'open', NULL, '\(moment)', NULL);
      UPDATE deal SET updated_at = '\(moment)', revision = revision + 1 WHERE id = '\(id)';
      INSERT INTO event VALUES(\(deal), '\(moment)', 'ivanov', '\(id)', 'task-done', '{"task":1}'),
        (\(deal), '\(moment)', 'ivanov', '\(id)', 'task-set', '{"task":2}');
      """
  }
}
