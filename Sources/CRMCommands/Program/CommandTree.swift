package import CommandLineKit

/// Every command, in the order of the help.
package enum CommandTree {
  /// The whole program as a declaration: parsing, help and `commands --json` come from it.
  package static var program: Program<GlobalOptions, any Runnable> {
    Program(
      "crm",
      summary: Text(
        ru: "ведет сделки отдела продаж по его инструкции",
        en: "keeps the deals of a sales department by its instruction"),
      globals: GlobalOptions(), rows: GlobalOptions.rows, exitStatuses: exitStatuses,
      examples: [
        Example("crm today", Text(ru: "что сделать сегодня", en: "what to do today")),
        Example(
          "crm audit", Text(ru: "чего не хватает вечером", en: "what falls short in the evening")),
      ],
      topics: HelpTopic.all(exitStatuses: exitStatuses),
      synonyms: ["version": ["--version"], "-v": ["--version"], "-V": ["--version"]],
      commands: [
        LeadCommands.group(clients), company, contact, Dupes.command(clients), tag, deal, list,
        comment, task,
      ] + ActivityCommand.commands(sales) + [
        ProcessCommands.group(sales), TextCommands.group(sales), SplitPay.command,
        ProductCommands.group(trade),
      ]
        + PaperCommands.groups(trade) + report + staff
        + data
        + help)
  }

  private static let clients = Text(ru: "Клиенты", en: "Clients")
  private static let sales = Text(ru: "Сделки", en: "Deals")
  private static let trade = Text(ru: "Документы", en: "Papers")
  private static let reports = Text(ru: "Контроль", en: "Control")
  private static let team = Text(ru: "Люди", en: "People")
  private static let storage = Text(ru: "Данные", en: "Data")
  private static let aid = Text(ru: "Справка", en: "Help")

  private static var company: CRMCommand {
    CRMCommand(
      group: "company",
      summary: Text(ru: "компании: завести, найти, изменить", en: "companies: add, find, edit"),
      category: clients,
      commands: [
        CompanyAdd.command, CompanyList.command, CompanyShow.command, CompanyEdit.command,
        CompanyMerge.command, CompanyRemove.command,
        CRMCommand(
          group: "legal",
          summary: Text(ru: "юрлица компании", en: "a company's legal entities"),
          commands: [
            CompanyLegalAdd.command, CompanyLegalEdit.command, CompanyLegalRemove.command,
          ]),
      ])
  }

  private static var contact: CRMCommand {
    CRMCommand(
      group: "contact",
      summary: Text(ru: "контакты: люди в компаниях", en: "contacts: people at companies"),
      category: clients,
      commands: [
        ContactAdd.command, ContactList.command, ContactShow.command, ContactEdit.command,
        ContactMerge.command, ContactRemove.command,
      ])
  }

  private static var tag: CRMCommand {
    CRMCommand(
      group: "tag", summary: Text(ru: "метки: дерево, названия", en: "labels: the tree, names"),
      category: clients,
      commands: [TagList.command, TagRename.command, TagRemove.command])
  }

  private static var deal: CRMCommand {
    CRMCommand(
      group: "deal",
      summary: Text(
        ru: "сделки: завести, вести по этапам, закрыть",
        en: "deals: add, move through stages, close"), category: sales,
      synonyms: ["lost": ["close", "--lost"], "won": ["close", "--won"]],
      commands: [
        DealAdd.command, DealCopy.command, DealList.command, DealFind.command, DealShow.command,
        DealPapers.command,
        DealEdit.command,
        DealMove.command,
        DealClose.command, DealReopen.command, DealGoal.command, DealResume.command,
        DealDismiss.command, DealSettle.command,
        DealAssign.command, DealShare.command,
        DealUnshare.command, DealJoin.command, DealDelete.command,
        DealRestore.command, DealPurge.command,
        CRMCommand(
          group: "contact", summary: Text(ru: "контакты сделки", en: "a deal's contacts"),
          commands: [
            DealContactAdd.command, DealContactShow.command, DealContactRemove.command,
          ]),
      ])
  }

  private static var list: CRMCommand {
    CRMCommand(
      group: "list",
      summary: Text(
        ru: "списки: готовые и свои", en: "lists: built-in ones and your own"),
      discussion: Text(
        ru: "crm list показывает, какие есть списки; crm list NAME — что в одном из них.",
        en: "crm list shows which lists there are, crm list NAME what is in one."),
      category: sales, fallback: ListShow.name,
      commands: [ListShow.command, ListSave.command, ListRemove.command])
  }

  private static var comment: CRMCommand {
    CRMCommand(
      group: "comment", summary: Text(ru: "комментарии к сделкам", en: "comments on deals"),
      category: sales,
      commands: [CommentAdd.command])
  }

  private static var task: CRMCommand {
    CRMCommand(
      group: "task",
      summary: Text(
        ru: "задачи: поставить, завершить, перенести", en: "tasks: set, finish, put off"),
      category: sales,
      commands: [
        TaskSet.command, TaskList.command, TaskDone.command, TaskReschedule.command,
        TaskAssign.command,
        TaskCancel.command,
      ])
  }

  private static var report: [CRMCommand] {
    [
      AuditCommand.command(reports),
      CRMCommand(
        group: "rework",
        summary: Text(
          ru: "доработка: что вернул руководитель", en: "rework: what the head sent back"),
        category: reports,
        commands: [
          ReworkList.command, ReworkShow.command, ReworkDone.command, ReworkAccept.command,
          ReworkReturn.command,
        ]),
      ApprovalCommands.group(reports),
      Today.command(reports), Remind.command(reports), Agenda.command(reports),
      Board.command(reports), Log.command(reports),
      Events.command(reports),
      CRMCommand(
        group: "report",
        summary: Text(
          ru: "отчеты: воронка, продажи, план, потери", en: "reports: funnel, sales, plan, losses"),
        category: reports, commands: ReportCommand.all + [Dashboard.command]),
      CRMCommand(
        group: "plan", summary: Text(ru: "планы продаж", en: "sales plans"),
        category: reports, commands: [PlanSet.command, PlanList.command]),
    ]
  }

  private static var staff: [CRMCommand] {
    [
      CRMCommand(
        group: "user",
        summary: Text(
          ru: "пользователи, их роли и замены", en: "users, their roles, who stands in"),
        category: team,
        commands: [
          UserAdd.command, UserList.command, UserShow.command, UserEdit.command,
          UserDeactivate.command, UserSubstitute.command,
        ]),
      CRMCommand(
        group: "role", summary: Text(ru: "роли: кому что можно", en: "roles: who may do what"),
        category: team,
        commands: [
          RoleAdd.command, RoleList.command, RoleShow.command, RoleEdit.command, RoleRemove.command,
        ]),
      CRMCommand(
        group: "department", summary: Text(ru: "отделы", en: "departments"), category: team,
        commands: [DepartmentAdd.command, DepartmentList.command, DepartmentEdit.command]),
    ]
  }

  private static var data: [CRMCommand] {
    [
      Init.command(storage), ScenarioCommands.group(storage),
      CRMCommand(
        group: "pipeline",
        summary: Text(
          ru: "воронки: этапы и что для них нужно", en: "pipelines: stages and what they ask for"),
        category: storage,
        commands: [
          PipelineList.command, PipelineShow.command, PipelineAdd.command, PipelineEdit.command,
          PipelineArchive.command, PipelineArchive.restoring, PipelineLintCommand.command,
        ]),
      CRMCommand(
        group: "stage",
        summary: Text(
          ru: "этапы воронок: добавить, переставить", en: "stages of pipelines: add, rearrange"),
        category: storage,
        commands: [
          StageAdd.command, StageList.command, StageEdit.command, StageMove.command,
          StageRemove.command,
        ]),
      CRMCommand(
        group: "rate", summary: Text(ru: "курсы валют", en: "rates of currencies"),
        category: storage, commands: [RateSet.command, RateList.command]),
      CRMCommand(
        group: "field",
        summary: Text(
          ru: "свои поля компаний, контактов и сделок",
          en: "your own fields of companies, contacts and deals"),
        category: storage,
        commands: [FieldAdd.command, FieldList.command, FieldEdit.command, FieldRemove.command]),
      CRMCommand(
        group: "check",
        summary: Text(ru: "свои проверки аудита", en: "your own checks of the audit"),
        category: storage, commands: [CheckAdd.command, CheckList.command, CheckRemove.command]),
      CRMCommand(
        group: "settings",
        summary: Text(
          ru: "настройки: часы, праздники, действия", en: "settings: hours, holidays, actions"),
        category: storage,
        commands: [SettingsShow.command, SettingsSet.command]),
      CRMCommand(
        group: "import",
        summary: Text(
          ru: "взять данные из другой программы", en: "take data in from another program"),
        category: storage,
        commands: [ImportCSV.command, ImportGuessCommand.command] + ImportFromProgram.commands
          + [ImportPayments.command, ImportDocuments.command]),
      ExportCommand.group(storage),
      Undo.command(storage), Redo.command(storage), Batch.command(storage),
      Fsck.command(storage), BackupCommand.command(storage), Restore.command(storage),
      SyncCommands.group(storage), Clone.command(storage), MergeDocument.command,
    ]
  }

  private static var help: [CRMCommand] {
    [
      HelpCommand.command(aid), Completions.group(aid), Commands.command(aid),
      CompletionHelper.command,
    ]
  }

  private static var exitStatuses: [ExitStatus] {
    [
      ExitStatus(0, Text(ru: "сделано", en: "done")),
      ExitStatus(1, Text(ru: "проверка что-то нашла", en: "a check found something")),
      ExitStatus(2, Text(ru: "ошибка в командной строке", en: "the command line is wrong")),
      ExitStatus(
        3,
        Text(
          ru: "не разрешает правило; ничего не изменилось", en: "refused by a rule; nothing changed"
        )),
      ExitStatus(
        4,
        Text(
          ru: "не найдено или подходит несколько", en: "not found, or the reference fits several")),
      ExitStatus(
        5, Text(ru: "каталогом данных нельзя пользоваться", en: "the data directory cannot be used")
      ),
      ExitStatus(6, Text(ru: "нет прав", en: "not permitted for this user")),
      ExitStatus(7, Text(ru: "тем временем изменилось", en: "changed meanwhile")),
      ExitStatus(70, Text(ru: "ошибка в самой программе", en: "a bug in crm")),
      ExitStatus(74, Text(ru: "отказала система", en: "the system failed")),
    ]
  }
}
