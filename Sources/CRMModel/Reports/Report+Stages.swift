/// Reports of what becomes of deals at the stages of their pipelines.
extension Report {
  static let funnel = Report(
    "funnel", Phrase(ru: "воронка: сколько прошло каждый этап", en: "how many pass each stage"),
    Phrase(
      ru:
        "Сделки, вошедшие в воронку за эти дни: сколько дошло до этапа, прошло дальше, потеряно с "
        + "него, стоит на нем сейчас. Кто дошел до более позднего этапа, прошел и прежние; возвраты "
        + "второй раз не считаются. Прошло дальше — доля от дошедших, с интервалом 95 % по Уилсону.",
      en: "Deals that entered the pipeline on these days: how many got to a stage, went on, were "
        + "lost from it, stand there now. Who got to a later stage has passed those before; going "
        + "back and again counts once. The pass rate has its 95 % Wilson interval."),
    options: [.snapshot],
    [
      .stage, .pipeline,
      ReportColumn("entered", Phrase(ru: "дошло", en: "entered")),
      ReportColumn("passed", Phrase(ru: "дальше", en: "went on"), .useful),
      ReportColumn("lost", Phrase(ru: "потеряно", en: "lost")),
      ReportColumn("here", Phrase(ru: "стоит", en: "here")),
      .passRate, .share,
    ]
  ) { material in
    material.rows(of: material.cohort(), total: funnelTotal) { cases in
      cases.byPipeline { pipeline, cases in
        StageCount.all(of: cases, in: pipeline).map { stage in
          [
            .stage(stage.stage), .pipeline(pipeline), .count(stage.entered),
            stage.stage.kind == .won ? .none : .count(stage.passed), .count(stage.lost),
            .count(stage.here), stage.rate, .share(stage.entered, of: cases.count),
          ]
        }
      }
    }
  }

  /// Who stands where at the moment, whenever they came: no cohort.
  static let snapshot = Report(
    funnel.name, Phrase(ru: "кто где стоит", en: "who stands where"),
    Phrase(
      ru:
        "Открытые сделки по этапам сейчас: число, сумма и доля от их числа, по всем воронкам вместе.",
      en: "Open deals by stage now: how many, their sum, and the share of their number, over all "
        + "pipelines."),
    isOfNow: true, [.stage, .pipeline, .count, .money, .share]
  ) { material in
    let standing = material.cases { $0.end == .here }
    var found = ReportRows()
    found.sample = standing.count
    found.converted = material.converted(standing)
    found.fill(standing, by: material.slice) {
      [.none, .none] + sums(of: $0, among: $0)
    } _: { cases in
      cases.byPipeline { pipeline, cases in
        pipeline.stages.enumerated().filter { $1.kind == .open }.map { position, stage in
          [.stage(stage), .pipeline(pipeline)]
            + sums(of: cases.filter { $0.journey.lastOpen == position }, among: standing)
        }
      }
    }
    return found
  }

  private static func funnelTotal(_ cases: [ReportCase]) -> [ReportCell] {
    let ends = cases.map(\.journey.end)
    let won = ends.count { $0 == .won }
    return [
      .none, .none, .count(cases.count), .count(won), .count(ends.count { $0 == .lost }),
      .count(ends.count { $0 == .here }), .share(won, of: cases.count),
      .share(cases.count, of: cases.count),
    ]
  }

  static let cycle = Report(
    "cycle", Phrase(ru: "сколько длится сделка", en: "how long deals take"),
    Phrase(
      ru:
        "Сделки, закрытые за эти дни, выигранные и потерянные порознь: от начала до конца, как они "
        + "заданы в воронке (crm pipeline edit --cycle-start --cycle-end), иначе от того, как завели, "
        + "до закрытия. Где конец — оплата или отгрузка, видны оба срока; потерянные — до закрытия. "
        + "Медиана и 90 % — по ближайшему рангу.",
      en: "Deals closed on these days, won and lost apart: from the start to the end that the "
        + "pipeline sets (crm pipeline edit --cycle-start --cycle-end), else from being made to the "
        + "closing. Where the end is the payment or the shipment, both lengths are shown; lost ones "
        + "end with the closing. Median and p90 are nearest ranks."),
    sources: CycleReport.sources,
    [
      ReportColumn("state", Phrase(ru: "состояние", en: "state"), .key),
      ReportColumn("end", Phrase(ru: "срок", en: "length"), .useful), .count,
    ] + Durations.columns
  ) { material in
    let cycle = CycleReport(material)
    return material.rows(of: material.closed(), cycle.rows)
  }

  static let losses = Report(
    "losses",
    Phrase(ru: "почему и с какого этапа теряют", en: "why deals are lost, and where from"),
    Phrase(
      ru: "Сделки, потерянные за эти дни, по причине, этапу и менеджеру; доля — от их числа. У "
        + "импортированных этап неизвестен.",
      en:
        "Deals lost on these days by reason, stage and manager; the share is of their number. The "
        + "stage of imported ones is unknown."),
    [
      ReportColumn("reason", Phrase(ru: "причина", en: "reason"), .key), .stage, .manager,
      .pipeline,
      .count, .money, .share,
    ]
  ) { material in
    let lost = material.closed().filter { $0.journey.end == .lost }
    var found = ReportRows()
    found.sample = lost.count
    found.converted = material.converted(lost)
    found.fill(lost, by: material.slice) { cases in
      [.none, .none, .none, .none] + sums(of: cases, among: cases)
    } _: { cases in
      Loss.all(of: cases).map {
        $0.cells + sums(of: $0.cases, among: cases)
      }
    }
    return found
  }

  private static func sums(of some: [ReportCase], among all: [ReportCase]) -> [ReportCell] {
    [.count(some.count), .money(some.money), .share(some.count, of: all.count)]
  }
}

/// The deals that were lost in one way.
private struct Loss {
  let pipeline: Pipeline
  let way: Way
  let cases: [ReportCase]

  /// What losses are counted by.
  struct Way: Hashable {
    let reason: String?
    let position: Int?
    let manager: Login

    init(_ lost: ReportCase) {
      reason = lost.deal.lostReason
      position = lost.journey.isUnknown ? nil : lost.journey.lastOpen.flatMap { $0 < 0 ? nil : $0 }
      manager = lost.manager
    }
  }

  /// All of them, the most frequent in front.
  static func all(of cases: [ReportCase]) -> [Loss] {
    cases.byPipeline { pipeline, cases in
      Dictionary(grouping: cases, by: Way.init).map { Loss(pipeline: pipeline, way: $0, cases: $1) }
    }
    .sorted { left, right in
      left.cases.count == right.cases.count
        ? left.order < right.order : left.cases.count > right.cases.count
    }
  }

  private var order: (String, String, Int, String) {
    (way.reason ?? "", pipeline.id.text, way.position ?? -1, way.manager.text)
  }

  var cells: [ReportCell] {
    [
      .text(way.reason), .stage(way.position.map { pipeline.stages[$0] }), .text(way.manager.text),
      .pipeline(pipeline),
    ]
  }
}

/// How many deals of a cohort got to a stage, and what became of them there (R87).
struct StageCount {
  let stage: Stage
  let entered: Int
  let passed: Int
  let lost: Int
  let here: Int

  /// The open stages in order, and the won one.
  static func all(of cases: [ReportCase], in pipeline: Pipeline) -> [StageCount] {
    let journeys = cases.map(\.journey)
    return pipeline.stages.enumerated().compactMap { position, stage in
      switch stage.kind {
      case .open:
        StageCount(
          stage: stage, entered: journeys.count { $0.reached(position) },
          passed: journeys.count { $0.passed(position) },
          lost: journeys.count { $0.end == .lost && $0.lastOpen == position },
          here: journeys.count { $0.end == .here && $0.lastOpen == position })
      case .won:
        StageCount(
          stage: stage, entered: journeys.count { $0.end == .won }, passed: 0, lost: 0, here: 0)
      case .lost: nil
      }
    }
  }

  /// The pass rate to the next stage.
  var rate: ReportCell { stage.kind == .won ? .none : .share(passed, of: entered) }
}
