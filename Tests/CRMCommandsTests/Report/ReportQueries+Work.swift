/// Reports of who did how much, and of how complete cards are, in SQL.
extension ReportQueries {
  /// A task that was done by calling is a call, unless the same command tells of the call itself.
  var activity: Query {
    query(
      ["activity"], "manager calls meetings letters messages comments done overdue minutes",
      """
      with live as (select w.*, t.activity as planned from work w
          join deal d on d.id = w.deal and not d.deleted
          left join task t on t.deal = w.deal and t.number = w.task
          where not w.undone and w.at <= '\(Self.now)' and \(within("w.at"))),
        did as (select by, event as what, 0 as minutes from live where event in
            ('commented', 'task-done')
          union all select by, activity, minutes from live where event = 'logged'
          union all select by, planned, 0 from live x where event = 'task-done' and not exists
            (select 1 from live y where y.event = 'logged' and y.deal = x.deal
              and y.operation = x.operation and y.activity = x.planned)
          union all select assignee, 'overdue', 0 from task t
            join deal d on d.id = t.deal and not d.deleted
            where kind = 'task' and state <> 'cancelled' and due < coalesce(done, '\(Self.now)')
              and due <= '\(Self.now)' and \(within("due")))
      select by, sum(what = 'call'), sum(what = 'meeting'), sum(what = 'letter'),
        sum(what = 'message'), sum(what = 'commented'), sum(what = 'task-done'),
        sum(what = 'overdue'), sum(minutes) from did group by by
      """)
  }

  var base: Query {
    var query = query(
      ["base"], "manager cards complete filled",
      """
      select manager, count(*), sum(filled = 6), \(percent("sum(filled)", of: "(6 * count(*))"))
      from company where customer group by manager
      """)
    query.days = []
    return query
  }
}
