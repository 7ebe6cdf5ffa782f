extension String {
  /// Whether there is a letter or a digit in it: a blank or a dash is no result, reason or position.
  var saysSomething: Bool { contains { $0.isLetter || $0.isNumber } }
}

extension String? {
  /// Whether there is a text with a letter or a digit in it.
  var saysSomething: Bool { self?.saysSomething ?? false }
}
