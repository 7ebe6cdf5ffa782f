import CRMModel

/// The evening audit in SQL: every check of the command, the same counts, the same words.
extension SQLQueries {
  private static let contactGaps = """
    (SELECT min(k.gaps) FROM deal_contact x JOIN contact k ON k.rowid = x.contact
      WHERE x.deal IN (d.rowid, d.chain) AND x.role <> 'other')
    """
  private static let isOutOfBounds = """
    ifnull(coalesce(d.total, d.budget) < s.least OR coalesce(d.total, d.budget) > s.most, 0)
    """
  private static let isChainBroken = """
    CASE WHEN d.part = 1 THEN (SELECT sum(budget) FROM deal x
      WHERE x.chain = d.chain AND x.kind <> 'lost') <> d.total ELSE 0 END
    """
  private static let openTask = "state = 'open' AND kind = 'task'"

  /// The counts of `audit --summary`, one row a manager.
  ///
  /// One pass over the deals; `LIMIT -1` keeps the planner from working out a column once for every
  /// place that uses it. Counting the findings of each check alone, without what else the summary
  /// says, costs `sqlite3` only a fifth less.
  var summary: String {
    """
    SELECT manager, sum(deals) AS deals, sum(clean) AS clean, sum(errors) AS errors,
      sum(warnings) AS warnings, sum(atRisk) AS atRisk, sum(red) AS red, sum(yellow) AS yellow,
      sum(green) AS green, sum(none) AS none
    FROM (
      SELECT manager, count(*) AS deals, sum(e = 0) AS clean, sum(e) AS errors,
        sum(kind = 'open' AND budget IS NULL AND NOT asks_budget) AS warnings,
        sum(CASE WHEN e > 0 THEN budget ELSE 0 END) / 100 AS atRisk,
        sum(next < '\(moment)') AS red,
        sum(next >= '\(moment)' AND next <= '\(dayEnd)') AS yellow,
        sum(next > '\(dayEnd)') AS green, sum(kind = 'open' AND next IS NULL) AS none
      FROM (
        SELECT manager, kind, budget, asks_budget, next, mismatch + outside + chain + CASE kind
          WHEN 'open' THEN (budget IS NULL AND asks_budget) + (next IS NULL)
            + CASE WHEN next < '\(moment)' THEN (SELECT count(*) FROM task INDEXED BY task_open
              WHERE deal = row AND \(Self.openTask) AND due < '\(moment)') ELSE 0 END
            + shortfalls + (asks_decision_maker AND ifnull(gaps, 1) > 0) + card
          WHEN 'won' THEN end_date IS NULL OR package IS NULL OR budget IS NULL
          ELSE (lost_reason IS NULL OR spoke_name IS NULL OR spoke_position IS NULL)
            + (shortfalls > 0) END AS e
        FROM (
          SELECT d.rowid AS row, d.manager, d.kind, d.budget, d.end_date, d.package,
            d.lost_reason, d.spoke_name, d.spoke_position, s.asks_budget, s.asks_decision_maker,
            d.name_key <> c.name_key AS mismatch,
            (s.asks_bounds OR d.kind = 'won') AND \(Self.isOutOfBounds) AS outside,
            \(Self.isChainBroken) AS chain,
            s.asks_card AND (c.phone IS NULL OR c.address IS NULL) AS card,
            CASE WHEN s.asks_decision_maker THEN \(Self.contactGaps) END AS gaps,
            CASE WHEN d.kind = 'open' THEN (SELECT min(due) FROM task
              WHERE deal = d.rowid AND \(Self.openTask)) END AS next,
            CASE WHEN d.kind <> 'won' THEN (SELECT count(*) FROM shortfall
              WHERE deal = d.rowid) END AS shortfalls
          FROM deal d CROSS JOIN company c ON c.rowid = d.company
            JOIN stage s ON s.pipeline = d.pipeline AND s.id = d.stage
          WHERE d.deleted_at IS NULL LIMIT -1)
        LIMIT -1)
      GROUP BY manager
      UNION ALL
      SELECT manager, 0, 0, 0, count(*), 0, 0, 0, 0, 0
      FROM company c WHERE NOT EXISTS (SELECT 1 FROM deal WHERE company = c.rowid)
      GROUP BY manager
    ) GROUP BY manager ORDER BY manager;
    """
  }

  /// Every finding with its words and the command that mends it, in the order of the command.
  var findings: String {
    """
    WITH f(deal, number, problem, severity, message, fix) AS (
      SELECT d.rowid, 1, 'name-mismatch', 'error',
        'the deal''s name is not the company''s, ''' || c.name || '''',
        'crm deal edit ' || d.id || ' --name ''' || c.name
          || CASE WHEN d.part > 1 THEN ' (доплата)' ELSE '' END || ''''
      FROM deal d JOIN company c ON c.rowid = d.company WHERE d.name_key <> c.name_key
      UNION ALL
      SELECT d.rowid, 2, 'budget-missing', CASE WHEN s.asks_budget THEN 'error' ELSE 'warning' END,
        'the budget is missing', 'crm deal edit ' || d.id || ' --budget SUM'
      FROM \(stages) WHERE d.kind = 'open' AND d.budget IS NULL
      UNION ALL
      SELECT d.rowid, 3, 'budget-out-of-bounds', 'error',
        CASE WHEN coalesce(d.total, d.budget) < s.least
          THEN printf('%,d ₽ is below the pipeline''s least sum, %,d ₽',
            coalesce(d.total, d.budget) / 100, s.least / 100)
          ELSE printf('%,d ₽ is above the pipeline''s greatest sum, %,d ₽',
            coalesce(d.total, d.budget) / 100, s.most / 100)
          END,
        'crm deal edit ' || d.id || ' --budget SUM'
      FROM \(stages)
      WHERE (s.asks_bounds OR d.kind = 'won') AND \(Self.isOutOfBounds)
      UNION ALL
      SELECT rowid, 4, 'decision-maker-incomplete', 'error',
        CASE WHEN gaps IS NULL
          THEN 'there is no contact who decides or influences the decision'
          ELSE 'contact ''' || name || ''' lacks ' || substr(
            iif(gaps & 1, ', a full name', '') || iif(gaps & 2, ', a phone or messenger', '')
            || iif(gaps & 4, ', an e-mail', '') || iif(gaps & 8, ', a position', ''), 3) END,
        CASE WHEN gaps IS NULL
          THEN 'crm deal contact add ' || id || ' ' || contact || ' --role decision-maker'
          ELSE 'crm contact edit ' || contact || iif(gaps & 1, ' --name ''FULL NAME''', '')
            || iif(gaps & 2, ' --phone PHONE', '') || iif(gaps & 4, ' --email E-MAIL', '')
            || iif(gaps & 8, ' --position POSITION', '') END
      FROM (SELECT d.rowid, d.id, \(Self.contactGaps) AS gaps, k.id AS contact, k.name
        FROM \(stages) LEFT JOIN deal_contact x ON x.deal = d.rowid
          LEFT JOIN contact k ON k.rowid = x.contact
        WHERE d.kind = 'open' AND s.asks_decision_maker LIMIT -1)
      WHERE ifnull(gaps, 1) > 0
      UNION ALL
      SELECT d.rowid, 5, 'task-missing', 'error', 'there is no open task'
          || ifnull('; the reason given: ' || d.no_next_reason, ''),
        'crm task set ' || d.id || ' ACTION --due tomorrow'
      FROM deal d WHERE d.kind = 'open' AND NOT EXISTS (
        SELECT 1 FROM task WHERE deal = d.rowid AND \(Self.openTask))
      UNION ALL
      SELECT d.rowid, 6, 'task-overdue', 'error',
        'task ''' || t.action || ''' is overdue (due '
          || strftime('%Y-%m-%d %H:%M', t.due, '+3 hours') || ')',
        'crm task done ' || d.id || '/' || t.number || ' --result RESULT --next ACTION --due tomorrow'
      FROM task t JOIN deal d ON d.rowid = t.deal
      WHERE t.state = 'open' AND t.kind = 'task' AND t.due < '\(moment)' AND d.kind = 'open'
      UNION ALL
      SELECT d.rowid, CASE h.problem WHEN 'missing' THEN 7 WHEN 'thin' THEN 8 ELSE 9 END,
        CASE h.problem WHEN 'missing' THEN 'comment-missing' WHEN 'thin' THEN 'comment-thin'
          ELSE 'meeting-report-missing' END, 'error',
        CASE h.problem WHEN 'missing' THEN 'stage ''' || s.name || ''' has no comment'
          WHEN 'thin' THEN 'the comment of stage ''' || s.name || ''' is too thin'
          ELSE 'the meeting report lacks: ' || h.sections END,
        'crm comment add ' || d.id || CASE h.problem WHEN 'report' THEN ' --stage ' || h.stage
          || ' --report met=TEXT --report need=TEXT --report objections=TEXT'
          || ' --report agreed=TEXT --report next=TEXT' ELSE ' COMMENT --stage ' || h.stage END
      FROM shortfall h JOIN deal d ON d.rowid = h.deal
        JOIN stage s ON s.pipeline = d.pipeline AND s.id = h.stage
      WHERE d.kind = 'open'
      UNION ALL
      SELECT d.rowid, 10, 'won-incomplete', 'error', 'the closed deal lacks: ' || substr(
          iif(d.budget IS NULL, ', budget', '') || iif(d.end_date IS NULL, ', end date', '')
          || iif(d.package IS NULL, ', package', ''), 3),
        'crm deal edit ' || d.id || iif(d.budget IS NULL, ' --budget SUM', '')
          || iif(d.end_date IS NULL, ' --end-date DATE', '')
          || iif(d.package IS NULL, ' --package PACKAGE', '')
      FROM deal d WHERE d.kind = 'won'
        AND (d.budget IS NULL OR d.end_date IS NULL OR d.package IS NULL)
      UNION ALL
      SELECT d.rowid, 11, 'lost-incomplete', 'error', 'the closed deal lacks: ' || substr(
          iif(d.lost_reason IS NULL, ', reason', '')
          || iif(d.spoke_name IS NULL, ', with whom they spoke', '')
          || iif(d.spoke_position IS NULL, ', that person''s position', ''), 3),
        'crm deal edit ' || d.id || iif(d.lost_reason IS NULL, ' --reason REASON', '')
          || iif(d.spoke_name IS NULL, ' --spoke-with ''FULL NAME''', '')
          || iif(d.spoke_position IS NULL, ' --position POSITION', '')
      FROM deal d WHERE d.kind = 'lost' AND (d.lost_reason IS NULL OR d.spoke_name IS NULL
        OR d.spoke_position IS NULL)
      UNION ALL
      SELECT d.rowid, 11, 'lost-incomplete', 'error',
        'the closed deal lacks: a substantive comment', 'crm comment add ' || d.id || ' COMMENT'
      FROM shortfall h JOIN deal d ON d.rowid = h.deal WHERE d.kind = 'lost'
      UNION ALL
      SELECT d.rowid, 12, 'company-incomplete', 'error', 'the company card lacks ' || substr(
          iif(c.phone IS NULL, ', phone', '') || iif(c.address IS NULL, ', address', ''), 3),
        'crm company edit ' || c.id || iif(c.phone IS NULL, ' --phone PHONE', '')
          || iif(c.address IS NULL, ' --address ADDRESS', '')
      FROM \(stages) JOIN company c ON c.rowid = d.company
      WHERE d.kind = 'open' AND s.asks_card AND (c.phone IS NULL OR c.address IS NULL)
      UNION ALL
      SELECT d.rowid, 13, 'chain-broken', 'error',
        printf('the split payment has %,d ₽ paid and %,d ₽ expected, but a full sum of %,d ₽',
          sum(CASE x.kind WHEN 'won' THEN x.budget ELSE 0 END) / 100,
          sum(CASE x.kind WHEN 'open' THEN x.budget ELSE 0 END) / 100, d.total / 100), 'crm fsck'
      FROM deal d JOIN deal x ON x.chain = d.chain AND x.kind <> 'lost'
      WHERE d.chain IS NOT NULL AND d.part = 1 GROUP BY d.rowid HAVING sum(x.budget) <> d.total
    )
    SELECT d.manager, d.id AS deal, d.name, d.stage, d.pipeline, f.severity, f.problem AS "check",
      f.message, f.fix, c.id AS company, c.name AS companyName, d.budget / 100 AS amount,
      d.currency, f.number
    FROM f JOIN deal d ON d.rowid = f.deal JOIN company c ON c.rowid = d.company
    WHERE d.deleted_at IS NULL
    UNION ALL
    SELECT manager, NULL, name, NULL, NULL, 'warning', 'company-without-deal',
      'the company has no deal', 'crm deal add ' || id
        || ' --pipeline PIPELINE --next ACTION --due tomorrow', id, name, NULL, NULL, 0
    FROM company c WHERE NOT EXISTS (SELECT 1 FROM deal WHERE company = c.rowid)
    ORDER BY 1, 3, 2, 7, 14;
    """
  }

  private var stages: String {
    "deal d JOIN stage s ON s.pipeline = d.pipeline AND s.id = d.stage"
  }
}
