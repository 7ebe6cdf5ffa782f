extension Money {
  /// The amount as people write it: `60 000 ₽`, `60 000,50 ₽`; in English `60,000 ₽`.
  public var shown: Phrase {
    let sign = currency == .rub ? "₽" : currency.code
    let (ru, en) = (grouped(by: "\u{A0}", point: ","), grouped(by: ",", point: "."))
    return Phrase(ru: "\(ru) \(sign)", en: "\(en) \(sign)")
  }

  private func grouped(by separator: String, point: String) -> String {
    let parts = decimalText.drop { $0 == "-" }.split(separator: ".")
    let digits = Array(parts.first ?? "0")
    var whole = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { whole += separator }
      whole.append(digit)
    }
    var fraction = parts.count > 1 ? point + parts[1] : ""
    while !fraction.isEmpty, fraction.count <= currency.minorDigits { fraction += "0" }
    return (minorUnits < 0 ? "-" : "") + whole + fraction
  }
}
