import CRMCore
import CRMModel

/// How the share of clean open deals went over the evenings that were kept, oldest first.
struct QualityTrend {
  /// One evening.
  struct Evening {
    let day: Day
    let byManager: [Login: Share]

    /// The whole department's share.
    var all: Share {
      Share(
        clean: byManager.values.reduce(0) { $0 + $1.clean },
        open: byManager.values.reduce(0) { $0 + $1.open })
    }
  }

  /// Clean open deals among the open ones.
  struct Share {
    let clean: Int
    let open: Int

    /// In whole per cent, rounded down so that 100 means all; `nil` without an open deal.
    var percent: Int? { open > 0 ? clean * 100 / open : nil }
  }

  let evenings: [Evening]

  /// Everybody who has a share on some evening.
  var managers: [Login] { Set(evenings.flatMap(\.byManager.keys)).sorted() }
}

extension QualityTrend {
  /// The trend of a report's managers.
  init(_ report: AuditReport) {
    evenings = report.kept.evenings.map { evening in
      let rows = evening.rows.filter { report.scope.includes($0.manager) }
      let shares = rows.map { ($0.manager, Share(clean: $0.cleanOpen, open: $0.open)) }
      return Evening(day: evening.day, byManager: Dictionary(keepingFirst: shares))
    }
  }
}
