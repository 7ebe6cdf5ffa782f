/// Reports of how fast and how evenly deals flow.
extension Report {
  static let bottleneck = Report(
    "bottleneck", Phrase(ru: "узкое место воронки", en: "where the funnel is narrowest"),
    Phrase(
      ru:
        "Этап, с которого дальше прошла наименьшая доля, среди этапов, до которых дошло не меньше "
        + "10 сделок: у отдела и у каждого менеджера, рядом — доля отдела на том же этапе.",
      en: "The stage with the lowest pass rate among those that 10 deals and more got to: the "
        + "department's and each manager's, beside the department's rate at the same stage."),
    [
      .manager, .stage, .pipeline, ReportColumn("entered", Phrase(ru: "дошло", en: "entered")),
      .passRate,
      ReportColumn("department", Phrase(ru: "у отдела", en: "department"), .useful, isRate: true),
    ]
  ) { material in
    material.rows(of: material.cohort()) { cases in
      cases.byPipeline { pipeline, cases in
        let whole = StageCount.all(of: cases, in: pipeline)
        let managers = Dictionary(grouping: cases, by: \.manager)
          .sorted { $0.key < $1.key }
          .map { (login: Login?.some($0.key), stages: StageCount.all(of: $0.value, in: pipeline)) }
        return ([(login: nil, stages: whole)] + managers).map { login, stages in
          let narrowest = stages.indices.filter { stages[$0].isEnough }
            .min { stages[$0].isNarrower(than: stages[$1]) }
          let cells: [ReportCell] = [
            login.map { .text($0.text) } ?? .total, .stage(narrowest.map { stages[$0].stage }),
            .pipeline(pipeline),
          ]
          return cells
            + (narrowest.map { [.count(stages[$0].entered), stages[$0].rate, whole[$0].rate] }
              ?? [.none, .share(0, of: 0), .share(0, of: 0)])
        }
      }
    }
  }

  static let stages = Report(
    "stages", Phrase(ru: "сколько сделки стоят на этапах", en: "how long deals stand at stages"),
    Phrase(
      ru:
        "Сделки, стоявшие на этапе в эти дни: все время на нем вместе, сколько бы раз они на него "
        + "ни возвращались, у стоящих — до сих пор. Сверх нормы — дольше, чем велит воронка.",
      en:
        "Deals that stood at the stage on these days: all their time at it together, however often "
        + "they came back, up to now where they stand. Beyond the norm is longer than the pipeline "
        + "allows."),
    [
      .stage, .pipeline, ReportColumn("visits", Phrase(ru: "заходов", en: "visits"), .useful),
    ] + Durations.columns + [
      ReportColumn("norm", Phrase(ru: "норма", en: "norm"), .useful),
      ReportColumn("beyond", Phrase(ru: "сверх нормы", en: "beyond")),
      ReportColumn("beyondShare", Phrase(ru: "доля сверх нормы", en: "share beyond"), .useful),
      ReportColumn("deals", Phrase(ru: "сделки сверх нормы", en: "deals beyond"), nil),
    ]
  ) { material in
    let scope = material.scope
    return material.rows(
      of: material.cases { way in
        material.deals.visits(of: way).contains(where: scope.touches)
      }
    ) { cases in
      cases.byPipeline { pipeline, cases in
        pipeline.stages.enumerated().filter { $1.kind == .open }.map { position, stage in
          StageStay(cases, at: position, scope).cells(of: stage, in: pipeline)
        }
      }
    }
  }

  static let dynamics = Report(
    "dynamics", Phrase(ru: "движение по неделям", en: "what moved, week by week"),
    Phrase(
      ru:
        "По неделям: сколько сделок заведено, впервые вошло на каждый этап, выиграно, потеряно, и "
        + "какая доля выигранных пришлась на последние дни месяца (--last, иначе 5).",
      en: "Week by week: deals made, those that entered each stage for the first time, won, lost, "
        + "and the share of the won ones that fell on the last days of a month (--last, else 5)."),
    options: [.lastDays],
    [
      ReportColumn("week", Phrase(ru: "неделя с", en: "week of"), .key), .pipeline,
      ReportColumn("created", Phrase(ru: "заведено", en: "made"), .key),
      ReportColumn("entered", Phrase(ru: "вошло на этап", en: "entered"), .useful),
      ReportColumn("won", Phrase(ru: "выиграно", en: "won"), .key),
      ReportColumn("lost", Phrase(ru: "потеряно", en: "lost"), .key),
      ReportColumn("wonInLastDays", Phrase(ru: "в конце месяца", en: "at month's end"), .useful),
    ]
  ) { material in
    let scope = material.scope
    let moved = material.cases { way in
      material.deals.visits(of: way).contains { scope.includes($0.entered) }
    }
    let spans = scope.spans(.week).map { ($0.name, $0.days.clamped(to: scope.days)) }
    var found = ReportRows()
    found.sample = moved.count
    found.fill(moved, by: material.slice) { cases in
      [.none, .none] + material.movements(of: cases, in: scope.days, nil)
    } _: { cases in
      spans.flatMap { name, days in
        cases.byPipeline { pipeline, cases in
          [
            [.text(name), .pipeline(pipeline)]
              + material.movements(of: cases, in: days, pipeline)
          ]
        }
      }
    }
    return found
  }

  static let nps = Report(
    "nps", Phrase(ru: "готовность рекомендовать (NPS)", en: "net promoter score"),
    Phrase(
      ru:
        "Сделки, закрытые за эти дни, с полем nps от 0 до 10: доля 9–10 минус доля 0–6. Спрошено — "
        + "доля сделок с ответом. Поле заводит crm field add nps --on deal --type number.",
      en: "Deals closed on these days with a field nps of 0 to 10: the share of 9–10 less that of "
        + "0–6. Asked is the share of deals with an answer. crm field add nps --on deal --type number "
        + "makes the field."),
    [
      ReportColumn("responses", Phrase(ru: "ответов", en: "responses"), .key),
      ReportColumn("asked", Phrase(ru: "спрошено", en: "asked")),
      ReportColumn("promoters", Phrase(ru: "сторонников", en: "promoters")),
      ReportColumn("detractors", Phrase(ru: "критиков", en: "detractors")),
      ReportColumn("nps", Phrase("NPS"), .key),
    ]
  ) { material in
    func cells(_ cases: [ReportCase]) -> [ReportCell] {
      let marks = cases.compactMap(\.mark)
      let (promoters, detractors) = (marks.count { $0 >= 9 }, marks.count { $0 <= 6 })
      return [
        .count(marks.count), .share(marks.count, of: cases.count), .count(promoters),
        .count(detractors), .share(promoters - detractors, of: marks.count),
      ]
    }
    var found = ReportRows()
    let closed = material.closed().filter { $0.journey.end != .elsewhere }
    found.sample = closed.count
    found.fill(closed, by: material.slice, total: cells) { [cells($0)] }
    return found
  }
}

extension StageCount {
  /// Whether enough deals got here for its rate to mean something.
  fileprivate var isEnough: Bool { stage.kind == .open && entered >= Share.enough }

  fileprivate func isNarrower(than other: StageCount) -> Bool {
    passed * other.entered < other.passed * entered
  }
}

/// The stays of deals at one stage (R89).
private struct StageStay {
  let visits: Int
  let stays: [(deal: DealID, seconds: Int64)]

  init(_ cases: [ReportCase], at position: Int, _ scope: ReportFrame.Scope) {
    let here = cases.filter { one in
      one.visits.contains { $0.position == position && scope.touches($0) }
    }
    visits = here.reduce(0) { $0 + $1.visits.count { $0.position == position } }
    stays = here.map { ($0.deal.id, $0.visits.seconds(at: position, upTo: scope.clock.now)) }
  }

  func cells(of stage: Stage, in pipeline: Pipeline) -> [ReportCell] {
    let beyond = stage.norm.map { norm in
      stays.filter { $0.seconds > Int64(norm) * 86_400 }.map(\.deal.text)
    }
    return [.stage(stage), .pipeline(pipeline), .count(visits)]
      + Durations(stays.map(\.seconds)).cells
      + [
        stage.norm.map { .days($0 * 10) } ?? .none, beyond.map { .count($0.count) } ?? .none,
        beyond.map { .share($0.count, of: stays.count) } ?? .none,
        beyond.map { .value(.texts($0)) } ?? .none,
      ]
  }
}

extension ReportFrame.Scope {
  /// Whether somebody stood at an open stage on its days.
  fileprivate func touches(_ visit: StageVisits.Visit) -> Bool {
    visit.kind == .open && clock.zone.shows(.first...days.upperBound, at: visit.entered)
      && clock.zone.shows(days.lowerBound...Day.last, at: visit.left ?? clock.now)
  }
}

extension ReportMaterial {
  /// What moved on some days, in one pipeline where stages are to be told (R90).
  fileprivate func movements(
    of cases: [ReportCase], in days: ClosedRange<Day>, _ pipeline: Pipeline?
  ) -> [ReportCell] {
    let closed = cases.filter { $0.isEnded(in: days, scope) }
    let won = closed.filter { $0.journey.end == .won }
    let late = won.compactMap(\.journey.endedAt).count { moment in
      let day = scope.clock.zone.day(of: moment)
      let end = CalendarSpan(.month, around: day).days.upperBound
      return end.daysSinceEpoch - day.daysSinceEpoch < Int32(wishes.lastDays)
    }
    let entered = pipeline.map { pipeline in
      pipeline.stages.enumerated().filter { $1.kind == .open }.map { position, stage in
        ReportCell.Counted(
          id: stage.id.text, name: stage.name,
          count: cases.count { one in
            one.visits.first { $0.position == position }
              .map { scope.includes($0.entered, in: days) } ?? false
          })
      }
    }
    return [
      .count(cases.count { scope.includes($0.journey.entered, in: days) }),
      entered.map { .counts($0) } ?? .none, .count(won.count), .count(closed.count - won.count),
      .share(late, of: won.count),
    ]
  }
}

extension ReportCase {
  /// The answer to how likely the client is to recommend the department; whole parts alone count.
  fileprivate var mark: Int? {
    guard case .number(let number)? = deal.facts.field("nps"),
      (0...10_000_000).contains(number.millionths)
    else { return nil }
    return Int(number.millionths / 1_000_000)
  }
}
