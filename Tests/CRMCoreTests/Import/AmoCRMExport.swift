/// An export of our own making in the exact shape of amoCRM's of 2022.
struct AmoCRMExport {
  /// The header of 2022, with the blank behind «Бюджет» and the names that stand twice.
  static let header =
    "ID,Название сделки,Бюджет ,Ответственный,Дата создания сделки,Кем создана сделка,"
    + "Дата редактирования,Кем редактирована,Дата закрытия,Теги,Примечание,Примечание 2,"
    + "Примечание 3,Примечание 4,Примечание 5,Этап сделки,Воронка,Полное имя контакта,"
    + "Компания контакта,Ответственный за контакт,Компания,Рабочий телефон,"
    + "Рабочий прямой телефон,Мобильный телефон,Факс,Домашний телефон,Другой телефон,"
    + "Рабочий email,Личный email,Другой email,Город,Источник,Должность,Товар,Skype,ICQ,Jabber,"
    + "Google Talk,MSN,Другой IM,Пользовательское соглашение,cid,uid,tid,utm_source,utm_medium,"
    + "utm_campaign,utm_term,utm_content,utm_referrer,_ym_uid,_ym_counter,roistat,referrer,"
    + "openstat_service,openstat_campaign,openstat_ad,openstat_source,from,gclientid,gclid,yclid,"
    + "fbclid,GOOGLE_ID,roistat,KEYWORD,ADV_CAMP,TRAF_TYPE,TRAF_SRC,Товар,Производитель,cid,uid,"
    + "tid,Источник,domain"

  /// Rows; the last column of a name that stands twice is reached by ` 2` behind it.
  var rows: [[String: String]]

  /// The usual cells of a deal with others on top.
  static func row(_ id: String, _ cells: [String: String] = [:]) -> [String: String] {
    [
      "ID": id, "Название сделки": "Кафе Пушкин", "Бюджет ": "60000",
      "Ответственный": "Иванов Пётр", "Дата создания сделки": "15.03.2022 10:20:30",
      "Кем создана сделка": "Иванов Пётр", "Дата закрытия": "не закрыта",
      "Этап сделки": "Переговоры", "Воронка": "Продажи", "Компания": "Кафе Пушкин",
      "Полное имя контакта": "Сидорова Анна",
    ].merging(cells) { $1 }
  }

  /// The file as amoCRM writes it: commas, LF, UTF-8 without a mark.
  var bytes: [UInt8] { Array(text.utf8) }

  var text: String {
    let names = Self.header.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    var lines = [Self.header]
    for row in rows {
      var seen: Set<String> = []
      let cells = names.map { name -> String in
        let key = seen.insert(name).inserted ? name : name + " 2"
        return Self.quoted(row[key] ?? "")
      }
      lines.append(cells.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
    return "\""
      + cell.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
