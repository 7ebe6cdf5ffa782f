/// Clients, leads and papers as tables, and what `crm` does with them said to `sqlite3`.
enum SQLTrade {
  static let tables = """
    CREATE TABLE company(rowid INTEGER PRIMARY KEY, name TEXT, folded TEXT, phone TEXT, email TEXT);
    CREATE TABLE lead(rowid INTEGER PRIMARY KEY, ext TEXT, name TEXT, phone TEXT,
      state TEXT DEFAULT 'new', company INTEGER);
    CREATE TABLE deal(rowid INTEGER PRIMARY KEY, company INTEGER, name TEXT, manager TEXT, next TEXT);
    CREATE TABLE paper(rowid INTEGER PRIMARY KEY, type TEXT, number TEXT, deal INTEGER,
      basis INTEGER, state TEXT, total INTEGER);
    CREATE TABLE line(paper INTEGER, total INTEGER);
    CREATE TABLE part(paper INTEGER, number INTEGER, due TEXT, sum INTEGER);

    """

  static let indexes = """
    CREATE INDEX company_phone ON company(phone);
    CREATE INDEX company_email ON company(email);
    CREATE INDEX company_folded ON company(folded);
    CREATE INDEX lead_phone ON lead(phone);
    CREATE INDEX deal_company ON deal(company);
    CREATE INDEX deal_name ON deal(name);
    CREATE INDEX paper_number ON paper(number);
    CREATE INDEX paper_deal ON paper(deal);
    CREATE INDEX paper_basis ON paper(basis);
    CREATE INDEX line_paper ON line(paper);
    CREATE INDEX part_paper ON part(paper);
    ANALYZE;
    """

  /// A lead with whom it may be of.
  static func lead(_ number: Int) -> String {
    let phone = "(SELECT phone FROM lead WHERE rowid = \(number))"
    return """
      SELECT * FROM lead WHERE rowid = \(number);
      SELECT c.rowid, c.name, d.name FROM company c LEFT JOIN deal d ON d.company = c.rowid
        WHERE c.phone = \(phone);
      SELECT rowid, name FROM lead WHERE phone = \(phone) AND rowid <> \(number);
      """
  }

  static func addCompany(_ name: String, phone: String) -> String {
    SQLQueries.transaction(
      """
      SELECT rowid FROM company WHERE phone = '\(phone)' OR folded = lower('\(name)');
      INSERT INTO company(name, folded, phone) VALUES('\(name)', lower('\(name)'), '\(phone)');
      """) + "SELECT * FROM company WHERE rowid = last_insert_rowid();"
  }

  static func accept(_ number: Int) -> String {
    SQLQueries.transaction(
      """
      \(lead(number))
      INSERT INTO company(name, folded) VALUES('Принят \(number)', 'принят \(number)');
      UPDATE lead SET state = 'accepted', company = last_insert_rowid() WHERE rowid = \(number);
      INSERT INTO deal(company, name, manager, next)
        VALUES(last_insert_rowid(), 'Принят \(number)', 'ivanov', '2026-11-22');
      """) + "SELECT * FROM deal WHERE rowid = last_insert_rowid();"
  }

  static func order(_ number: String) -> String {
    """
    SELECT *, (SELECT sum(p.total) FROM paper i JOIN paper p ON p.basis = i.rowid
      WHERE i.basis = o.rowid AND p.type = 'payment') AS paid FROM paper o
      WHERE number = '\(number)';
    SELECT * FROM line WHERE paper = (SELECT rowid FROM paper WHERE number = '\(number)');
    """
  }

  static func papers(of deal: String) -> String {
    "SELECT * FROM paper WHERE deal = (SELECT rowid FROM deal WHERE name = '\(deal)');"
  }

  static func pay(_ invoice: String) -> String {
    SQLQueries.transaction(
      """
      SELECT sum(total) FROM paper
        WHERE basis = (SELECT rowid FROM paper WHERE number = '\(invoice)');
      INSERT INTO paper(type, number, deal, basis, state, total)
        SELECT 'payment', 'O-' || rowid, deal, rowid, 'received', 10000
        FROM paper WHERE number = '\(invoice)';
      """) + "SELECT * FROM paper WHERE rowid = last_insert_rowid();"
  }

  /// What the audit asks of papers (R85), deals and clients, counted by check.
  static let audit = """
    WITH paid AS (SELECT i.basis AS paper, sum(p.total) AS sum FROM paper p
        JOIN paper i ON i.rowid = p.basis WHERE p.type = 'payment' GROUP BY i.basis),
      parts AS (SELECT paper, due, sum(sum) OVER (PARTITION BY paper ORDER BY number) AS upto
        FROM part)
    SELECT 'payment-overdue', count(*) FROM parts t JOIN paper o ON o.rowid = t.paper
      LEFT JOIN paid ON paid.paper = o.rowid
      WHERE o.state = 'confirmed' AND t.due < '2026-11-21' AND ifnull(paid.sum, 0) < upto
    UNION ALL SELECT 'order-without-schedule', count(*) FROM paper o
      LEFT JOIN paid ON paid.paper = o.rowid
      WHERE o.type = 'order' AND o.state = 'confirmed' AND ifnull(paid.sum, 0) < o.total
        AND NOT EXISTS (SELECT 1 FROM part WHERE paper = o.rowid)
    UNION ALL SELECT 'quote-expired', count(*) FROM paper WHERE type = 'quotation'
    UNION ALL SELECT 'paper-broken', count(*) FROM paper p LEFT JOIN paper b ON b.rowid = p.basis
      LEFT JOIN paid ON paid.paper = p.rowid
      WHERE p.basis IS NOT NULL AND b.rowid IS NULL OR paid.sum > p.total
        OR p.type = 'invoice' AND (SELECT sum(total) FROM paper WHERE basis = p.rowid) > p.total
        OR p.type <> 'payment' AND p.total <> (SELECT sum(total) FROM line WHERE paper = p.rowid)
    UNION ALL SELECT 'task-overdue', count(*) FROM deal WHERE next < '2026-11-21'
    UNION ALL SELECT 'company-without-deal', count(*) FROM company c
      WHERE NOT EXISTS (SELECT 1 FROM deal WHERE company = c.rowid);
    """
}
