/// A sum as papers write it out: «Двести сорок тысяч рублей 00 копеек» (R84).
public struct SumInWords: Hashable, Sendable {
  /// In both languages, with a capital letter in front.
  public let phrase: Phrase

  /// A sum in words; below zero it begins with «минус».
  public init(_ sum: Money) {
    var unit: UInt64 = 1
    for _ in 0..<sum.currency.minorDigits { unit *= 10 }
    let (whole, rest) = sum.minorUnits.magnitude.quotientAndRemainder(dividingBy: unit)
    let names = CurrencyWords.named(sum.currency.code)
    let digits = String(rest + unit).dropFirst()
    let isMany = sum.currency.minorDigits > 0
    func minor(_ noun: CountedNoun?, _ language: KeyPath<Phrase, String>) -> String {
      guard isMany else { return "" }
      let words = noun?.counted(Int(rest))[keyPath: language].drop { $0 != " " } ?? ""
      return " \(digits)\(words)"
    }
    let major = names.map { $0.major.counted(Int(clamping: whole)) }
    func name(_ language: KeyPath<Phrase, String>) -> String {
      String(major?[keyPath: language].drop { $0 != " " } ?? " \(sum.currency.code)")
    }
    let sign = sum.minorUnits < 0 ? Phrase(ru: "минус ", en: "minus ") : Phrase("")
    let ru = sign.ru + Self.russian(whole) + name(\.ru) + minor(names?.minor, \.ru)
    let en = sign.en + Self.english(whole) + name(\.en) + minor(names?.minor, \.en)
    phrase = Phrase(ru: ru.capitalizedFirst, en: en.capitalizedFirst)
  }

  // MARK: Russian

  private static let russianHundreds = [
    "", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот",
    "девятьсот",
  ]
  private static let russianTens = [
    "", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят",
    "восемьдесят", "девяносто",
  ]
  private static let russianOnes = [
    "", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять",
    "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать",
    "семнадцать", "восемнадцать", "девятнадцать",
  ]
  private static let russianScales = [
    CountedNoun(ru: "тысяча", "тысячи", "тысяч", en: "", ""),
    CountedNoun(ru: "миллион", "миллиона", "миллионов", en: "", ""),
    CountedNoun(ru: "миллиард", "миллиарда", "миллиардов", en: "", ""),
    CountedNoun(ru: "триллион", "триллиона", "триллионов", en: "", ""),
    CountedNoun(ru: "квадриллион", "квадриллиона", "квадриллионов", en: "", ""),
    CountedNoun(ru: "квинтиллион", "квинтиллиона", "квинтиллионов", en: "", ""),
  ]

  private static func russian(_ number: UInt64) -> String {
    guard number > 0 else { return "ноль" }
    return groups(of: number).flatMap { group, scale -> [String] in
      let rest = group % 100
      var ones = russianOnes[rest < 20 ? rest : rest % 10]
      // A thousand is a feminine noun.
      if scale == 1, ones == "один" { ones = "одна" }
      if scale == 1, ones == "два" { ones = "две" }
      let counted = scale > 0 ? russianScales[scale - 1].counted(group).ru : ""
      let noun = String(counted.drop { $0 != " " }.dropFirst())
      return [russianHundreds[group / 100], rest < 20 ? "" : russianTens[rest / 10], ones, noun]
    }
    .filter { !$0.isEmpty }.joined(separator: " ")
  }

  // MARK: English

  private static let englishTens = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
  private static let englishOnes = [
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let englishScales = [
    "", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion",
  ]

  private static func english(_ number: UInt64) -> String {
    guard number > 0 else { return "zero" }
    return groups(of: number).flatMap { group, scale -> [String] in
      let rest = group % 100
      let tens = [
        rest < 20 ? "" : englishTens[rest / 10], englishOnes[rest < 20 ? rest : rest % 10],
      ]
      let hundreds = group >= 100 ? englishOnes[group / 100] + " hundred" : ""
      return [hundreds, tens.filter { !$0.isEmpty }.joined(separator: "-"), englishScales[scale]]
    }
    .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The number by thousands, the highest first, with their power; those of nothing are left out.
  private static func groups(of number: UInt64) -> [(group: Int, scale: Int)] {
    var groups: [(Int, Int)] = []
    var rest = number
    var scale = 0
    while rest > 0 {
      if rest % 1_000 > 0 { groups.append((Int(rest % 1_000), scale)) }
      rest /= 1_000
      scale += 1
    }
    return groups.reversed()
  }
}

/// What a currency and its parts are called; others go by their codes.
private struct CurrencyWords {
  let major: CountedNoun
  let minor: CountedNoun

  static func named(_ code: String) -> CurrencyWords? {
    switch code {
    case "RUB":
      CurrencyWords(
        major: CountedNoun(ru: "рубль", "рубля", "рублей", en: "rouble", "roubles"),
        minor: CountedNoun(ru: "копейка", "копейки", "копеек", en: "kopeck", "kopecks"))
    case "USD":
      CurrencyWords(
        major: CountedNoun(
          ru: "доллар США", "доллара США", "долларов США", en: "US dollar", "US dollars"),
        minor: CountedNoun(ru: "цент", "цента", "центов", en: "cent", "cents"))
    case "EUR":
      CurrencyWords(
        major: CountedNoun(ru: "евро", "евро", "евро", en: "euro", "euros"),
        minor: CountedNoun(ru: "цент", "цента", "центов", en: "cent", "cents"))
    case "CNY":
      CurrencyWords(
        major: CountedNoun(ru: "юань", "юаня", "юаней", en: "yuan", "yuan"),
        minor: CountedNoun(ru: "фынь", "фыня", "фыней", en: "fen", "fen"))
    default: nil
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
