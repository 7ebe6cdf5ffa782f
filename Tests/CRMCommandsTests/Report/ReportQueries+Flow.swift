/// Reports of how deals flow and whom the revenue hangs on, in SQL.
extension ReportQueries {
  var stages: Query {
    let (first, last) = ("date(at, '+3 hours') <= '\(to)'", "date(left, '+3 hours') >= '\(from)'")
    func rank(_ percent: Int) -> String {
      """
      (select 10 * seconds from h where h.pipeline = p.pipeline and h.stage = s.id
        and h.place = (number * \(percent) + 99) / 100)
      """
    }
    return query(
      ["stages"], "pipeline stage visits mean median p90",
      """
      with t as (select v.deal, v.way, w.pipeline, v.stage, v.at,
          coalesce(v.left, '\(Self.now)') as left from visit v
          join sale w on w.deal = v.deal and w.way = v.way
          where not w.unknown and not w.gone and v.stage in (select id from stage)),
        a as (select pipeline, stage, count(*) as visits,
          sum(strftime('%s', left) - strftime('%s', at)) as seconds from t
          group by deal, way, stage having sum(\(first) and \(last)) > 0),
        h as (select *, row_number() over (partition by pipeline, stage order by seconds) as place
          from a),
        p as (select distinct pipeline from h),
        n as (select p.pipeline, s.id as stage, count(h.place) as number,
          coalesce(sum(h.visits), 0) as visits, sum(h.seconds) as sum
          from p join stage s left join h on h.pipeline = p.pipeline and h.stage = s.id
          group by p.pipeline, s.id)
      select p.pipeline, s.id, n.visits, \(tenths(("10 * sum", "86400 * number"))),
        case when number = 0 then '' else \(tenths((rank(50), "86400"))) end,
        case when number = 0 then '' else \(tenths((rank(90), "86400"))) end
      from p join stage s join n on n.pipeline = p.pipeline and n.stage = s.id
      """)
  }

  var dynamics: Query {
    func week(_ moment: String) -> String {
      "(\(within(moment)) and date(\(moment), '+3 hours', '-6 days', 'weekday 1') = monday)"
    }
    let lastDays = """
      date(ended, '+3 hours') > date(ended, '+3 hours', 'start of month', '+1 month', '-6 days')
      """
    return query(
      ["dynamics"], "week pipeline created won lost wonInLastDays",
      """
      with recursive weeks(monday) as (select date('\(from)', '-6 days', 'weekday 1') union all
          select date(monday, '+7 days') from weeks where date(monday, '+7 days') <= '\(to)'),
        m as (select * from sale w where exists (select 1 from visit v where v.deal = w.deal
          and v.way = w.way and \(within("v.at")))),
        d as (select monday, pipeline, sum(\(week("entered"))) as created,
          sum(stood = 'won' and not gone and \(week("ended"))) as won,
          sum(stood = 'lost' and not gone and \(week("ended"))) as lost,
          sum(stood = 'won' and not gone and \(week("ended")) and \(lastDays)) as late
          from weeks join m group by monday, pipeline)
      select monday, pipeline, created, won, lost, \(percent("late", of: "won")) from d
      """)
  }

  var abc: Query {
    query(
      ["abc"], "company money share class regularity",
      """
      with paid as (select (select company from deal d where d.id = w.deal) as company, currency,
          budget, date(ended, '+3 hours', 'start of month') as month from way w
          where not gone and stood = 'won' and budget is not null and \(within("ended"))),
        months as (select company, currency, sum(budget) as x from paid
          group by company, currency, month),
        c as (select company, currency, sum(x) as s, 6 * sum(x * x) - sum(x) * sum(x) as v
          from months group by company, currency),
        r as (select *, sum(s) over (partition by currency) as everything,
          sum(s) over (partition by currency order by s desc, company rows unbounded preceding) - s
          as above from c)
      select company, s || currency, \(percent("s", of: "everything")),
        case when above * 100 < everything * 80 then 'A' when above * 100 < everything * 95 then 'B'
          else 'C' end,
        case when 100 * v <= s * s then 'X' when 16 * v <= s * s then 'Y' else 'Z' end from r
      """)
  }
}
