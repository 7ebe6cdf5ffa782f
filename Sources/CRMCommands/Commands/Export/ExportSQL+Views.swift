/// What the tables of an export come to: written in the SQL that both databases read.
extension ExportSQL {
  /// In the order in which one needs the other.
  ///
  /// A sale that is paid in parts is one (R23), which stands where its first part does.
  /// `funnel` is `crm report funnel` over all days (R87), `standing` the same with `--snapshot`. The
  /// views between them say what became of every deal, to be cut by days and managers as one likes:
  /// a deal that was handed to another pipeline goes several ways, and what entered a pipeline at a
  /// later stage has passed those before.
  static let views: [(name: String, query: String)] = [
    ("payments", "SELECT * FROM papers WHERE type = 'payment'"),
    (
      "standing",
      """
      SELECT pipeline, stage, currency, count(*) AS deals, sum(budget) AS budget
      FROM deals WHERE state IN ('open', 'pending') AND part = 1
      GROUP BY pipeline, stage, currency
      """
    ),
    (
      "deal_steps",
      """
      SELECT e.entity AS deal, e.number, e.at, e.operation, e.stage, e.former_pipeline,
        sum(CASE WHEN e.former_pipeline IS NULL THEN 0 ELSE 1 END)
          OVER (PARTITION BY e.entity ORDER BY e.number) AS way
      FROM events e JOIN deals d ON d.id = e.entity
      WHERE e.kind = 'deal' AND NOT e.undone AND d.state <> 'deleted'
      """
    ),
    (
      "deal_ways",
      """
      SELECT w.deal, w.way, w.entered, coalesce(lead(w.former) OVER o, d.pipeline) AS pipeline,
        lead(w.way) OVER o IS NOT NULL AS is_elsewhere, d.part,
        w.way = 0 AND d.origin_system IS NOT NULL AS is_imported
      FROM (SELECT deal, way, min(at) AS entered, max(former_pipeline) AS former
        FROM deal_steps GROUP BY deal, way) w
      JOIN deals d ON d.id = w.deal
      WINDOW o AS (PARTITION BY w.deal ORDER BY w.way)
      """
    ),
    (
      "deal_visits",
      """
      SELECT s.deal, s.way, s.at, s.operation, g.position, coalesce(g.kind, 'open') AS kind,
        row_number() OVER (PARTITION BY s.deal, s.way ORDER BY s.number) AS place,
        row_number() OVER (PARTITION BY s.deal, s.way ORDER BY s.number DESC) AS place_from_end,
        row_number() OVER (PARTITION BY s.deal, s.way, coalesce(g.kind, 'open')
          ORDER BY s.number DESC) AS place_in_kind,
        first_value(s.operation) OVER (PARTITION BY s.deal, s.way ORDER BY s.number) AS beginning
      FROM deal_steps s JOIN deal_ways w ON w.deal = s.deal AND w.way = s.way
      LEFT JOIN stages g ON g.id = w.pipeline || '/' || s.stage
      WHERE s.stage IS NOT NULL
      """
    ),
    (
      "deal_journeys",
      """
      SELECT w.deal, w.pipeline, w.entered, w.part, w.is_elsewhere, v.reached, v.last_open,
        CASE WHEN w.is_elsewhere THEN 'elsewhere' WHEN v.kind = 'open' THEN 'here' ELSE v.kind END
          AS ended,
        w.is_imported AND (v.first_position <> 0 OR v.of_beginning > 1) AS is_unknown
      FROM deal_ways w JOIN (
        SELECT deal, way, max(CASE WHEN kind = 'open' THEN position END) AS reached,
          max(CASE WHEN kind = 'open' AND place_in_kind = 1 THEN position END) AS last_open,
          max(CASE WHEN place_from_end = 1 THEN kind END) AS kind,
          max(CASE WHEN place = 1 THEN coalesce(position, -1) END) AS first_position,
          sum(CASE WHEN operation = beginning THEN 1 ELSE 0 END) AS of_beginning
        FROM deal_visits GROUP BY deal, way) v ON v.deal = w.deal AND v.way = w.way
      """
    ),
    (
      "funnel",
      """
      SELECT g.pipeline, g.stage, g.position,
        sum(CASE WHEN j.ended = 'won' OR g.kind = 'open' AND j.reached >= g.position
          THEN 1 ELSE 0 END) AS entered,
        sum(CASE WHEN g.kind = 'open' AND (j.ended = 'won' OR j.reached > g.position)
          THEN 1 ELSE 0 END) AS passed,
        sum(CASE WHEN j.ended = 'lost' AND j.last_open = g.position THEN 1 ELSE 0 END) AS lost,
        sum(CASE WHEN j.ended = 'here' AND j.last_open = g.position THEN 1 ELSE 0 END) AS here
      FROM stages g JOIN deal_journeys j ON j.pipeline = g.pipeline
      WHERE g.kind IN ('open', 'won') AND NOT g.removed AND j.part = 1
        AND NOT j.is_elsewhere AND NOT j.is_unknown
      GROUP BY g.pipeline, g.stage, g.position
      """
    ),
  ]
}
