import CRMModel

/// What is known of the stages that amoCRM gives every account.
enum AmoCRMStages {
  /// Why a deal was lost, where nobody has a dictionary.
  static let anyLossReason = "Другое"

  /// The stages that a new account starts with, in their order.
  private static let usual = [
    "Неразобранное", "Первичный контакт", "Переговоры", "Принимают решение",
    "Согласование договора",
  ].map(Folding.fold)

  /// The names in amoCRM's usual order, those that it does not have behind them as they came.
  static func inUsualOrder(_ names: [String]) -> [String] {
    let ranks = names.enumerated().map { index, name in
      (usual.firstIndex(of: Folding.fold(name)) ?? usual.count, index, name)
    }
    return ranks.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }
}
