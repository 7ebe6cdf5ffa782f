import CRMTestSupport

@testable import CRMCore

/// What somebody of a simulated department goes to do.
enum SimulatedErrand: String, CaseIterable {
  case addDeal, changeBudget, changePackage, planTask, finishTask, postponeTask, comment
  case move, close, splitPay, reopen, assignDeal, undo, redo
  case editCompany, tagCompany, mergeCompanies, addContact, mergeContacts
  case addLead, acceptLead
  case addOrder, noteOrder, confirmOrder, addInvoice, addPayment
  case changeSettings, addStage, removeStage, addField, setRate, setPlan, leave
  case sendBack, mend, acceptRework, settle

  /// Those that somebody of a role is sent on, the frequent ones several times; all for nobody's role.
  static func all(of role: String?) -> [SimulatedErrand] {
    let sales: [SimulatedErrand] = [
      .addDeal, .changeBudget, .changeBudget, .changePackage, .planTask, .planTask, .finishTask,
      .finishTask, .postponeTask, .comment, .comment, .move, .move, .move, .close, .splitPay,
      .splitPay, .reopen, .undo, .redo, .editCompany, .tagCompany, .mergeCompanies, .addContact,
      .mergeContacts, .addLead, .acceptLead, .addOrder, .noteOrder, .confirmOrder, .addInvoice,
      .mend, .settle,
    ]
    return switch role {
    case "manager": sales
    case "head":
      [
        .sendBack, .acceptRework, .assignDeal, .assignDeal, .mergeCompanies, .mergeContacts,
        .reopen, .comment, .setPlan, .settle, .undo, .planTask, .planTask, .planTask,
      ]
    case "accountant": [.addPayment, .addPayment, .comment, .setRate, .undo]
    case "admin":
      [
        .changeSettings, .changeSettings, .addStage, .removeStage, .addField, .setRate, .leave,
        .assignDeal,
      ]
    default: sales + [.addPayment, .changeSettings, .addStage, .removeStage, .assignDeal]
    }
  }
}

extension SimulatedDepartment {
  /// What somebody of a role does next; hardly anybody ever leaves.
  mutating func errand(of role: String?) -> SimulatedErrand {
    let errand = random.element(of: SimulatedErrand.all(of: role))
    return errand == .leave && random.below(12) > 0 ? .changeSettings : errand
  }

  /// Keeps the id of what an errand made.
  mutating func note(_ errand: SimulatedErrand, made id: String, by user: String) {
    switch errand {
    case .addDeal:
      deals.append(id)
      makers[id] = user
    case .addContact: contacts.append(id)
    case .addLead: leads.append(id)
    case .addOrder: orders.append(id)
    case .addInvoice: invoices.append(id)
    case .changeBudget, .changePackage, .planTask, .finishTask, .postponeTask, .comment, .move,
      .close, .splitPay, .reopen, .assignDeal, .undo, .redo, .editCompany, .tagCompany,
      .mergeCompanies, .mergeContacts, .acceptLead, .noteOrder, .confirmOrder, .addPayment,
      .changeSettings, .addStage, .removeStage, .addField, .setRate, .setPlan, .leave, .sendBack,
      .mend, .acceptRework, .settle:
      break
    }
  }

  /// The command of an errand.
  mutating func words(for errand: SimulatedErrand, of user: String) -> [String] {
    let own = random.below(8) == 0 ? [] : deals.filter { makers[$0] == user }
    let (deal, company) = (
      random.element(of: own.isEmpty ? deals : own), random.element(of: companies)
    )
    let (contact, number) = (random.element(of: contacts), random.below(1_000_000))
    let comment = ["--comment", TestWorld.comment]
    let next = ["--next", "Встреча", "--due", "+1d"]
    switch errand {
    case .addDeal:
      return [
        "deal", "add", company, "--pipeline", random.element(of: ["ads", "crm"]), "--next",
        "Связаться с клиентом", "--due", "+1d", "-q",
      ]
    case .changeBudget: return ["deal", "edit", deal, "--budget", "\(56_000 + number % 9_000)"]
    case .changePackage:
      return ["deal", "edit", deal, "--package", random.element(of: ["Стандарт", "Премиум"])]
    case .planTask: return ["task", "set", deal, "Встреча", "--due", "+2d"]
    case .finishTask:
      return [
        "task", "done", "\(deal)/\(1 + number % 4)", "--result", "готово", "--no-next",
        "--reason", "так надо",
      ]
    case .postponeTask:
      return [
        "task", "reschedule", "\(deal)/\(1 + number % 6)", "--due", "+3d", "--reason", "просили",
      ]
    case .comment: return ["comment", "add", deal, "Запись \(number) о разговоре"]
    case .move:
      let stage = random.element(of: ["call", "decision-maker", "proposal", "contract"])
      return ["deal", "move", deal, stage, "--result", "ок"] + comment + next
    case .close:
      return [
        "deal", "close", deal, "--lost", "--reason", "Дорого", "--spoke-with",
        "Иванов Иван Иванович, владелец", "--result", "ок",
      ] + comment
    case .splitPay:
      return [
        "split-pay", deal, "--paid", random.element(of: ["10000", "20000", "30000"]), "--total",
        "60000", "--package", "Стандарт", "--end-date", "2027-12-01", "--next", "Проверить оплату",
        "--due", "+5d", "--result", "ок",
      ]
    case .reopen: return ["deal", "reopen", deal] + comment + next
    case .assignDeal:
      let heirs = shape.users.joined().filter { shape.roles[$0] ?? "manager" == "manager" }
      return ["deal", "assign", deal, random.element(of: Array(heirs)), "--reason", "по просьбе"]
    case .undo: return ["undo"]
    case .redo: return ["redo"]
    case .editCompany:
      return ["company", "edit", company, "--city", random.element(of: ["Тверь", "Клин"])]
    case .tagCompany:
      return ["company", "edit", company, "--tag", random.element(of: ["а", "б", "в"])]
    case .mergeCompanies: return ["company", "merge", company, random.element(of: companies)]
    case .addContact:
      return [
        "contact", "add", company, "--name", "Петров Петр \(number)", "--phone",
        "+7917\(1_000_000 + number)", "-q",
      ]
    case .mergeContacts: return ["contact", "merge", contact, random.element(of: contacts)]
    case .addLead:
      return [
        "lead", "add", "--name", "Гость \(number % 40)", "--phone", "+7926\(1_000_000 + number)",
        "--source", "site", "--external", "\(number % 40)", "-q",
      ]
    case .acceptLead:
      return [
        "lead", "accept", leads.randomElement(using: &random) ?? deal, "--new-company",
        "Гость \(number % 40)", "--pipeline", "ads",
      ] + next
    case .addOrder:
      return [
        "order", "add", "--deal", deal, "--line",
        "Реклама; 1 шт; \(1_000 + number % 8_000); 0%; none", "-q",
      ]
    case .noteOrder: return ["order", "edit", order, "--note", "\(number)"]
    case .confirmOrder: return ["order", "confirm", order]
    case .addInvoice: return ["invoice", "add", "--order", order, "-q"]
    case .addPayment:
      let invoice = invoices.randomElement(using: &random) ?? deal
      return ["payment", "add", "--invoice", invoice, "--sum", "\(500 + number % 900)"]
    case .changeSettings: return ["settings", "set", "max-contacts", "\(3 + number % 5)"]
    case .addStage:
      return [
        "stage", "add", "ads", "Этап \(number)", "--after", "call", "--unrequire", "next-task",
      ]
    case .removeStage: return ["stage", "remove", "ads", "call", "--move-to", "in-work"]
    case .addField:
      return ["field", "add", "f\(number)", "--name", "Поле", "--on", "deal", "--type", "line"]
    case .setRate: return ["rate", "set", "USD", "\(80 + number % 20)", "--on", "2026-12-01"]
    case .setPlan:
      return ["plan", "set", random.element(of: ["m0", "m1"]), "2026-12", "\(number)"]
    case .leave: return ["user", "deactivate", random.element(of: ["m6", "m7"]), "--to", "m0"]
    case .sendBack: return ["audit", "--send-back", "--fail-on", "never", "-q"]
    case .mend: return ["rework", "done", deal, "--note", "исправлено"]
    case .acceptRework: return ["rework", "accept", deal]
    case .settle: return ["deal", "settle", deal]
    }
  }

  private var order: String {
    mutating get { orders.randomElement(using: &random) ?? "ЗК-1" }
  }
}
