import CRMModel

/// What a payer writes of what a payment is for: a text of one's own, in which numbers of invoices stand
/// among dates, sums, shares and the numbers of other papers (R80).
struct PaymentPurpose {
  private let text: [Character]

  /// A purpose as it stands in the statement; of one that no bank takes, only its beginning counts.
  init(_ text: String) { self.text = Array(Folding.fold(String(text.prefix(Self.longest)))) }

  /// Banks take up to 210 characters.
  private static let longest = 2_100

  /// Whether an invoice's number stands in it: by itself, and as nothing else than an invoice's.
  func names(_ number: String) -> Bool {
    let wanted = Array(Folding.fold(number))
    guard !wanted.isEmpty, text.count >= wanted.count else { return false }
    return (0...text.count - wanted.count).contains { start in
      let end = start + wanted.count
      return text[start..<end].elementsEqual(wanted) && begins(start) && ends(end)
        && !measures(end) && isOfInvoice(start)
    }
  }

  /// What may be numbers of invoices by what stands around it, for looking them up.
  var numbers: Set<String> {
    var numbers: Set<String> = []
    for start in text.indices where !text[start].isWhitespace && begins(start) {
      for end in start + 1...min(start + Self.longestNumber, text.count)
      where !text[end - 1].isWhitespace && ends(end)
        && text[start..<end].contains(where: \.isNumber)
      {
        numbers.insert(String(text[start..<end]))
      }
    }
    return numbers
  }

  private static let longestNumber = 40

  // MARK: A number by itself

  /// Signs that are letters and may stand before a number without a blank: «N12», «сч12».
  private static let signs: Set<String> = ["n", "no", "nо", "nr", "сч", "счет", "счета", "счету"]
  /// What joins the parts of dates, sums and longer numbers; some of it between digits alone, since with
  /// a letter behind it the next of several begins: «СЧ-1,СЧ-2».
  private static let joints: Set<Character> = digitJoints.union(["/", "-"])
  private static let digitJoints: Set<Character> = [".", ",", "=", ":"]

  private func begins(_ start: Int) -> Bool {
    guard start > 0 else { return true }
    if text[start - 1].isNumber { return false }
    if text[start - 1].isLetter { return Self.signs.contains(word(endingAt: start)) }
    let joints = text[start].isNumber ? Self.joints : Self.joints.subtracting(Self.digitJoints)
    return !(joints.contains(text[start - 1]) && start > 1 && text[start - 2].isNumber)
  }

  private func ends(_ end: Int) -> Bool {
    guard end < text.count else { return true }
    if text[end].isLetter || text[end].isNumber { return false }
    let isJoined = end + 1 < text.count && text[end + 1].isNumber
    return !(Self.joints.contains(text[end]) && isJoined)
  }

  // MARK: What it is the number of

  /// What a number measures that one of these follows: shares, sums, spans, days of a month.
  private static let measures: Set<String> = [
    "проц", "процент", "процента", "процентов", "р", "руб", "рубля", "рублей", "коп", "шт", "ч",
    "час",
    "часа", "часов", "дн", "день", "дня", "дней", "мес", "месяц", "месяца", "месяцев", "год",
    "года",
    "лет", "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
  ]

  /// Whether what follows makes it a quantity, or the thousands of a sum: «12 %», «12 мес.», «12 000-00».
  private func measures(_ end: Int) -> Bool {
    let rest = text[end...].drop { $0 == " " }
    if let sign = rest.first, sign == "%" || sign == "₽" { return true }
    if Self.measures.contains(String(rest.prefix(while: \.isLetter))) { return true }
    return rest.startIndex > end && rest.prefix(while: \.isNumber).count == 3
  }

  /// Words right before a number that make it a date, a sum or somebody's number.
  private static let unrelated = ["от", "сумм", "ндс", "инн", "кпп", "бик"]
  /// The papers that are no invoices, by what their words begin with.
  private static let papers = [
    "дог", "контракт", "акт", "накл", "упд", "спецификац", "соглашен", "прилож",
  ]
  /// Invoices, in the same way.
  private static let invoices = ["сч", "invoice", "inv"]

  /// Whether the nearest paper that is spoken of before it is an invoice; where none is, it may be one.
  private func isOfInvoice(_ start: Int) -> Bool {
    var end = start
    var isNearest = true
    while end > 0 {
      guard text[end - 1].isLetter else {
        isNearest = isNearest && !text[end - 1].isNumber
        end -= 1
        continue
      }
      let word = word(endingAt: end)
      end -= word.count
      func begins(with beginnings: [String]) -> Bool { beginnings.contains(where: word.hasPrefix) }
      if begins(with: Self.invoices) { return true }
      if begins(with: Self.papers) || isNearest && begins(with: Self.unrelated) { return false }
      isNearest = isNearest && Self.signs.contains(word)
    }
    return true
  }

  /// The letters up to a place.
  private func word(endingAt end: Int) -> String {
    String(text[..<end].reversed().prefix(while: \.isLetter).reversed())
  }
}
