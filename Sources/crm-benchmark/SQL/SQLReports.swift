/// The reports of `crm` in SQL, over an indexed table of the stages that deals entered (R102).
enum SQLReports {
  /// Made where it is not.
  static let tables = """
    CREATE TABLE IF NOT EXISTS visit AS
      SELECT deal, at, coalesce(detail ->> '$.stage', detail ->> '$.to') AS stage FROM event
      WHERE event IN ('created', 'moved', 'closed', 'reopened') ORDER BY deal, at;
    CREATE INDEX IF NOT EXISTS visit_deal ON visit(deal, at, stage);
    CREATE INDEX IF NOT EXISTS visit_stage ON visit(stage, at);
    CREATE INDEX IF NOT EXISTS event_at ON event(at, event, by);
    """

  /// The year that the reports are of.
  private static let year = "BETWEEN '2025-12-31T21' AND '2026-12-31T21'"
  private static let closed =
    "JOIN visit v ON v.deal = d.rowid AND v.stage = d.stage AND v.at \(year)"
  /// Of some seconds in groups, how many, their mean, median and 90th percent.
  private static func lengths(_ seconds: String, by groups: String, from rows: String) -> String {
    """
    WITH length AS (SELECT \(groups), \(seconds) AS seconds FROM \(rows)),
      ranked AS (SELECT *, row_number() OVER (PARTITION BY \(groups) ORDER BY seconds) AS place,
        count(*) OVER (PARTITION BY \(groups)) AS number FROM length)
    SELECT \(groups), number, avg(seconds), max(CASE WHEN place = (number + 1) / 2 THEN seconds END),
      max(CASE WHEN place = (number * 90 + 99) / 100 THEN seconds END)
      FROM ranked GROUP BY \(groups);
    """
  }
  private static func between(_ start: String, _ end: String) -> String {
    "strftime('%s', \(end)) - strftime('%s', \(start))"
  }

  /// Each by its name, in the order of the help.
  static let all = [
    (
      "funnel",
      """
      WITH cohort AS (SELECT d.pipeline, d.kind, max(s.position) AS far FROM deal d
          JOIN visit v ON v.deal = d.rowid
          LEFT JOIN stage s ON s.pipeline = d.pipeline AND s.id = v.stage AND s.kind = 'open'
          WHERE d.created_at \(year) AND ifnull(d.part, 1) = 1 GROUP BY d.rowid)
      SELECT s.pipeline, s.id, sum(far >= position OR c.kind = 'won'),
        sum(far > position OR c.kind = 'won'), sum(c.kind = 'lost' AND far = position),
        sum(c.kind = 'open' AND far = position), count(*)
        FROM cohort c JOIN stage s ON s.pipeline = c.pipeline WHERE s.kind = 'open'
        GROUP BY s.pipeline, s.id;
      """
    ),
    (
      "cycle",
      lengths(
        between("created_at", "v.at"), by: "kind",
        from: "deal d \(closed) WHERE kind <> 'open' AND ifnull(part, 1) = 1")
    ),
    (
      "stages",
      lengths(
        between("at", "ifnull(ends, '2026-11-21T12')"), by: "pipeline, stage",
        from: """
          (SELECT d.pipeline, v.stage, v.at,
            lead(v.at) OVER (PARTITION BY v.deal ORDER BY v.at) AS ends
            FROM visit v JOIN deal d ON d.rowid = v.deal AND ifnull(d.part, 1) = 1)
          """)
    ),
    (
      "losses",
      """
      SELECT lost_reason, (SELECT stage FROM visit x WHERE x.deal = d.rowid AND x.at < v.at
          ORDER BY x.at DESC LIMIT 1) AS lost, manager, pipeline, count(*), sum(budget)
        FROM deal d \(closed) WHERE kind = 'lost' GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC;
      """
    ),
    (
      "dynamics",
      """
      SELECT date(v.at, '+3 hours', '-6 days', 'weekday 1') AS week, d.pipeline, v.stage, count(*)
        FROM visit v JOIN deal d ON d.rowid = v.deal WHERE v.at \(year) GROUP BY 1, 2, 3;
      """
    ),
    (
      "sales",
      """
      SELECT manager, count(*), sum(budget) FROM deal d \(closed) WHERE kind = 'won' GROUP BY manager;
      """
    ),
    (
      "activity",
      """
      SELECT by, sum(event = 'commented'), sum(event = 'task-done'), sum(event = 'logged')
        FROM event WHERE at \(year) GROUP BY by;
      SELECT assignee, count(*) FROM task WHERE kind = 'task' AND due \(year)
        AND due < ifnull(done_at, '2026-11-21T12') GROUP BY assignee;
      """
    ),
    (
      "forecast",
      """
      WITH tally AS (SELECT d.pipeline, v.stage, count(*) AS closed, sum(d.kind = 'won') AS won
          FROM deal d JOIN visit v ON v.deal = d.rowid
          WHERE d.kind <> 'open' AND v.at >= '2025-11-20T21' GROUP BY 1, 2)
      SELECT d.pipeline, d.stage, count(*), sum(budget),
        sum(budget * (ifnull(won, 0) + 1) / (ifnull(closed, 0) + 2)) FROM deal d
        LEFT JOIN tally t ON t.pipeline = d.pipeline AND t.stage = d.stage
        WHERE d.kind = 'open' GROUP BY 1, 2;
      """
    ),
    (
      "abc",
      """
      SELECT company, sum(budget) AS sum, sum(sum(budget)) OVER (ORDER BY sum(budget) DESC) AS upto
        FROM deal d \(closed) WHERE kind = 'won' GROUP BY company;
      """
    ),
  ]
}
