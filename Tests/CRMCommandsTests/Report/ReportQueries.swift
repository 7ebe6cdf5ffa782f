/// Reports in SQL, worked out apart from the program (R101).
struct ReportQueries {
  let from: String
  let to: String

  /// One report and how SQL answers it.
  struct Query {
    let words: [String]
    let keys: [String]
    let sql: String
  }

  /// The line in front of each answer.
  static let mark = "#"

  /// For the rows of the documents.
  static let tables = """
    create table deal(id text, company text, pipeline text, manager text, budget int, currency text, part int,
      deleted int, imported int, reason text);
    create table event(deal text, n int, at text, operation text, undone int, stage text,
      former text);
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
      from event e join deal d on d.id = e.deal where not undone and not deleted;
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
      sales,
      abc,
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
        g as (select manager, state, count(*) as number, sum(seconds) as sum from l
          group by manager, state)
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
}
