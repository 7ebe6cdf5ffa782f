/// The sample as tables: whole numbers join them, what is asked often is indexed, and what SQL cannot
/// judge (folded names, the gaps of a contact, stages that were commented badly) stands in columns,
/// as the catalog of `crm` has it.
enum SQLSchema {
  static let tables = """
    PRAGMA journal_mode=DELETE;
    CREATE TABLE stage(pipeline TEXT, id TEXT, position INTEGER, kind TEXT, name TEXT,
      asks_decision_maker INTEGER, asks_card INTEGER, asks_budget INTEGER, asks_bounds INTEGER,
      least INTEGER, most INTEGER, PRIMARY KEY(pipeline, id)) WITHOUT ROWID;
    CREATE TABLE company(rowid INTEGER PRIMARY KEY, id TEXT, name TEXT, name_key INTEGER,
      manager TEXT, phone TEXT, address TEXT, city TEXT, created_at TEXT);
    CREATE TABLE contact(rowid INTEGER PRIMARY KEY, id TEXT, company INTEGER, name TEXT,
      position TEXT, phone TEXT, email TEXT, role TEXT, gaps INTEGER);
    CREATE TABLE deal(rowid INTEGER PRIMARY KEY, id TEXT, name TEXT, name_folded TEXT,
      name_key INTEGER, company INTEGER, pipeline TEXT, stage TEXT, kind TEXT, manager TEXT,
      author TEXT, budget INTEGER, currency TEXT, package TEXT, end_date TEXT, lost_reason TEXT,
      spoke_name TEXT, spoke_position TEXT, chain INTEGER, part INTEGER, total INTEGER,
      revision INTEGER, created_at TEXT, updated_at TEXT, stage_entered_at TEXT,
      no_task_since TEXT, no_next_reason TEXT, deleted_at TEXT);
    CREATE TABLE deal_contact(deal INTEGER, contact INTEGER, role TEXT,
      PRIMARY KEY(deal, contact)) WITHOUT ROWID;
    CREATE TABLE task(deal INTEGER, number INTEGER, kind TEXT, action TEXT, text TEXT,
      assignee TEXT, due TEXT, state TEXT, result TEXT, created_at TEXT, done_at TEXT,
      PRIMARY KEY(deal, number)) WITHOUT ROWID;
    CREATE TABLE comment(deal INTEGER, at TEXT, by TEXT, stage TEXT, text TEXT, report TEXT);
    CREATE TABLE event(deal INTEGER, at TEXT, by TEXT, operation TEXT, event TEXT, detail TEXT);
    CREATE TABLE shortfall(deal INTEGER, stage TEXT, problem TEXT, sections TEXT,
      PRIMARY KEY(deal, stage)) WITHOUT ROWID;

    """

  /// Made after the rows, which is quicker.
  static let indexes = """
    CREATE UNIQUE INDEX company_id ON company(id);
    CREATE UNIQUE INDEX contact_id ON contact(id);
    CREATE INDEX contact_company ON contact(company);
    CREATE UNIQUE INDEX deal_id ON deal(id);
    CREATE INDEX deal_company ON deal(company);
    CREATE INDEX deal_manager ON deal(manager, kind);
    CREATE INDEX deal_name ON deal(name_folded);
    CREATE INDEX deal_chain ON deal(chain) WHERE chain IS NOT NULL;
    CREATE INDEX task_open ON task(deal, due) WHERE state = 'open' AND kind = 'task';
    CREATE INDEX comment_deal ON comment(deal);
    CREATE INDEX event_deal ON event(deal);
    ANALYZE;

    """
}
