/// Reports in SQL, worked out apart from the program (R101).
struct ReportQueries {
  let from: String
  let to: String

  /// One report and how SQL answers it.
  struct Query {
    let words: [String]
    let keys: [String]
    let sql: String
    /// The part of the report that is compared, by its key.
    var part = "rows"
    /// The days of reports that look ahead; `nil` for those of all others.
    var days: [String]?
  }

  /// The moment of all reports.
  static let now = "2026-11-20T07:00:00Z"

  /// The line in front of each answer.
  static let mark = "#"

  /// For the rows of the documents.
  static let tables = """
    create table deal(id text, company text, pipeline text, manager text, budget int, currency text, part int,
      deleted int, imported int, reason text);
    create table event(deal text, n int, at text, operation text, undone int, stage text,
      former text);
    create table company(manager text, filled int, customer int);
    create table task(deal text, number int, kind text, activity text, assignee text, due text,
      state text, done text);
    create table work(deal text, event text, at text, operation text, by text, activity text,
      task int, minutes int, undone int);
    create table stage(id text, position int);
    insert into stage values('in-work', 0), ('call', 1), ('decision-maker', 2), ('meeting', 3),
      ('proposal', 4), ('contract', 5);
    create index event_of_deal on event(deal, n);

    """

  /// What follows from them: each way of a sale through a pipeline.
  static let derived = """
    create table live as
      select e.*, d.part, d.imported, sum(former is not null)
        over (partition by deal order by n) as way
      from event e join deal d on d.id = e.deal
      where not undone and not deleted and at <= '\(Self.now)';
    create index live_by_deal on live(deal, way);
    create table visit as
      select deal, way, n, stage, at, operation, row_number() over w as number,
        lead(at) over w as left from live where stage is not null
      window w as (partition by deal, way order by n);
    create index visit_by_deal on visit(deal, way, n);
    create table way as
      select l.deal, l.way, min(l.at) as entered,
        coalesce((select former from live x where x.deal = l.deal and x.way = l.way + 1 and
          former is not null), d.pipeline) as pipeline,
        exists (select 1 from live x where x.deal = l.deal and x.way > l.way) as gone,
        d.part, d.imported, d.manager, d.budget, d.currency, d.reason,
        (select stage from visit v where v.deal = l.deal and v.way = l.way
          order by n desc limit 1) as stood,
        (select at from visit v where v.deal = l.deal and v.way = l.way
          order by n desc limit 1) as ended,
        (select max(position) from visit v join stage s on s.id = v.stage
          where v.deal = l.deal and v.way = l.way) as furthest,
        (select position from visit v join stage s on s.id = v.stage
          where v.deal = l.deal and v.way = l.way order by n desc limit 1) as last,
        d.imported and l.way = 0 and ((select stage from visit v where v.deal = l.deal and v.way = 0
            and number = 1) <> 'in-work' or
          (select count(*) from visit v where v.deal = l.deal and v.way = 0 and v.operation =
            (select operation from visit f where f.deal = l.deal and f.way = 0 and number = 1)) > 1)
          as unknown
      from live l join deal d on d.id = l.deal group by l.deal, l.way;
    create index way_by_deal on way(deal);
    create table sale as select *, min(at) over (partition by deal) as made from
      (select w.*, (select min(entered) from way x where x.deal = w.deal) as at from way w)
      where part = 1;

    """

  func within(_ moment: String, _ first: String? = nil, _ last: String? = nil) -> String {
    "date(\(moment), '+3 hours') between '\(first ?? from)' and '\(last ?? to)'"
  }

  /// A number with one digit, halves up, as JSON has it.
  func tenths(_ quotient: (String, String)) -> String {
    let tenth = "((2 * (\(quotient.0)) + (\(quotient.1))) / (2 * (\(quotient.1))))"
    return """
      case when \(quotient.1) = 0 then '' when \(tenth) % 10 = 0 then (\(tenth) / 10) || ''
        else (\(tenth) / 10) || '.' || (\(tenth) % 10) end
      """
  }

  func percent(_ part: String, of whole: String) -> String {
    tenths(("(\(part)) * 1000", whole))
  }

  func query(_ words: [String], _ keys: String, _ sql: String) -> Query {
    Query(
      words: words, keys: keys.split(separator: " ").map(String.init),
      sql: "select '\(Self.mark)';\n\(sql)")
  }

  var all: [Query] {
    [
      funnel(by: nil), funnel(by: "manager"), inflow, bottleneck, cycle, stages, losses, dynamics,
      sales, abc, chances, forecast, activity, base,
    ]
  }

  /// How many of a cohort got to each stage and what became of them, by pipeline and one thing more.
  private func counted(by slice: String?) -> String {
    let cut = slice.map { "\($0), " } ?? ""
    let same = slice.map { "and c.\($0) is g.\($0)" } ?? ""
    return """
      c as (select * from sale where not unknown and not gone and \(within("entered"))),
      g as (select \(cut)pipeline, count(*) as all_deals, sum(stood = 'won') as won from c
        group by \(cut)pipeline),
      f as (select g.*, s.id as stage, s.position,
        (select count(*) from c where c.pipeline = g.pipeline \(same)
          and (furthest >= position or stood = 'won')) as entered,
        (select count(*) from c where c.pipeline = g.pipeline \(same)
          and (furthest > position or stood = 'won')) as passed,
        (select count(*) from c where c.pipeline = g.pipeline \(same)
          and stood = 'lost' and last = position) as lost,
        (select count(*) from c where c.pipeline = g.pipeline \(same)
          and stood = s.id and last = position) as here
        from g join stage s)
      """
  }

  private func funnel(by slice: String?) -> Query {
    let cut = slice.map { "\($0), " } ?? ""
    return query(
      ["funnel"] + (slice.map { ["--by", $0] } ?? []),
      (slice.map { "\($0) " } ?? "") + "pipeline stage entered passed lost here passRate share",
      """
      with \(counted(by: slice))
      select \(cut)pipeline, stage, entered, passed, lost, here,
        \(percent("passed", of: "entered")), \(percent("entered", of: "all_deals")) from f
      union all
      select \(cut)pipeline, 'won', won, '', 0, 0, '', \(percent("won", of: "all_deals")) from g
      """)
  }

  private var inflow: Query {
    query(
      ["inflow", "--sales", "7"], "pipeline stage needed",
      """
      with \(counted(by: nil))
      select pipeline, stage, (7 * entered + won - 1) / won from f
      union all select pipeline, 'won', 7 from g
      """)
  }

  private var bottleneck: Query {
    query(
      ["bottleneck"], "manager pipeline stage entered passRate department",
      """
      with \(counted(by: "manager")),
        everybody as (select null as manager, pipeline, stage, position, sum(entered) as entered,
          sum(passed) as passed from f group by pipeline, stage),
        parts as (select manager, pipeline, stage, position, entered, passed from f
          union all select * from everybody),
        ranked as (select *, row_number() over (partition by manager, pipeline
          order by 1.0 * passed / entered, position) as place from parts where entered >= 10)
      select coalesce(p.manager, ''), p.pipeline, coalesce(r.stage, ''), coalesce(r.entered, ''),
        case when r.stage is null then '' else \(percent("r.passed", of: "r.entered")) end,
        case when r.stage is null then '' else \(percent("e.passed", of: "e.entered")) end
      from (select distinct manager, pipeline from parts) p
        left join ranked r on r.manager is p.manager and r.pipeline = p.pipeline and r.place = 1
        left join everybody e on e.pipeline = r.pipeline and e.stage = r.stage
      """)
  }

  private var cycle: Query {
    let length =
      "strftime('%s', ended) - strftime('%s', (select min(entered) from way w where w.deal = sale.deal))"
    func rank(_ percent: Int) -> String {
      """
      (select 10 * seconds from l x where x.state = g.state and x.manager = g.manager
        and x.place = (g.number * \(percent) + 99) / 100)
      """
    }
    return query(
      ["cycle", "--by", "manager"], "manager state count mean median p90",
      """
      with l as (select stood as state, manager, \(length) as seconds,
          row_number() over (partition by stood, manager order by \(length)) as place
        from sale where not unknown and not gone and stood in ('won', 'lost') and \(within("ended"))),
        g as (select m.manager, s.state, count(l.state) as number, sum(l.seconds) as sum
          from (select distinct manager from l) m
          join (select 'won' as state union select 'lost') s
          left join l on l.manager = m.manager and l.state = s.state group by m.manager, s.state)
      select manager, state, number, \(tenths(("10 * sum", "86400 * number"))),
        \(tenths((rank(50), "86400"))), \(tenths((rank(90), "86400"))) from g
      """)
  }

  func sums(_ condition: String) -> String {
    """
    trim(coalesce(sum(case when currency = 'RUB' and \(condition) then budget end) || 'RUB', '') || '+' ||
      coalesce(sum(case when currency = 'USD' and \(condition) then budget end) || 'USD', ''), '+')
    """
  }

  private var losses: Query {
    query(
      ["losses"], "reason stage manager pipeline count money share",
      """
      with l as (select *, case when unknown then null else last end as place from sale
        where not gone and stood = 'lost' and \(within("ended")))
      select coalesce(reason, ''), coalesce((select id from stage where position = place), ''),
        manager, pipeline, count(*), \(sums("1")),
        \(percent("count(*)", of: "(select count(*) from l)"))
      from l group by reason, place, manager, pipeline
      """)
  }

  private var sales: Query {
    // The half year before these six months, which begin with no half year, is as many days.
    let before = within("ended", "2025-08-29", "2026-02-28")
    let now = within("ended")
    return query(
      ["sales", "--by", "manager"], "manager count money previousCount previousMoney",
      """
      select manager, sum(part = 1 and \(now)), \(sums(now)), sum(part = 1 and \(before)),
        \(sums(before))
      from way where not gone and stood = 'won' and (\(now) or \(before)) group by manager
      """)
  }

  /// R93: what became of the deals that had entered a stage in the last year, and how long it took.
  private var tallies: String {
    """
    entry as (select w.pipeline, v.stage, s.position, w.stood,
        strftime('%s', w.ended) - strftime('%s', v.at) as seconds
      from sale w join visit v on v.deal = w.deal and v.way = w.way
        join stage s on s.id = v.stage
      where not w.unknown and not w.gone and w.stood in ('won', 'lost')
        and v.at >= '2025-11-19T21:00:00Z' and v.n = (select max(n) from visit x
          where x.deal = v.deal and x.way = v.way and x.stage = v.stage)),
    tally as (select pipeline, stage, position, count(*) as closed, sum(stood = 'won') as won
      from entry group by pipeline, stage),
    placed as (select pipeline, stage, seconds,
        row_number() over (partition by pipeline, stage order by seconds) as place,
        count(*) over (partition by pipeline, stage) as number
      from entry where stood = 'won'),
    usual as (select pipeline, stage, seconds from placed where place = (number * 50 + 99) / 100),
    standing as (select w.*, (select max(at) from visit v where v.deal = w.deal and v.way = w.way)
        as since from way w
      where not gone and stood not in ('won', 'lost'))
    """
  }

  private var chances: Query {
    var query = query(
      ["forecast"], "pipeline stage probability sample days",
      """
      with \(tallies)
      select p.pipeline, p.stage,
        \(percent("coalesce(t.won, 0) + 1", of: "(coalesce(t.closed, 0) + 2)")),
        coalesce(t.closed, 0),
        case when u.seconds is null then '' else \(tenths(("10 * u.seconds", "86400"))) end
      from (select pipeline, stage from tally union select pipeline, stood from standing) p
        left join tally t on t.pipeline = p.pipeline and t.stage = p.stage
        left join usual u on u.pipeline = p.pipeline and u.stage = p.stage
      """)
    query.part = "chances"
    query.days = ["--from", "2026-11-01", "--to", "2028-12-31"]
    return query
  }

  private var forecast: Query {
    func sums(_ column: String) -> String {
      let parts = ["RUB", "USD"].map { code in
        "max(case when currency = '\(code)' then \(column) || '\(code)' end)"
      }
      return "trim(coalesce(\(parts[0]), '') || '+' || coalesce(\(parts[1]), ''), '+')"
    }
    let cents = "sum((2 * budget * 100 * (won + 1) + closed + 2) / (2 * (closed + 2)))"
    var query = query(
      ["forecast"], "month count optimistic weighted committed",
      """
      with \(tallies),
        expected as (select w.budget, w.currency, coalesce(t.won, 0) as won,
          coalesce(t.closed, 0) as closed,
          substr(date(w.since, (u.seconds || ' seconds'), '+3 hours'), 1, 7) as month
          from standing w join usual u on u.pipeline = w.pipeline and u.stage = w.stood
          left join tally t on t.pipeline = w.pipeline and t.stage = w.stood),
        counted as (select month, count(*) as number from expected
          where month >= '2026-11' group by month),
        summed as (select month, currency, sum(budget) as all_money,
          rtrim(rtrim(printf('%d.%02d', \(cents) / 100, \(cents) % 100), '0'), '.') as weighted,
          sum(case when 10 * (won + 1) >= 9 * (closed + 2) then budget end) as committed
          from expected where budget is not null group by month, currency)
      select c.month, number, \(sums("all_money")), \(sums("weighted")), \(sums("committed"))
      from counted c left join summed s on s.month = c.month group by c.month
      """)
    query.days = ["--from", "2026-11-01", "--to", "2028-12-31"]
    return query
  }
}
