# fish completion of crm, made by the program itself: changes are lost

# Sets the commands NAME|DESCRIPTION, the one that is meant where no word names any, and the rows
# NAMES|ACTION|UNLESS|DESCRIPTION behind a path.
function __crm_table --no-scope-shadowing
    set fallback
    set commands
    set rows
    switch "$argv"
        case ''
            set commands \
                'lead|leads: from forms, calls, letters' \
                'company|companies: add, find, edit' \
                'contact|contacts: people at companies' \
                'dupes|find who was added twice' \
                'tag|labels: the tree, names' \
                'deal|deals: add, move through stages, close' \
                'list|lists: built-in ones and your own' \
                'comment|comments on deals' \
                'task|tasks: set, finish, put off' \
                'call|call: what was said, what came of it, what is next' \
                'meeting|meeting: what was said, what came of it, what is next' \
                'letter|letter: what was said, what came of it, what is next' \
                'message|message: what was said, what came of it, what is next' \
                'process|processes: delivery, signing' \
                'text|text snippets' \
                'split-pay|record a payment in parts' \
                'product|products and their prices by list' \
                'quote|quotations: add, carry on, cancel' \
                'order|orders: add, carry on, cancel' \
                'invoice|invoices: add, carry on, cancel' \
                'payment|payments: add, carry on, cancel' \
                'shipment|shipments: add, carry on, cancel' \
                'contract|contracts: add, carry on, cancel' \
                'act|acts: add, carry on, cancel' \
                'claim|claims: add, carry on, cancel' \
                'purchase|purchases: add, carry on, cancel' \
                'paper|papers of all types' \
                'line|lines of papers: add, replace, remove' \
                'audit|the evening audit: what falls short' \
                'rework|rework: what the head sent back' \
                'approval|the approval of losses' \
                'today|what to do today' \
                'remind|what it is time to remind of' \
                'calendar|today\'s or the week\'s meetings' \
                'board|a pipeline by its stages' \
                'log|who did what, newest first' \
                'events|the feed for other programs' \
                'report|reports: funnel, sales, plan, losses' \
                'plan|sales plans' \
                'user|users, their roles, who stands in' \
                'role|roles: who may do what' \
                'department|departments' \
                'init|make a data directory' \
                'scenario|scenarios: how others sell' \
                'pipeline|pipelines: stages and what they ask for' \
                'stage|stages of pipelines: add, rearrange' \
                'rate|rates of currencies' \
                'field|your own fields of companies, contacts and deals' \
                'check|your own checks of the audit' \
                'settings|settings: hours, holidays, actions' \
                'import|take data in from another program' \
                'export|give data out: tables, documents, SQL' \
                'undo|take back a command' \
                'redo|do again what was taken back' \
                'batch|run many commands at once' \
                'fsck|check every file of the data' \
                'backup|copy all data' \
                'restore|bring all data back from a backup' \
                'sync|one department on several machines, by git' \
                'clone|take the data to this machine' \
                'help|help about a command or a topic' \
                'completions|completion with Tab for a shell' \
                'commands|the command tree for programs'
        case 'lead'
            set commands \
                'add|add a lead' \
                'list|list leads' \
                'show|show a lead and who it may be' \
                'edit|edit a lead' \
                'assign|hand a lead to somebody' \
                'next|the oldest new lead' \
                'accept|make a deal of a lead' \
                'link|link a lead with a deal' \
                'close|end a lead without a deal' \
                'reopen|take a closed lead up again' \
                'merge|make one lead of several' \
                'remove|remove a lead' \
                'intake|take in leads from a program'
        case 'lead add'
            set rows \
                '--name|value|--name|the person\'s name' \
                '--text|value|--text|what is asked for' \
                '--channel|value|--channel|the channel: letter, message, call, form, import, manual or your own' \
                '--source|value|--source|where it came from: site, fair' \
                '--external|value|--external|id in the source' \
                '--service-type|value|--service-type|service type' \
                '--priority|value|--priority|a priority of 0 to 3' \
                '--company|value|--company|the company as it was named' \
                '--phone|value||a phone; the first is the main one' \
                '--remove-phone|value||take a phone away' \
                '--email|value||an e-mail; the first is the main one' \
                '--remove-email|value||take an e-mail away' \
                '--manager|live user|--manager|who takes care of it' \
                '--at|live past|--at|when it was: yesterday 18:00, -2h; else now' \
                '--tag|live tag||a label, to choose by' \
                '--untag|live tag||take a label away' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'lead list'
            set rows \
                '--search|value|--search|look in all that is known' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--all|flag|--all|those that are done too' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many'
        case 'lead show'
            set rows \
                '|live lead||lead'
        case 'lead edit'
            set rows \
                '|live lead||lead' \
                '--where|value|--where|change all that a list with this expression would show: crm help where' \
                '--yes|flag|--yes|yes, change all of them' \
                '--name|value|--name|the person\'s name' \
                '--text|value|--text|what is asked for' \
                '--channel|value|--channel|the channel: letter, message, call, form, import, manual or your own' \
                '--source|value|--source|where it came from: site, fair' \
                '--external|value|--external|id in the source' \
                '--service-type|value|--service-type|service type' \
                '--priority|value|--priority|a priority of 0 to 3' \
                '--company|value|--company|the company as it was named' \
                '--phone|value||a phone; the first is the main one' \
                '--remove-phone|value||take a phone away' \
                '--email|value||an e-mail; the first is the main one' \
                '--remove-email|value||take an e-mail away' \
                '--manager|live user|--manager|who takes care of it' \
                '--at|live past|--at|when it was: yesterday 18:00, -2h; else now' \
                '--tag|live tag||a label, to choose by' \
                '--untag|live tag||take a label away' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'lead assign'
            set rows \
                '|live lead||lead' \
                '--to|live user|--to|to whom' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'lead next'
            set rows \
                '--mine|flag|--mine|mine and nobody\'s only' \
                '--claim|flag|--claim|take it' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'lead accept'
            set rows \
                '|live lead||lead' \
                '--company|live company|--company|whose it is' \
                '--contact|live contact|--contact|who got in touch' \
                '--new-company|value|--new-company|add the company too' \
                '--company-phone|value|--company-phone|the new company\'s phone' \
                '--company-email|value|--company-email|the new company\'s e-mail' \
                '--company-inn|value|--company-inn|the new company\'s INN' \
                '--new-contact|value|--new-contact|add a person at the company too' \
                '--contact-phone|value|--contact-phone|the new contact\'s phone' \
                '--contact-email|value|--contact-email|the new contact\'s e-mail' \
                '--contact-position|value|--contact-position|the new contact\'s position' \
                '--role|choice decision-maker influencer other user payer|--role|the new contact\'s role' \
                '--duplicate|flag|--duplicate|add although this client is here already' \
                '--new-deal|flag|--new-deal|add another deal though one is open' \
                '--pipeline|live pipeline|--pipeline|the pipeline; not needed if it is the only one' \
                '--manager|live user|--manager|who works on it; else you' \
                '--currency|value|--currency|the currency of sums' \
                '--budget|value|--budget|the budget' \
                '--stage|live stage|--stage|the stage, where the pipeline lets stages be skipped' \
                '-m --comment|value|-m --comment|a comment for the first stage' \
                '-t --next|live action|-t --next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--priority|value|--priority|a priority of 0 to 3' \
                '--amount|value|--amount|where the budget comes from: manual, lines or orders' \
                '--tag|live tag||a label, to choose by' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--at|live past|--at|when it happened: yesterday 18:00, -2h; else now' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'lead link'
            set rows \
                '|live lead||lead' \
                '|live deal||the deal' \
                '-t --next|live action|-t --next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'lead close'
            set rows \
                '|live lead||lead' \
                '--dead|flag|--dead --closed|there is no answer' \
                '--closed|flag|--closed --dead|settled without a deal' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'lead reopen'
            set rows \
                '|live lead||lead' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'lead merge'
            set rows \
                '|live lead||who is kept' \
                '|live lead|*|who is merged into it' \
                '--take|value||whose value a field gets' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'lead remove'
            set rows \
                '|live lead||lead' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'lead intake'
            set rows \
                '|file||the file; - or nothing for standard input' \
                '--csv|flag|--csv --input|it is CSV with the keys in the first row' \
                '--input|choice json csv|--input --csv|what comes in: json or csv' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'company'
            set commands \
                'add|add a company' \
                'list|list companies' \
                'show|show a company with its people and deals' \
                'edit|edit a company' \
                'merge|make one company of several' \
                'remove|remove a company' \
                'legal|a company\'s legal entities'
        case 'company add'
            set rows \
                '|value||its name' \
                '--phone|value||a phone; the second is one more' \
                '--remove-phone|value||take a phone away' \
                '--email|value||an e-mail; the second is one more' \
                '--remove-email|value||take an e-mail away' \
                '--address|value|--address|street and house' \
                '--city|value|--city|the town' \
                '--inn|value|--inn|the tax number' \
                '--site|value|--site|the web site' \
                '--is-customer|value|--is-customer|whether it buys: yes or no' \
                '--is-supplier|value|--is-supplier|whether it supplies: yes or no' \
                '--potential|value|--potential|what it could buy in a year' \
                '--manager|live user|--manager|who looks after it; for a new company you' \
                '--tag|live tag||a label, to choose by' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--duplicate|flag|--duplicate|add although this client is here already' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'company list'
            set rows \
                '--manager|live user|--manager|only of this manager' \
                '--tag|live tag|--tag|only with this label or one below it' \
                '--without-deal|flag|--without-deal|without any deal' \
                '--all|flag|--all|also those that buy nothing' \
                '--search|value|--search|look in names, people\'s names, phones, e-mails, tags, other fields and ids in amoCRM' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name'
        case 'company show'
            set rows \
                '|live company||the company'
        case 'company edit'
            set rows \
                '|live company||the company' \
                '--where|value|--where|change all that a list with this expression would show: crm help where' \
                '--yes|flag|--yes|yes, change all of them' \
                '--name|value|--name|its name' \
                '--phone|value||a phone; the second is one more' \
                '--remove-phone|value||take a phone away' \
                '--email|value||an e-mail; the second is one more' \
                '--remove-email|value||take an e-mail away' \
                '--address|value|--address|street and house' \
                '--city|value|--city|the town' \
                '--inn|value|--inn|the tax number' \
                '--site|value|--site|the web site' \
                '--is-customer|value|--is-customer|whether it buys: yes or no' \
                '--is-supplier|value|--is-supplier|whether it supplies: yes or no' \
                '--potential|value|--potential|what it could buy in a year' \
                '--manager|live user|--manager|who looks after it; for a new company you' \
                '--tag|live tag||a label, to choose by' \
                '--untag|live tag||take a label away' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'company merge'
            set rows \
                '|live company||who is kept' \
                '|live company|*|who is merged into it' \
                '--take|value||whose value a field gets' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'company remove'
            set rows \
                '|live company||the company' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'company legal'
            set commands \
                'add|add a legal entity to a company' \
                'edit|change a legal entity' \
                'remove|take a legal entity away'
        case 'company legal add'
            set rows \
                '|live company||the company' \
                '--name|value|--name|name' \
                '--inn|value|--inn|INN' \
                '--kpp|value|--kpp|KPP' \
                '--ogrn|value|--ogrn|OGRN' \
                '--address|value|--address|address' \
                '--bank|value|--bank|bank' \
                '--bic|value|--bic|BIC' \
                '--account|value|--account|account' \
                '--main|flag|--main|the main one' \
                '--shared-legal|flag|--shared-legal|one that several companies share' \
                '--duplicate|flag|--duplicate|add although this client is here already' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'company legal edit'
            set rows \
                '|live company||the company' \
                '|value||its INN, INN/KPP or name' \
                '--name|value|--name|name' \
                '--inn|value|--inn|INN' \
                '--kpp|value|--kpp|KPP' \
                '--ogrn|value|--ogrn|OGRN' \
                '--address|value|--address|address' \
                '--bank|value|--bank|bank' \
                '--bic|value|--bic|BIC' \
                '--account|value|--account|account' \
                '--main|flag|--main|the main one' \
                '--shared-legal|flag|--shared-legal|one that several companies share' \
                '--duplicate|flag|--duplicate|add although this client is here already' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'company legal remove'
            set rows \
                '|live company||the company' \
                '|value||its INN, INN/KPP or name' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'contact'
            set commands \
                'add|add a person at a company' \
                'list|list contacts' \
                'show|show a contact' \
                'edit|edit a contact' \
                'merge|make one contact of several' \
                'remove|remove a contact'
        case 'contact add'
            set rows \
                '|live company||the company' \
                '--name|value|--name|the full name' \
                '--last-name|value|--last-name|last name' \
                '--first-name|value|--first-name|first name' \
                '--patronymic|value|--patronymic|patronymic' \
                '--position|value|--position|the position' \
                '--phone|value||a phone; the second is one more' \
                '--remove-phone|value||take a phone away' \
                '--email|value||an e-mail; the second is one more' \
                '--remove-email|value||take an e-mail away' \
                '--messenger|value|--messenger|a messenger and the name there: \'Telegram @delos\'' \
                '--role|choice decision-maker influencer other user payer|--role|the role in new deals of the company' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--duplicate|flag|--duplicate|add although this client is here already' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'contact list'
            set rows \
                '--company|live company|--company|only of this company' \
                '--search|value|--search|look in names, phones and e-mails' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name'
        case 'contact show'
            set rows \
                '|live contact||the contact'
        case 'contact edit'
            set rows \
                '|live contact||the contact' \
                '--where|value|--where|change all that a list with this expression would show: crm help where' \
                '--yes|flag|--yes|yes, change all of them' \
                '--name|value|--name|the full name' \
                '--last-name|value|--last-name|last name' \
                '--first-name|value|--first-name|first name' \
                '--patronymic|value|--patronymic|patronymic' \
                '--position|value|--position|the position' \
                '--phone|value||a phone; the second is one more' \
                '--remove-phone|value||take a phone away' \
                '--email|value||an e-mail; the second is one more' \
                '--remove-email|value||take an e-mail away' \
                '--messenger|value|--messenger|a messenger and the name there: \'Telegram @delos\'' \
                '--role|choice decision-maker influencer other user payer|--role|the role in new deals of the company' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'contact merge'
            set rows \
                '|live contact||who is kept' \
                '|live contact|*|who is merged into it' \
                '--take|value||whose value a field gets' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'contact remove'
            set rows \
                '|live contact||the contact' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'dupes'
            set rows \
                '|choice companies contacts leads||only companies, contacts or new leads'
        case 'tag'
            set commands \
                'list|show the tree of labels' \
                'rename|rename a label' \
                'remove|take a label off everything'
        case 'tag list'
            set rows 
        case 'tag rename'
            set rows \
                '|live tag||the label' \
                '|live tag||its new name' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'tag remove'
            set rows \
                '|live tag||the label' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal'
            set commands \
                'add|add a deal' \
                'copy|add a deal like another one' \
                'list|list deals' \
                'find|find deals by a text' \
                'show|show a deal\'s card' \
                'papers|a deal\'s papers: what rests on what' \
                'edit|edit a deal' \
                'move|move a deal to a stage' \
                'close|close a deal' \
                'reopen|reopen a closed deal' \
                'goal|note a goal that was reached' \
                'resume|do what a rule could not' \
                'dismiss|wait no more for what a rule could not do' \
                'settle|agree with what a merge decided' \
                'assign|hand a deal to another manager' \
                'share|let somebody take part in a deal' \
                'unshare|take a participant out of a deal' \
                'join|join a deal, as a head' \
                'delete|delete a deal' \
                'restore|restore a deleted deal' \
                'purge|remove what was deleted for good' \
                'contact|a deal\'s contacts'
        case 'deal add'
            set rows \
                '|live company||the company' \
                '--new-company|value|--new-company --from-invoice|add the company too' \
                '--company-phone|value|--company-phone|the new company\'s phone' \
                '--company-email|value|--company-email|the new company\'s e-mail' \
                '--company-inn|value|--company-inn|the new company\'s INN' \
                '--new-contact|value|--new-contact|add a person at the company too' \
                '--contact-phone|value|--contact-phone|the new contact\'s phone' \
                '--contact-email|value|--contact-email|the new contact\'s e-mail' \
                '--contact-position|value|--contact-position|the new contact\'s position' \
                '--role|choice decision-maker influencer other user payer|--role|the new contact\'s role' \
                '--duplicate|flag|--duplicate|add although this client is here already' \
                '--from-invoice|live paper|--from-invoice --new-company|from an invoice that has no deal' \
                '--pipeline|live pipeline|--pipeline|the pipeline; not needed if it is the only one' \
                '--manager|live user|--manager|who works on it; else you' \
                '--currency|value|--currency|the currency of sums' \
                '--budget|value|--budget|the budget' \
                '--stage|live stage|--stage|the stage, where the pipeline lets stages be skipped' \
                '-m --comment|value|-m --comment|a comment for the first stage' \
                '-t --next|live action|-t --next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--priority|value|--priority|a priority of 0 to 3' \
                '--amount|value|--amount|where the budget comes from: manual, lines or orders' \
                '--tag|live tag||a label, to choose by' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--at|live past|--at|when it happened: yesterday 18:00, -2h; else now' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal copy'
            set rows \
                '|live deal||the deal' \
                '--manager|live user|--manager|who works on it; else you' \
                '-t --next|live action|-t --next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal list'
            set rows \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--stage|live stage|--stage|only at this stage' \
                '--manager|live user|--manager|only of this manager' \
                '--company|live company|--company|only of this company' \
                '--state|choice open pending won lost deleted closed all|--state|only those in this state; closed are won and lost; else open' \
                '--health|choice none red yellow green|--health|only without a task, overdue, due today, due later' \
                '--no-task|flag|--no-task|without an open task' \
                '--overdue|flag|--overdue|with an overdue task' \
                '--search|value|--search|look in names, people\'s names, phones, e-mails, tags, other fields and ids in amoCRM' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many' \
                '--full|flag|--full|whole cards: contacts, tasks, comments, history'
        case 'deal find'
            set rows \
                '|value||a part of a name, a phone…' \
                '--state|choice open pending won lost deleted closed all|--state|only those in this state; closed are won and lost; else all' \
                '--manager|live user|--manager|only of this manager' \
                '--limit|value|--limit|no more than this many'
        case 'deal show'
            set rows \
                '|live deal||the deal' \
                '--all|flag|--all|also what was undone'
        case 'deal papers'
            set rows \
                '|live deal||the deal'
        case 'deal edit'
            set rows \
                '|live deal||the deal' \
                '--where|value|--where --if-revision|change all that a list with this expression would show: crm help where' \
                '--yes|flag|--yes|yes, change all of them' \
                '--name|value|--name|the name' \
                '--currency|value|--currency|the currency of sums' \
                '--budget|value|--budget|the budget' \
                '--package|live package|--package|what was sold' \
                '--end-date|live due|--end-date|the day the package ends: 2027-02-28' \
                '--reason|live loss-reason|--reason|the loss reason' \
                '--spoke-with|value|--spoke-with|with whom you spoke: full name' \
                '--position|value|--position|that person\'s position' \
                '--priority|value|--priority|a priority of 0 to 3' \
                '--amount|value|--amount|where the budget comes from: manual, lines or orders' \
                '--tag|live tag||a label, to choose by' \
                '--untag|live tag||take a label away' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--why|value|--why|why the budget is another one' \
                '--if-revision|value|--if-revision --where|only where the deal\'s revision is still N (the field revision)' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal move'
            set rows \
                '|live deal||the deal' \
                '|live next-stage||the stage' \
                '--where|value|--where|change all that a list with this expression would show: crm help where' \
                '--yes|flag|--yes|yes, change all of them' \
                '--stage|live stage|--stage|the stage for all' \
                '--pipeline|live pipeline|--pipeline|the stage is one of another pipeline, which the deal enters' \
                '-m --comment|value|-m --comment|a substantive comment' \
                '--report|live section||a section of the meeting report' \
                '--budget|value|--budget|the budget' \
                '--package|live package|--package|what was sold' \
                '-r --result|value|-r --result|the result of a task: the meeting where its report is due, else the one due first' \
                '--task|value|--task|the result is that of task N' \
                '-t --next|live action|-t --next --no-next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--no-next|flag|--no-next -t --next|there will be no next task' \
                '--reason|value|--reason|why' \
                '--at|live past|--at|when it happened: yesterday 18:00, -2h; else now' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal close'
            set rows \
                '|live deal||the deal' \
                '--won|flag|--won --lost|as won' \
                '--lost|flag|--lost --won|as lost' \
                '--end-date|live due|--end-date|the day the package ends: 2027-02-28' \
                '--package|live package|--package|what was sold' \
                '--budget|value|--budget|the budget' \
                '--reason|live loss-reason|--reason|the loss reason' \
                '--spoke-with|value|--spoke-with|with whom you spoke: full name' \
                '--position|value|--position|that person\'s position' \
                '-m --comment|value|-m --comment|a substantive comment' \
                '-r --result|value|-r --result|the result of the open tasks' \
                '--at|live past|--at|when it happened: yesterday 18:00, -2h; else now' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal reopen'
            set rows \
                '|live deal||the deal' \
                '-m --comment|value|-m --comment|why' \
                '--stage|live stage|--stage|the stage; else its last open one' \
                '-t --next|live action|-t --next --no-next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--no-next|flag|--no-next -t --next|there will be no next task' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal goal'
            set rows \
                '|live deal||the deal' \
                '|value||a goal of a stage' \
                '-m --comment|value|-m --comment|a substantive comment' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal resume'
            set rows \
                '|live deal||the deal' \
                '|value||the rule\'s id' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal dismiss'
            set rows \
                '|live deal||the deal' \
                '|value||the rule\'s id' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal settle'
            set rows \
                '|live deal||the deal' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal assign'
            set rows \
                '|live deal||the deal' \
                '|live user||to whom' \
                '--where|value|--where --no-task|change all that a list with this expression would show: crm help where' \
                '--yes|flag|--yes|yes, change all of them' \
                '--no-task|flag|--no-task --where|all without a task' \
                '--older|value|--older|without one for so long at least' \
                '--from|live user|--from|whose deals' \
                '--to|live user|--to|to whom' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal share'
            set rows \
                '|live deal||the deal' \
                '|live user||who' \
                '--until|live due|--until|the last day' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal unshare'
            set rows \
                '|live deal||the deal' \
                '|live user||who' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal join'
            set rows \
                '|live deal||the deal' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal delete'
            set rows \
                '|live deal||the deal' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal restore'
            set rows \
                '|live deleted-deal||the deal' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal purge'
            set rows \
                '|live deleted-deal||the deal' \
                '--yes|flag|--yes|yes, for good' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal contact'
            set commands \
                'add|link a contact with a deal' \
                'show|whom to call and write to' \
                'remove|take a contact out of a deal'
        case 'deal contact add'
            set rows \
                '|live deal||the deal' \
                '|live contact||the contact' \
                '--role|choice decision-maker influencer other user payer|--role|the role in this deal; else as the contact\'s card says' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'deal contact show'
            set rows \
                '|live deal||the deal'
        case 'deal contact remove'
            set rows \
                '|live deal||the deal' \
                '|live contact||the contact' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'list'
            set commands \
                'show|print a list' \
                'save|save a list under a name' \
                'remove|take a saved list away'
            set fallback show
            set rows \
                '|live list||the name of the list'
        case 'list show'
            set rows \
                '|live list||the name of the list' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--stage|live stage|--stage|only at this stage' \
                '--manager|live user|--manager|only of this manager' \
                '--company|live company|--company|only of this company' \
                '--state|choice open pending won lost deleted closed all|--state|only those in this state; closed are won and lost; else open' \
                '--health|choice none red yellow green|--health|only without a task, overdue, due today, due later' \
                '--no-task|flag|--no-task|without an open task' \
                '--overdue|flag|--overdue|with an overdue task' \
                '--search|value|--search|look in names, people\'s names, phones, e-mails, tags, other fields and ids in amoCRM' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many'
        case 'list save'
            set rows \
                '|value||the name of the list' \
                '--of|choice company contact deal lead product paper task log|--of|a list of what; else deal' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--stage|live stage|--stage|only at this stage' \
                '--manager|live user|--manager|only of this manager' \
                '--company|live company|--company|only of this company' \
                '--state|choice open pending won lost deleted closed all|--state|only those in this state; closed are won and lost; else open' \
                '--health|choice none red yellow green|--health|only without a task, overdue, due today, due later' \
                '--no-task|flag|--no-task|without an open task' \
                '--overdue|flag|--overdue|with an overdue task' \
                '--search|value|--search|look in names, people\'s names, phones, e-mails, tags, other fields and ids in amoCRM' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'list remove'
            set rows \
                '|live saved-list||the name of the list' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'comment'
            set commands \
                'add|write a comment'
        case 'comment add'
            set rows \
                '|live deal||the deal' \
                '|value||the text; - reads standard input' \
                '--report|live section||a section of the meeting report' \
                '--stage|live stage|--stage|about which stage; else the present one' \
                '--at|live past|--at|when it happened: yesterday 18:00, -2h; else now' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'task'
            set commands \
                'set|set a task' \
                'list|list tasks' \
                'done|finish a task' \
                'reschedule|put a task off' \
                'assign|hand a task to somebody else' \
                'cancel|cancel a task'
        case 'task set'
            set rows \
                '|live deal||the deal' \
                '|live action||what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--text|value|--text|anything more to say' \
                '--kind|choice task note chat|--kind|what it is; a deal needs one of kind task' \
                '--remind|value|--remind|how long before it is due to remind; else as of its action' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'task list'
            set rows \
                '--assignee|live user|--assignee --mine|only of this person' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine --assignee|only mine' \
                '--overdue|flag|--overdue|overdue ones' \
                '--today|flag|--today|due today' \
                '--tomorrow|flag|--tomorrow|due tomorrow' \
                '--all|flag|--all|ended ones too' \
                '--deal|live deal|--deal|only of this deal' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name'
        case 'task done'
            set rows \
                '|live task||the task' \
                '-r --result|value|-r --result|what came of it' \
                '-t --next|live action|-t --next --no-next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--no-next|flag|--no-next -t --next|there will be no next task' \
                '--reason|value|--reason|why' \
                '--duration|value|--duration|how long it took' \
                '--at|live past|--at|when it happened: yesterday 18:00, -2h; else now' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'task reschedule'
            set rows \
                '|live task||the task' \
                '--where|value|--where|change all that a list with this expression would show: crm help where' \
                '--yes|flag|--yes|yes, change all of them' \
                '-d --due|live due|-d --due|by when now: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'task assign'
            set rows \
                '|live task||the task' \
                '|live user||to whom' \
                '--where|value|--where|change all that a list with this expression would show: crm help where' \
                '--yes|flag|--yes|yes, change all of them' \
                '--from|live user|--from|whose tasks, all' \
                '--to|live user|--to|to whom all' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'task cancel'
            set rows \
                '|live task||the task' \
                '-t --next|live action|-t --next --no-next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--no-next|flag|--no-next -t --next|there will be no next task' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'call'
            set rows \
                '|live deal||the deal' \
                '-m --comment|value|-m --comment|what was said' \
                '--report|live section||a section of the meeting report' \
                '-r --result|value|-r --result|the result of a task: the meeting where its report is due, else the one due first' \
                '--task|value|--task|the result is that of task N' \
                '-t --next|live action|-t --next --no-next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--no-next|flag|--no-next -t --next|there will be no next task' \
                '--reason|value|--reason|why' \
                '--to|live next-stage|--to|the stage to move to' \
                '--incoming|flag|--incoming --outgoing|the client got in touch' \
                '--outgoing|flag|--outgoing --incoming|we got in touch' \
                '--duration|value|--duration|how long it took' \
                '--at|live past|--at|when it happened: yesterday 18:00, -2h; else now' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'meeting'
            set rows \
                '|live deal||the deal' \
                '-m --comment|value|-m --comment|what was said' \
                '--report|live section||a section of the meeting report' \
                '-r --result|value|-r --result|the result of a task: the meeting where its report is due, else the one due first' \
                '--task|value|--task|the result is that of task N' \
                '-t --next|live action|-t --next --no-next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--no-next|flag|--no-next -t --next|there will be no next task' \
                '--reason|value|--reason|why' \
                '--to|live next-stage|--to|the stage to move to' \
                '--incoming|flag|--incoming --outgoing|the client got in touch' \
                '--outgoing|flag|--outgoing --incoming|we got in touch' \
                '--duration|value|--duration|how long it took' \
                '--at|live past|--at|when it happened: yesterday 18:00, -2h; else now' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'letter'
            set rows \
                '|live deal||the deal' \
                '-m --comment|value|-m --comment|what was said' \
                '--report|live section||a section of the meeting report' \
                '-r --result|value|-r --result|the result of a task: the meeting where its report is due, else the one due first' \
                '--task|value|--task|the result is that of task N' \
                '-t --next|live action|-t --next --no-next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--no-next|flag|--no-next -t --next|there will be no next task' \
                '--reason|value|--reason|why' \
                '--to|live next-stage|--to|the stage to move to' \
                '--incoming|flag|--incoming --outgoing|the client got in touch' \
                '--outgoing|flag|--outgoing --incoming|we got in touch' \
                '--duration|value|--duration|how long it took' \
                '--at|live past|--at|when it happened: yesterday 18:00, -2h; else now' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'message'
            set rows \
                '|live deal||the deal' \
                '-m --comment|value|-m --comment|what was said' \
                '--report|live section||a section of the meeting report' \
                '-r --result|value|-r --result|the result of a task: the meeting where its report is due, else the one due first' \
                '--task|value|--task|the result is that of task N' \
                '-t --next|live action|-t --next --no-next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--no-next|flag|--no-next -t --next|there will be no next task' \
                '--reason|value|--reason|why' \
                '--to|live next-stage|--to|the stage to move to' \
                '--incoming|flag|--incoming --outgoing|the client got in touch' \
                '--outgoing|flag|--outgoing --incoming|we got in touch' \
                '--duration|value|--duration|how long it took' \
                '--at|live past|--at|when it happened: yesterday 18:00, -2h; else now' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'process'
            set commands \
                'list|which there are' \
                'start|start one for a deal' \
                'show|a deal\'s processes' \
                'stop|stop one before its end'
        case 'process list'
            set rows 
        case 'process start'
            set rows \
                '|live process||the process' \
                '|live deal||the deal' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'process show'
            set rows \
                '|live deal||the deal'
        case 'process stop'
            set rows \
                '|live deal||the deal' \
                '|live process||the process' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'text'
            set commands \
                'list|which there are' \
                'show|as it was written' \
                'render|fill it from a deal'
        case 'text list'
            set rows 
        case 'text show'
            set rows \
                '|live text||which one'
        case 'text render'
            set rows \
                '|live text||which one' \
                '|live deal||the deal'
        case 'split-pay'
            set rows \
                '|live deal||the deal' \
                '--paid|value|--paid|what was paid' \
                '--total|value|--total|the full sum; needed with the first part' \
                '--package|live package|--package|what was sold' \
                '--end-date|live due|--end-date|the day the package ends: 2027-02-28' \
                '-r --result|value|-r --result|the result of the open tasks' \
                '-t --next|live action|-t --next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--adjust-total|value|--adjust-total|another full sum than agreed' \
                '--reason|value|--reason|why the full sum changed' \
                '--at|live past|--at|when it happened: yesterday 18:00, -2h; else now' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'product'
            set commands \
                'add|add a product' \
                'list|list products' \
                'show|show a product' \
                'edit|edit a product' \
                'price|set a price from a day on' \
                'import|take products and prices from a table'
        case 'product add'
            set rows \
                '|value||the code that lines have' \
                '--name|value|--name|name' \
                '--unit|value|--unit|the unit: pcs, h, kg' \
                '--vat-rate|value|--vat-rate|the VAT rate: none, 0, 5, 7, 10, 20, 22' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--price|value|--price|the price of one unit' \
                '--list|value|--list|the price list, else retail' \
                '--currency|value|--currency|the currency of sums' \
                '--from|live due|--from|from which day, else from today' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'product list'
            set rows \
                '--search|value|--search|look in all that is known' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--all|flag|--all|those that are done too' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many'
        case 'product show'
            set rows \
                '|live product||product'
        case 'product edit'
            set rows \
                '|live product||product' \
                '--where|value|--where|change all that a list with this expression would show: crm help where' \
                '--yes|flag|--yes|yes, change all of them' \
                '--name|value|--name|name' \
                '--unit|value|--unit|the unit: pcs, h, kg' \
                '--vat-rate|value|--vat-rate|the VAT rate: none, 0, 5, 7, 10, 20, 22' \
                '--retired|flag|--retired --active|it is sold no longer' \
                '--active|flag|--active --retired|it is sold again' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'product price'
            set rows \
                '|live product||product' \
                '|value||the price of one unit' \
                '--list|value|--list|the price list, else retail' \
                '--currency|value|--currency|the currency of sums' \
                '--from|live due|--from|from which day, else from today' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'product import'
            set rows \
                '|file||the table; - for standard input' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'quote'
            set commands \
                'add|add a quotation' \
                'list|list quotations' \
                'show|show a quotation' \
                'edit|edit a quotation' \
                'accept|the client wants it' \
                'variant|variants of a quotation' \
                'send|note that it was sent' \
                'reject|the client does not want it' \
                'expire|it is valid no longer' \
                'print|print a quotation' \
                'cancel|cancel a quotation' \
                'renumber|give it the next number'
        case 'quote add'
            set rows \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--company|live company|--company|whose it is, without a deal' \
                '--line|value||a line \'ITEM; QUANTITY; PRICE; DISCOUNT%; VAT\'; what is empty is the product\'s' \
                '--variant|value|--variant|the variant that the lines are' \
                '--date|value|--date|its day; else today' \
                '--number|value|--number|number' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--valid-until|value|--valid-until|valid until' \
                '--price-list|value|--price-list|the price list, else retail' \
                '--warehouse|value|--warehouse|warehouse' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--vat|value|--vat|VAT: included in prices, or on-top' \
                '--currency|value|--currency|the currency of sums' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'quote list'
            set rows \
                '--search|value|--search|look in all that is known' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--all|flag|--all|those that are done too' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many'
        case 'quote show'
            set rows \
                '|live paper||quotation'
        case 'quote edit'
            set rows \
                '|live paper||quotation' \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--valid-until|value|--valid-until|valid until' \
                '--price-list|value|--price-list|the price list, else retail' \
                '--warehouse|value|--warehouse|warehouse' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'quote accept'
            set rows \
                '|live paper||quotation' \
                '--variant|value|--variant|which variant was chosen' \
                '--make-order|flag|--make-order|add the order at once' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'quote variant'
            set commands \
                'add|add a variant'
        case 'quote variant add'
            set rows \
                '|live paper||quotation' \
                '|value||its name' \
                '--line|value||a line \'ITEM; QUANTITY; PRICE; DISCOUNT%; VAT\'; what is empty is the product\'s' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'quote send'
            set rows \
                '|live paper||quotation' \
                '--to|value|--to|the e-mail that it went to' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'quote reject'
            set rows \
                '|live paper||quotation' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'quote expire'
            set rows \
                '|live paper||quotation' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'quote print'
            set rows \
                '|live paper||quotation' \
                '--out|file|--out|write it to a file'
        case 'quote cancel'
            set rows \
                '|live paper||quotation' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'quote renumber'
            set rows \
                '|live paper||quotation' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'order'
            set commands \
                'add|add an order' \
                'list|list orders' \
                'show|show an order' \
                'edit|edit an order' \
                'promise|another day of payment is promised' \
                'confirm|agree on it' \
                'done|it is fulfilled' \
                'cancel|cancel an order' \
                'renumber|give it the next number'
        case 'order add'
            set rows \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--company|live company|--company|whose it is, without a deal' \
                '--quote|live paper||based on this quotation' \
                '--contract|live paper||based on this contract' \
                '--line|value|--lines|a line \'ITEM; QUANTITY; PRICE; DISCOUNT%; VAT\'; what is empty is the product\'s' \
                '--lines|value|--lines --line|these lines of the quotation only; else all that are not ordered yet' \
                '--schedule|value|--schedule|the schedule: \'50% today; 50% +14d\', from the order\'s day on' \
                '--date|value|--date|its day; else today' \
                '--number|value|--number|number' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--price-list|value|--price-list|the price list, else retail' \
                '--warehouse|value|--warehouse|warehouse' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--vat|value|--vat|VAT: included in prices, or on-top' \
                '--currency|value|--currency|the currency of sums' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'order list'
            set rows \
                '--search|value|--search|look in all that is known' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--all|flag|--all|those that are done too' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many'
        case 'order show'
            set rows \
                '|live paper||order'
        case 'order edit'
            set rows \
                '|live paper||order' \
                '--schedule|value|--schedule|the schedule: \'50% today; 50% +14d\', from the order\'s day on' \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--price-list|value|--price-list|the price list, else retail' \
                '--warehouse|value|--warehouse|warehouse' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'order promise'
            set rows \
                '|live paper||order' \
                '--part|value|--part|the part of the schedule, from 1' \
                '--reason|value|--reason|why it is another day' \
                '-t --next|live action|-t --next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'order confirm'
            set rows \
                '|live paper||order' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'order done'
            set rows \
                '|live paper||order' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'order cancel'
            set rows \
                '|live paper||order' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'order renumber'
            set rows \
                '|live paper||order' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'invoice'
            set commands \
                'add|add an invoice' \
                'list|list invoices' \
                'show|show an invoice' \
                'edit|edit an invoice' \
                'request|the client asked for an invoice' \
                'send|note that it was sent' \
                'print|print an invoice' \
                'cancel|cancel an invoice' \
                'renumber|give it the next number'
        case 'invoice add'
            set rows \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--company|live company|--company|whose it is, without a deal' \
                '--order|live paper||based on this order' \
                '--shipment|live paper||based on this shipment' \
                '--line|value|--part|a line \'ITEM; QUANTITY; PRICE; DISCOUNT%; VAT\'; what is empty is the product\'s' \
                '--part|value|--part --line --vat|this part of the order\'s payment schedule only' \
                '--date|value|--date|its day; else today' \
                '--number|value|--number|number' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--valid-until|value|--valid-until|valid until' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--vat|value|--vat --part|VAT: included in prices, or on-top' \
                '--currency|value|--currency|the currency of sums' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'invoice list'
            set rows \
                '--search|value|--search|look in all that is known' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--all|flag|--all|those that are done too' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many'
        case 'invoice show'
            set rows \
                '|live paper||invoice'
        case 'invoice edit'
            set rows \
                '|live paper||invoice' \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--valid-until|value|--valid-until|valid until' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'invoice request'
            set rows \
                '|live deal||the deal' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'invoice send'
            set rows \
                '|live paper||invoice' \
                '--to|value|--to|the e-mail that it went to' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'invoice print'
            set rows \
                '|live paper||invoice' \
                '--out|file|--out|write it to a file'
        case 'invoice cancel'
            set rows \
                '|live paper||invoice' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'invoice renumber'
            set rows \
                '|live paper||invoice' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'payment'
            set commands \
                'add|add a payment' \
                'list|list payments' \
                'show|show a payment' \
                'edit|edit a payment' \
                'apply|use an advance' \
                'cancel|cancel a payment' \
                'renumber|give it the next number'
        case 'payment add'
            set rows \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--company|live company|--company|whose it is, without a deal' \
                '--invoice|live paper|--invoice --order|based on this invoice' \
                '--order|live paper|--order --invoice|based on this order' \
                '--sum|value|--sum|the sum' \
                '--advance|flag|--advance|what is more than is left is the client\'s advance' \
                '--date|value|--date|its day; else today' \
                '--number|value|--number|number' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--ref|value|--ref|the number of the bank\'s document' \
                '--reason|value|--reason|reason' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--currency|value|--currency|the currency of sums' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'payment list'
            set rows \
                '--search|value|--search|look in all that is known' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--all|flag|--all|those that are done too' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many'
        case 'payment show'
            set rows \
                '|live paper||payment'
        case 'payment edit'
            set rows \
                '|live paper||payment' \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--ref|value|--ref|the number of the bank\'s document' \
                '--reason|value|--reason|reason' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'payment apply'
            set rows \
                '|live paper||payment' \
                '--invoice|live paper|--invoice --order|for this invoice' \
                '--order|live paper|--order --invoice|for this order' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'payment cancel'
            set rows \
                '|live paper||payment' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'payment renumber'
            set rows \
                '|live paper||payment' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'shipment'
            set commands \
                'add|add a shipment' \
                'list|list shipments' \
                'show|show a shipment' \
                'edit|edit a shipment' \
                'ship|it has left' \
                'deliver|it has arrived' \
                'cancel|cancel a shipment' \
                'renumber|give it the next number'
        case 'shipment add'
            set rows \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--company|live company|--company|whose it is, without a deal' \
                '--order|live paper|--order|based on this order' \
                '--line|value||a number of the order\'s line and how much; else all that is left' \
                '--planned|flag|--planned|only plan it' \
                '--date|value|--date|its day; else today' \
                '--number|value|--number|number' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--tracking|value|--tracking|how it travels' \
                '--warehouse|value|--warehouse|warehouse' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--currency|value|--currency|the currency of sums' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'shipment list'
            set rows \
                '--search|value|--search|look in all that is known' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--all|flag|--all|those that are done too' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many'
        case 'shipment show'
            set rows \
                '|live paper||shipment'
        case 'shipment edit'
            set rows \
                '|live paper||shipment' \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--tracking|value|--tracking|how it travels' \
                '--warehouse|value|--warehouse|warehouse' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'shipment ship'
            set rows \
                '|live paper||shipment' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'shipment deliver'
            set rows \
                '|live paper||shipment' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'shipment cancel'
            set rows \
                '|live paper||shipment' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'shipment renumber'
            set rows \
                '|live paper||shipment' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'contract'
            set commands \
                'add|add a contract' \
                'list|list contracts' \
                'show|show a contract' \
                'edit|edit a contract' \
                'send|note that it was sent' \
                'sign|both have signed it' \
                'end|it is over' \
                'cancel|cancel a contract' \
                'renumber|give it the next number'
        case 'contract add'
            set rows \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--company|live company|--company|whose it is, without a deal' \
                '--sum|value|--sum|the sum' \
                '--date|value|--date|its day; else today' \
                '--number|value|--number|number' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--valid-until|value|--valid-until|valid until' \
                '--terms|value|--terms|the schedule of the orders by it: \'50% today; 50% +14d\'' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--currency|value|--currency|the currency of sums' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'contract list'
            set rows \
                '--search|value|--search|look in all that is known' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--all|flag|--all|those that are done too' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many'
        case 'contract show'
            set rows \
                '|live paper||contract'
        case 'contract edit'
            set rows \
                '|live paper||contract' \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--valid-until|value|--valid-until|valid until' \
                '--terms|value|--terms|the schedule of the orders by it: \'50% today; 50% +14d\'' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'contract send'
            set rows \
                '|live paper||contract' \
                '--to|value|--to|the e-mail that it went to' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'contract sign'
            set rows \
                '|live paper||contract' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'contract end'
            set rows \
                '|live paper||contract' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'contract cancel'
            set rows \
                '|live paper||contract' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'contract renumber'
            set rows \
                '|live paper||contract' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'act'
            set commands \
                'add|add an act' \
                'list|list acts' \
                'show|show an act' \
                'edit|edit an act' \
                'send|note that it was sent' \
                'sign|both have signed it' \
                'print|print an act' \
                'cancel|cancel an act' \
                'renumber|give it the next number'
        case 'act add'
            set rows \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--company|live company|--company|whose it is, without a deal' \
                '--order|live paper||based on this order' \
                '--shipment|live paper||based on this shipment' \
                '--line|value||a line \'ITEM; QUANTITY; PRICE; DISCOUNT%; VAT\'; what is empty is the product\'s' \
                '--date|value|--date|its day; else today' \
                '--number|value|--number|number' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--vat|value|--vat|VAT: included in prices, or on-top' \
                '--currency|value|--currency|the currency of sums' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'act list'
            set rows \
                '--search|value|--search|look in all that is known' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--all|flag|--all|those that are done too' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many'
        case 'act show'
            set rows \
                '|live paper||act'
        case 'act edit'
            set rows \
                '|live paper||act' \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'act send'
            set rows \
                '|live paper||act' \
                '--to|value|--to|the e-mail that it went to' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'act sign'
            set rows \
                '|live paper||act' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'act print'
            set rows \
                '|live paper||act' \
                '--out|file|--out|write it to a file'
        case 'act cancel'
            set rows \
                '|live paper||act' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'act renumber'
            set rows \
                '|live paper||act' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'claim'
            set commands \
                'add|add a claim' \
                'list|list claims' \
                'show|show a claim' \
                'edit|edit a claim' \
                'answer|answer it' \
                'close|settle it' \
                'cancel|cancel a claim' \
                'renumber|give it the next number'
        case 'claim add'
            set rows \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--company|live company|--company|whose it is, without a deal' \
                '--order|live paper||based on this order' \
                '--shipment|live paper||based on this shipment' \
                '--date|value|--date|its day; else today' \
                '--number|value|--number|number' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--subject|value|--subject|subject' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--currency|value|--currency|the currency of sums' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'claim list'
            set rows \
                '--search|value|--search|look in all that is known' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--all|flag|--all|those that are done too' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many'
        case 'claim show'
            set rows \
                '|live paper||claim'
        case 'claim edit'
            set rows \
                '|live paper||claim' \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--subject|value|--subject|subject' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'claim answer'
            set rows \
                '|live paper||claim' \
                '--text|value|--text|answer' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'claim close'
            set rows \
                '|live paper||claim' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'claim cancel'
            set rows \
                '|live paper||claim' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'claim renumber'
            set rows \
                '|live paper||claim' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'purchase'
            set commands \
                'add|add a purchase' \
                'list|list purchases' \
                'show|show a purchase' \
                'edit|edit a purchase' \
                'receive|it has come' \
                'cancel|cancel a purchase' \
                'renumber|give it the next number'
        case 'purchase add'
            set rows \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--company|live company|--company|whose it is, without a deal' \
                '--order|live paper||based on this order' \
                '--line|value||a line \'ITEM; QUANTITY; PRICE; DISCOUNT%; VAT\'; what is empty is the product\'s' \
                '--date|value|--date|its day; else today' \
                '--number|value|--number|number' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--supplier|value|--supplier|supplier' \
                '--warehouse|value|--warehouse|warehouse' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--vat|value|--vat|VAT: included in prices, or on-top' \
                '--currency|value|--currency|the currency of sums' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'purchase list'
            set rows \
                '--search|value|--search|look in all that is known' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--all|flag|--all|those that are done too' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many'
        case 'purchase show'
            set rows \
                '|live paper||purchase'
        case 'purchase edit'
            set rows \
                '|live paper||purchase' \
                '--deal|live deal|--deal|the deal that it belongs to' \
                '--legal|value|--legal|the client\'s legal entity by INN, INN/KPP or name; else the main one' \
                '--supplier|value|--supplier|supplier' \
                '--warehouse|value|--warehouse|warehouse' \
                '--note|value|--note|note' \
                '--file|value|--file|where the file lies' \
                '--manager|live user|--manager|who looks after it' \
                '--set|live custom-field||a value of the department\'s own field; without one it is emptied' \
                '--new-field|value||a field of this one record: a text under a name of its own' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'purchase receive'
            set rows \
                '|live paper||purchase' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'purchase cancel'
            set rows \
                '|live paper||purchase' \
                '--reason|value|--reason|why' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'purchase renumber'
            set rows \
                '|live paper||purchase' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'paper'
            set commands \
                'list|list papers' \
                'show|show a paper'
        case 'paper list'
            set rows \
                '--search|value|--search|look in all that is known' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--all|flag|--all|those that are done too' \
                '--sort|live order|--sort|order: fields as in --fields, with a minus for descending: -createdAt,name' \
                '--limit|value|--limit|no more than this many'
        case 'paper show'
            set rows \
                '|live paper||paper'
        case 'line'
            set commands \
                'add|add lines' \
                'edit|replace a line' \
                'remove|remove a line'
        case 'line add'
            set rows \
                '|live paper||the paper, or a deal' \
                '--line|value||a line \'ITEM; QUANTITY; PRICE; DISCOUNT%; VAT\'; what is empty is the product\'s' \
                '--variant|value|--variant|the variant that the lines are' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'line edit'
            set rows \
                '|live paper||the paper, or a deal' \
                '|value||the line\'s number, from 1' \
                '--line|value||a line \'ITEM; QUANTITY; PRICE; DISCOUNT%; VAT\'; what is empty is the product\'s' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'line remove'
            set rows \
                '|live paper||the paper, or a deal' \
                '|value||the line\'s number, from 1' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'audit'
            set rows \
                '--manager|live user|--manager|only of this manager' \
                '--department|live department|--department|only of this department and those below' \
                '--pipeline|live pipeline|--pipeline --base --keep --history|only of this pipeline' \
                '--where|value|--where --base --keep --history|only where an expression holds: crm help where' \
                '--mine|flag|--mine --base --keep --history|only mine' \
                '--check|live check|--keep --history|only this check' \
                '--fail-on|choice error warning never|--fail-on|what makes the status 1; else error' \
                '--summary|flag|--summary|the counts only' \
                '--verify|flag|--verify|first look whether files were changed behind the program\'s back' \
                '--send-back|flag|--send-back --base --history|send deals with errors back to their managers' \
                '--keep|flag|--keep --base --check --pipeline --history --where --mine|remember this evening; --send-back does so too' \
                '--history|flag|--history --base --send-back --keep --where --mine --check --pipeline|show the evenings kept' \
                '--base|flag|--base --pipeline --where --send-back --keep --history --mine|only how clients are written down: names and phones' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'rework'
            set commands \
                'list|list deals that were sent back' \
                'show|show what has to be mended' \
                'done|say what was corrected' \
                'accept|accept what was mended' \
                'return|send a deal back once more'
        case 'rework list'
            set rows \
                '--mine|flag|--mine --manager|only mine' \
                '--manager|live user|--manager --mine|only of this manager' \
                '--state|choice open fixed accepted returned|--state|only in this state'
        case 'rework show'
            set rows \
                '|live deal||the deal'
        case 'rework done'
            set rows \
                '|live deal||the deal' \
                '--note|value|--note|what was corrected' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'rework accept'
            set rows \
                '|live deal||the deal' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'rework return'
            set rows \
                '|live deal||the deal' \
                '--reason|value|--reason|why' \
                '-d --due|live due|-d --due|by when; else by the working day\'s end' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'approval'
            set commands \
                'list|deals whose closing waits' \
                'accept|agree that a deal is lost' \
                'return|have a deal worked on'
        case 'approval list'
            set rows \
                '--mine|flag|--mine|only those that I may approve'
        case 'approval accept'
            set rows \
                '|live deal||the deal' \
                '-m --comment|value|-m --comment|a substantive comment' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'approval return'
            set rows \
                '|live deal||the deal' \
                '--to|live stage|--to|at which stage it has reached' \
                '-m --comment|value|-m --comment|a substantive comment' \
                '-t --next|live action|-t --next|the next task: what to do' \
                '-d --due|live due|-d --due|by when: 2026-11-25 14:30, tomorrow, +2d, fri' \
                '--assignee|live user|--assignee|who does it; else the manager' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'today'
            set rows \
                '--manager|live user|--manager|whose day; else yours' \
                '--days|value|--days --brief|yearly dates of clients so many days ahead; else today\'s only' \
                '--brief|flag|--brief --days --flat|one line for a shell\'s prompt: ! overdue • today ? without a task ↩ sent back' \
                '--flat|flag|--flat --brief|a row for each task and deal'
        case 'remind'
            set rows \
                '--within|value|--within|also what it will be time for soon: 15m' \
                '--days|value|--days|yearly dates of clients so many days ahead; else today\'s only' \
                '--mine|flag|--mine|only mine' \
                '--mark|flag|--mark|each once: remember what was printed' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'calendar'
            set rows \
                '--mine|flag|--mine|only mine' \
                '--week|flag|--week|of seven days'
        case 'board'
            set rows \
                '|live pipeline||the pipeline; else all' \
                '--manager|live user|--manager|only of this manager' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--limit|value|--limit|no more than this many a stage' \
                '--flat|flag|--flat|a row for each deal, not each stage'
        case 'log'
            set rows \
                '|live any-deal||the deal' \
                '--since|live past|--since|from then on: yesterday, 2026-11-25 14:30' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--by-stage|flag|--by-stage|the deal\'s history by stage, oldest first' \
                '--all|flag|--all|also what was undone, which a deal\'s history and --where leave out' \
                '--limit|value|--limit|no more than this many'
        case 'events'
            set rows \
                '--after|value|--after --from-start|behind this place' \
                '--from-start|flag|--from-start --after|everything from the beginning' \
                '--follow|flag|--follow|wait for more' \
                '--kinds|value|--kinds|only these: moved,closed'
        case 'report'
            set commands \
                'funnel|how many pass each stage' \
                'bottleneck|where the funnel is narrowest' \
                'cycle|how long deals take' \
                'stages|how long deals stand at stages' \
                'losses|why deals are lost, and where from' \
                'dynamics|what moved, week by week' \
                'sales|sales and their average' \
                'activity|who did how much' \
                'leads|leads and what came of them' \
                'plan|plan and fact' \
                'forecast|what to expect, month by month' \
                'inflow|how many deals sales take' \
                'abc|ABC/XYZ: whom the revenue hangs on' \
                'nps|net promoter score' \
                'experiment|what a dated change has changed' \
                'quality|how clean deals were, by evening' \
                'dupes|how many were added twice' \
                'base|how complete clients\' cards are' \
                'dashboard|what matters, on one page'
        case 'report funnel'
            set rows \
                '--from|live past|--from --snapshot|from this day; else this month' \
                '--to|live past|--to --snapshot|up to this day, which is included' \
                '--period|choice week month quarter half year|--period --snapshot|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file' \
                '--snapshot|flag|--snapshot --from --to --period|who stands where now'
        case 'report bottleneck'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file'
        case 'report cycle'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file'
        case 'report stages'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file'
        case 'report losses'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file'
        case 'report dynamics'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file' \
                '--last|value|--last|how many last days of a month'
        case 'report sales'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file'
        case 'report activity'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file'
        case 'report leads'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file'
        case 'report plan'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file' \
                '--by-payment|flag|--by-payment|the fact is what was paid'
        case 'report forecast'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file'
        case 'report inflow'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file' \
                '--sales|value|--sales --money|how many sales are wanted' \
                '--money|value|--money --sales|how much money is wanted'
        case 'report abc'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file'
        case 'report nps'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file'
        case 'report experiment'
            set rows \
                '--from|live past|--from --date|from this day; else this month' \
                '--to|live past|--to --date|up to this day, which is included' \
                '--period|choice week month quarter half year|--period --date|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by --date|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file' \
                '--date|live past|--date --from --to --period --by|from which day on it was changed' \
                '--metric|value|--metric|what to compare' \
                '--days|value|--days|how many days each; else 30'
        case 'report quality'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file'
        case 'report dupes'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file'
        case 'report base'
            set rows \
                '--from|live past|--from|from this day; else this month' \
                '--to|live past|--to|up to this day, which is included' \
                '--period|choice week month quarter half year|--period|this month, quarter and so on; with --from and --to, a row for each' \
                '--by|value|--by|cut by: manager, department, company, any property of deals' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file'
        case 'report dashboard'
            set rows \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|file|--out|write it to a file'
        case 'plan'
            set commands \
                'set|set a sales plan' \
                'list|list the plans'
        case 'plan set'
            set rows \
                '|live user||a user or a department' \
                '|value||a month, quarter, half or year' \
                '|value||for how much; \'\' for no plan' \
                '--count|value|--count|how many sales' \
                '--pipeline|live pipeline|--pipeline|only of this pipeline' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'plan list'
            set rows 
        case 'user'
            set commands \
                'add|add a user' \
                'list|list users' \
                'show|show a user' \
                'edit|edit a user' \
                'deactivate|a user has left: hand the work over' \
                'substitute|let another one stand in for a time'
        case 'user add'
            set rows \
                '|live user||the system\'s login' \
                '--name|value|--name|what people call them' \
                '--role|live role|--role|manager, head, accountant, admin or a role of your own' \
                '--department|live department|--department|the department; a head without one heads everybody' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'user list'
            set rows \
                '--all|flag|--all|also those who have left'
        case 'user show'
            set rows \
                '|live user||whom'
        case 'user edit'
            set rows \
                '|live user||whom' \
                '--name|value|--name|what people call them' \
                '--role|live role|--role|manager, head, accountant, admin or a role of your own' \
                '--department|live department|--department --no-department|the department; a head without one heads everybody' \
                '--no-department|flag|--no-department --department|in no department' \
                '--activate|flag|--activate|works here again' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'user deactivate'
            set rows \
                '|live user||who has left' \
                '--to|live user|--to|who takes the work over' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'user substitute'
            set rows \
                '|live user||who is away' \
                '--by|live user|--by|who stands in' \
                '--from|live due|--from|the first day; else today' \
                '--until|live due|--until --end|the last day' \
                '--end|flag|--end --until|end it today; with --by only this one\'s' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'role'
            set commands \
                'add|add a role' \
                'list|list roles' \
                'show|show a role' \
                'edit|change a role\'s rights' \
                'remove|remove a role of your own; give a built-in one its rights back'
        case 'role add'
            set rows \
                '|value||its id of a–z, 0–9, -' \
                '--like|live role|--like|with its rights; else manager\'s' \
                '--name|value|--name|what people call it' \
                '--right|live right||what may be done with those: create, lose, change, change-department, change-own, see, see-department, see-own, delete, delete-department, delete-own; empty means as with “*”' \
                '--duty|choice lead settings pipelines money people||what else they look after' \
                '--no-duty|choice lead settings pipelines money people||what they no longer look after' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'role list'
            set rows 
        case 'role show'
            set rows \
                '|live role||the role'
        case 'role edit'
            set rows \
                '|live role||the role' \
                '--name|value|--name|what people call it' \
                '--right|live right||what may be done with those: create, lose, change, change-department, change-own, see, see-department, see-own, delete, delete-department, delete-own; empty means as with “*”' \
                '--duty|choice lead settings pipelines money people||what else they look after' \
                '--no-duty|choice lead settings pipelines money people||what they no longer look after' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'role remove'
            set rows \
                '|live role||the role' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'department'
            set commands \
                'add|add a department' \
                'list|list departments' \
                'edit|edit a department'
        case 'department add'
            set rows \
                '|value||an id, or a name that makes one' \
                '--name|value|--name|its name, where an id was given' \
                '--parent|live department|--parent|the department that it is a part of' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'department list'
            set rows 
        case 'department edit'
            set rows \
                '|live department||the department' \
                '--name|value|--name|its name' \
                '--parent|live department|--parent --no-parent|the department that it is a part of' \
                '--no-parent|flag|--no-parent --parent|a part of none' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'init'
            set rows \
                '|directory||where; else --data, $CRM_DATA or ./.crm' \
                '--scenario|live scenario||how the department sells: 1c, amocrm, bitrix24, kontur, odoo, regionsoft, restaurant, sendpulse; else restaurant' \
                '--time-zone|live time-zone|--time-zone|a time zone such as Europe/Moscow' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'scenario'
            set commands \
                'list|list scenarios' \
                'show|show a scenario' \
                'add|take a scenario in' \
                'update|take over its newer version'
        case 'scenario list'
            set rows 
        case 'scenario show'
            set rows \
                '|live scenario||the scenario'
        case 'scenario add'
            set rows \
                '|live scenario||the scenario' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'scenario update'
            set rows \
                '|live scenario||the scenario' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'pipeline'
            set commands \
                'list|list pipelines' \
                'show|show the stages and what they ask for' \
                'add|add a pipeline' \
                'edit|edit a pipeline' \
                'archive|take no new deals in' \
                'restore|take a pipeline out of the archive' \
                'lint|check changed pipelines'
        case 'pipeline list'
            set rows 
        case 'pipeline show'
            set rows \
                '|live pipeline||the pipeline'
        case 'pipeline add'
            set rows \
                '|value||its name' \
                '--like|live pipeline|--like|with the stages and rules of this one' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'pipeline edit'
            set rows \
                '|live pipeline||the pipeline' \
                '--name|value|--name|its name' \
                '--currency|value|--currency|the currency of sums' \
                '--amount|choice manual orders|--amount|where the sum of a won deal comes from: manual or orders' \
                '--least|value|--least|the least budget' \
                '--most|value|--most|the greatest budget' \
                '--allow-skip|flag|--allow-skip --no-allow-skip|stages may be skipped' \
                '--no-allow-skip|flag|--no-allow-skip --allow-skip|stages are not skipped' \
                '--allow-back|flag|--allow-back --no-allow-back|deals may go back' \
                '--no-allow-back|flag|--no-allow-back --allow-back|deals do not go back' \
                '--described|flag|--described --no-described|every stage has a description' \
                '--no-described|flag|--no-described --described|descriptions are not needed' \
                '--require-result|flag|--require-result --no-require-result|no deal goes on without the result of its open task' \
                '--no-require-result|flag|--no-require-result --require-result|the result may be left out' \
                '--remind-client|flag|--remind-client --no-remind-client|clients are reminded of meetings (check client-not-reminded)' \
                '--no-remind-client|flag|--no-remind-client --remind-client|they need not be' \
                '--silence|value|--silence|for how many days nothing need be done' \
                '--oldest|value|--oldest|for how many days a deal may be open' \
                '--cycle-start|value|--cycle-start|from when a sale\'s length is counted: created, lead, \'stage STAGE\'' \
                '--cycle-end|choice won paid shipped|--cycle-end|until when it is counted' \
                '--package|value||add a package' \
                '--loss-reason|value||add a loss reason' \
                '--meeting-action|live action||an action that is a meeting' \
                '--drop|value||take an entry out of dictionaries' \
                '--rule|value||a rule: what to do by itself, JSON: crm help automation' \
                '--unrule|value||a rule that goes' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'pipeline archive'
            set rows \
                '|live pipeline||the pipeline' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'pipeline restore'
            set rows \
                '|live pipeline||the pipeline' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'pipeline lint'
            set rows \
                '--strict|flag|--strict|status 1 for warnings too'
        case 'stage'
            set commands \
                'add|add an open stage' \
                'list|list the stages of a pipeline' \
                'edit|edit a stage' \
                'move|give a stage another place' \
                'remove|take a stage away'
        case 'stage add'
            set rows \
                '|live pipeline||the pipeline' \
                '|value||its name' \
                '--after|live stage|--after --first|behind which stage' \
                '--first|flag|--first --after|in front of all' \
                '--description|value|--description|what has been done by then' \
                '--probability|value|--probability|how many of a hundred deals are won' \
                '--norm|value|--norm|for how many days a deal may stand here' \
                '--gap|value|--gap|how many days away the next task may be' \
                '--when|value|--when|for which deals this stage is: crm help where' \
                '--require|live requirement||without which no deal comes here: a name or JSON, crm help automation' \
                '--unrequire|live requirement||what is asked for no more' \
                '--owner|live user|--owner|whose the work here is' \
                '--approval|choice head|--approval|who has to approve a closing' \
                '--task|value||a task that the stage sets by itself: JSON' \
                '--untask|live action||a task that is set no more' \
                '--goal|value||a goal of the stage: JSON' \
                '--ungoal|value||a goal that goes' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'stage list'
            set rows \
                '|live pipeline||the pipeline'
        case 'stage edit'
            set rows \
                '|live pipeline||the pipeline' \
                '|live stage||the stage' \
                '--name|value|--name|its name' \
                '--description|value|--description|what has been done by then' \
                '--probability|value|--probability|how many of a hundred deals are won' \
                '--norm|value|--norm|for how many days a deal may stand here' \
                '--gap|value|--gap|how many days away the next task may be' \
                '--when|value|--when|for which deals this stage is: crm help where' \
                '--require|live requirement||without which no deal comes here: a name or JSON, crm help automation' \
                '--unrequire|live requirement||what is asked for no more' \
                '--owner|live user|--owner|whose the work here is' \
                '--approval|choice head|--approval|who has to approve a closing' \
                '--task|value||a task that the stage sets by itself: JSON' \
                '--untask|live action||a task that is set no more' \
                '--goal|value||a goal of the stage: JSON' \
                '--ungoal|value||a goal that goes' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'stage move'
            set rows \
                '|live pipeline||the pipeline' \
                '|live stage||the stage' \
                '--after|live stage|--after --first|behind which stage' \
                '--first|flag|--first --after|in front of all' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'stage remove'
            set rows \
                '|live pipeline||the pipeline' \
                '|live stage||the stage' \
                '--move-to|live stage|--move-to|where its deals go' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'rate'
            set commands \
                'set|set a currency\'s rate' \
                'list|list the rates'
        case 'rate set'
            set rows \
                '|value||the currency' \
                '|value||the rate: 92.50' \
                '--on|value|--on|from which day; else from today' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'rate list'
            set rows 
        case 'field'
            set commands \
                'add|make a field of your own' \
                'list|list your own fields' \
                'edit|edit a field of your own' \
                'remove|take a field of your own away'
        case 'field add'
            set rows \
                '|value||an id of letters, digits, hyphens' \
                '--name|value|--name|its name' \
                '--on|choice company contact deal lead product paper|--on|whose: a company\'s, contact\'s, deal\'s or lead\'s' \
                '--type|choice line prose number money day moment flag choice choices phone email url taxNumber user reference lines|--type|what its values are' \
                '--choice|value||one of its values' \
                '--pipeline|live pipeline||only of deals of this pipeline' \
                '--default|value|--default|what a new record starts with' \
                '--yearly|flag|--yearly|the day comes every year' \
                '--min|value|--min|the least number' \
                '--max|value|--max|the greatest number' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'field list'
            set rows \
                '--on|choice company contact deal lead product paper|--on|only of companies, contacts, deals or leads'
        case 'field edit'
            set rows \
                '|live own-field||the field' \
                '--name|value|--name|its name' \
                '--choice|value||one more value' \
                '--remove-choice|value||take a value away' \
                '--rename-choice|value||give a value another name' \
                '--default|value|--default|what a new record starts with; \'\' for nothing' \
                '--min|value|--min|the least number' \
                '--max|value|--max|the greatest number' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'field remove'
            set rows \
                '|live own-field||the field' \
                '--with-values|flag|--with-values|with all its values, which crm undo brings back' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'check'
            set commands \
                'add|add a check of your own' \
                'list|list your own checks' \
                'remove|take a check of your own away'
        case 'check add'
            set rows \
                '|file||a file, or - for the input' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'check list'
            set rows 
        case 'check remove'
            set rows \
                '|live own-check||the check' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'settings'
            set commands \
                'show|show the settings' \
                'set|change a setting'
        case 'settings show'
            set rows 
        case 'settings set'
            set rows \
                '|choice time-zone currency work-days work-hours holidays task-actions max-contacts paper-numbers seller invoice-days abc-shares abc-variations statuses base-profile responsible logo ask||which one' \
                '|value|*|its values; \'\' for none' \
                '--add|flag|--add --remove|add to what there is' \
                '--remove|flag|--remove --add|take away' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'import'
            set commands \
                'csv|a table of your own' \
                'guess|find out what a table is' \
                'amocrm|deals, people and companies of an export of amocrm' \
                'bitrix24|deals, people and companies of an export of bitrix24' \
                'hubspot|deals, people and companies of an export of hubspot' \
                'odoo|deals, people and companies of an export of odoo' \
                'pipedrive|deals, people and companies of an export of pipedrive' \
                'payments|payments from a bank statement' \
                'crm|documents of crm export ndjson'
        case 'import csv'
            set rows \
                '|choice company contact deal task lead product||of what' \
                '|file||the table: CSV, .xlsx, a page (.xls in HTML) or JSON lines; - for standard input' \
                '--sheet|value|--sheet|the workbook\'s sheet; else the first' \
                '--date-order|choice dmy mdy|--date-order|what comes first in dates like 01/02/2026, day (dmy) or month (mdy), where the file does not tell' \
                '--map|file|--map|what columns, pipelines, stages and people of the file are' \
                '--create|flag|--create|make everything unknown as it is proposed' \
                '--theirs|flag|--theirs --ours|where both sides changed a value, take the file\'s' \
                '--ours|flag|--ours --theirs|where both sides changed a value, keep ours and say no more of it' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'import guess'
            set rows \
                '|file||the table: CSV, .xlsx, a page (.xls in HTML) or JSON lines; - for standard input' \
                '--sheet|value|--sheet|the workbook\'s sheet; else the first' \
                '--date-order|choice dmy mdy|--date-order|what comes first in dates like 01/02/2026, day (dmy) or month (mdy), where the file does not tell'
        case 'import amocrm'
            set rows \
                '|choice companies contacts deals tasks leads products|?|of what; deals unless said otherwise' \
                '|file||the table: CSV, .xlsx, a page (.xls in HTML) or JSON lines; - for standard input' \
                '--sheet|value|--sheet|the workbook\'s sheet; else the first' \
                '--date-order|choice dmy mdy|--date-order|what comes first in dates like 01/02/2026, day (dmy) or month (mdy), where the file does not tell' \
                '--companies|file|--companies|the file of companies' \
                '--contacts|file|--contacts|the file of contacts' \
                '--deals|file|--deals|the file of deals' \
                '--tasks|file|--tasks|the file of tasks' \
                '--leads|file|--leads|the file of leads' \
                '--products|file|--products|the file of products' \
                '--map|file|--map|what columns, pipelines, stages and people of the file are' \
                '--create|flag|--create|make everything unknown as it is proposed' \
                '--theirs|flag|--theirs --ours|where both sides changed a value, take the file\'s' \
                '--ours|flag|--ours --theirs|where both sides changed a value, keep ours and say no more of it' \
                '--automation|flag|--automation|let stages set their tasks and pipelines run their rules' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'import bitrix24'
            set rows \
                '|choice companies contacts deals tasks leads products|?|of what; deals unless said otherwise' \
                '|file||the table: CSV, .xlsx, a page (.xls in HTML) or JSON lines; - for standard input' \
                '--sheet|value|--sheet|the workbook\'s sheet; else the first' \
                '--date-order|choice dmy mdy|--date-order|what comes first in dates like 01/02/2026, day (dmy) or month (mdy), where the file does not tell' \
                '--companies|file|--companies|the file of companies' \
                '--contacts|file|--contacts|the file of contacts' \
                '--deals|file|--deals|the file of deals' \
                '--tasks|file|--tasks|the file of tasks' \
                '--leads|file|--leads|the file of leads' \
                '--products|file|--products|the file of products' \
                '--map|file|--map|what columns, pipelines, stages and people of the file are' \
                '--create|flag|--create|make everything unknown as it is proposed' \
                '--theirs|flag|--theirs --ours|where both sides changed a value, take the file\'s' \
                '--ours|flag|--ours --theirs|where both sides changed a value, keep ours and say no more of it' \
                '--automation|flag|--automation|let stages set their tasks and pipelines run their rules' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'import hubspot'
            set rows \
                '|choice companies contacts deals tasks leads products|?|of what; deals unless said otherwise' \
                '|file||the table: CSV, .xlsx, a page (.xls in HTML) or JSON lines; - for standard input' \
                '--sheet|value|--sheet|the workbook\'s sheet; else the first' \
                '--date-order|choice dmy mdy|--date-order|what comes first in dates like 01/02/2026, day (dmy) or month (mdy), where the file does not tell' \
                '--companies|file|--companies|the file of companies' \
                '--contacts|file|--contacts|the file of contacts' \
                '--deals|file|--deals|the file of deals' \
                '--tasks|file|--tasks|the file of tasks' \
                '--leads|file|--leads|the file of leads' \
                '--products|file|--products|the file of products' \
                '--map|file|--map|what columns, pipelines, stages and people of the file are' \
                '--create|flag|--create|make everything unknown as it is proposed' \
                '--theirs|flag|--theirs --ours|where both sides changed a value, take the file\'s' \
                '--ours|flag|--ours --theirs|where both sides changed a value, keep ours and say no more of it' \
                '--automation|flag|--automation|let stages set their tasks and pipelines run their rules' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'import odoo'
            set rows \
                '|choice companies contacts deals tasks leads products|?|of what; deals unless said otherwise' \
                '|file||the table: CSV, .xlsx, a page (.xls in HTML) or JSON lines; - for standard input' \
                '--sheet|value|--sheet|the workbook\'s sheet; else the first' \
                '--date-order|choice dmy mdy|--date-order|what comes first in dates like 01/02/2026, day (dmy) or month (mdy), where the file does not tell' \
                '--companies|file|--companies|the file of companies' \
                '--contacts|file|--contacts|the file of contacts' \
                '--deals|file|--deals|the file of deals' \
                '--tasks|file|--tasks|the file of tasks' \
                '--leads|file|--leads|the file of leads' \
                '--products|file|--products|the file of products' \
                '--map|file|--map|what columns, pipelines, stages and people of the file are' \
                '--create|flag|--create|make everything unknown as it is proposed' \
                '--theirs|flag|--theirs --ours|where both sides changed a value, take the file\'s' \
                '--ours|flag|--ours --theirs|where both sides changed a value, keep ours and say no more of it' \
                '--automation|flag|--automation|let stages set their tasks and pipelines run their rules' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'import pipedrive'
            set rows \
                '|choice companies contacts deals tasks leads products|?|of what; deals unless said otherwise' \
                '|file||the table: CSV, .xlsx, a page (.xls in HTML) or JSON lines; - for standard input' \
                '--sheet|value|--sheet|the workbook\'s sheet; else the first' \
                '--date-order|choice dmy mdy|--date-order|what comes first in dates like 01/02/2026, day (dmy) or month (mdy), where the file does not tell' \
                '--companies|file|--companies|the file of companies' \
                '--contacts|file|--contacts|the file of contacts' \
                '--deals|file|--deals|the file of deals' \
                '--tasks|file|--tasks|the file of tasks' \
                '--leads|file|--leads|the file of leads' \
                '--products|file|--products|the file of products' \
                '--map|file|--map|what columns, pipelines, stages and people of the file are' \
                '--create|flag|--create|make everything unknown as it is proposed' \
                '--theirs|flag|--theirs --ours|where both sides changed a value, take the file\'s' \
                '--ours|flag|--ours --theirs|where both sides changed a value, keep ours and say no more of it' \
                '--automation|flag|--automation|let stages set their tasks and pipelines run their rules' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'import payments'
            set rows \
                '|file||the statement; - for standard input' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'import crm'
            set rows \
                '|file||a file of ndjson; - for standard input' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'export'
            set commands \
                'csv|tables for people' \
                'ndjson|documents with their history' \
                'vcf|contacts as vCard' \
                'sql|a PostgreSQL or SQLite database'
        case 'export csv'
            set rows \
                '|choice company contact deal lead product paper task|*|of what; else of everything' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--excel|flag|--excel|with a byte order mark, semicolons, and commas in numbers' \
                '--out|directory|--out|into files of this folder; else to standard output'
        case 'export ndjson'
            set rows \
                '|choice company contact deal lead product paper|*|of what; else of everything' \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|directory|--out|into files of this folder; else to standard output'
        case 'export vcf'
            set rows \
                '--where|value|--where|only where an expression holds: crm help where' \
                '--mine|flag|--mine|only mine' \
                '--out|directory|--out|into files of this folder; else to standard output'
        case 'export sql'
            set rows \
                '--dialect|choice postgres sqlite|--dialect|which database; else postgres' \
                '--schema|value|--schema|the schema in PostgreSQL; else crm' \
                '--out|directory|--out|into files of this folder; else to standard output'
        case 'undo'
            set rows \
                '|live operation||the operation, as crm log names it; else the last one' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'redo'
            set rows \
                '|live operation||the operation, as crm log names it; else the last one' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'batch'
            set rows \
                '|file||a file; else standard input' \
                '--keep-going|flag|--keep-going|every command on its own; errors do not stop the rest' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'fsck'
            set rows \
                '--repair|flag|--repair|mend what can be mended without guessing' \
                '--accept|flag|--accept|take for right what was changed by no command of crm' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'backup'
            set rows \
                '|file||a new folder or a file that ends with .tar' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'restore'
            set rows \
                '|file||a folder or a file that ends with .tar' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'sync'
            set commands \
                'now|take over, merge and send' \
                'init|begin to share the data' \
                'conflicts|your own operations that are set aside'
            set fallback now
            set rows 
        case 'sync now'
            set rows \
                '--status|flag|--status|say what waits for being sent, without any connection' \
                '--rewritten|flag|--rewritten|merge with a rewritten history too: what is gone there comes back' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'sync init'
            set rows \
                '|value||where others find the data: a folder, ssh or an address' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'sync conflicts'
            set rows \
                '--drop|value|--drop|remember this operation no more' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'clone'
            set rows \
                '|value||where: a folder, ssh or an address' \
                '|directory||where to; else --data, $CRM_DATA or ./.crm' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'help'
            set rows \
                '|commands|*|words of a command, or a topic' \
                '--man|flag|--man|the page for man; a folder (with a /) in place of a command is for all pages'
        case 'completions'
            set commands \
                'print|print the file of completions' \
                'install|put the file where the shell looks'
            set fallback print
            set rows \
                '|choice bash zsh fish||the shell'
        case 'completions print'
            set rows \
                '|choice bash zsh fish||the shell'
        case 'completions install'
            set rows \
                '|choice bash zsh fish||the shell; else that of $SHELL' \
                '--ask|flag|--ask|at a terminal, ask for what is missing' \
                '-n --dry-run|flag|-n --dry-run|say what would change, write nothing'
        case 'commands'
            set rows 
        case '*'
            return 1
    end
    set -a rows \
                '--data|directory|--data|the data directory; else $CRM_DATA, else the nearest .crm here or above' \
                '--as|live user|--as|act as this user; else $CRM_USER, else the system\'s login; once there are users, for heads and admins only' \
                '--now|value|--now|take this as the present time (how to write it: crm help times); else $CRM_NOW, else the clock' \
                '--format|live format|--format --json -q --quiet|the form of the result; else table; html and markdown for audit and report, ics for tasks' \
                '--json|flag|--json --format -q --quiet|the same as --format json' \
                '-q --quiet|flag|-q --quiet --format --json|the same as --format ids' \
                '--fields|live field|--fields|only these fields, in this order; named as in --json' \
                '--lang|choice ru en|--lang|language of messages and tables; else $CRM_LANG, else LC_ALL, LC_MESSAGES, LANG' \
                '--color|choice auto always never|--color|colour the output; else auto: on a terminal' \
                '--no-pager|flag|--no-pager|show long output at once; the pager is $CRM_PAGER, else $PAGER, else less' \
                '--wait|value|--wait|how many seconds to wait while another command writes; else 10' \
                '-h --help|flag|-h --help|show help for the command' \
                '--version|flag|--version|show the version of the program'
    return 0
end

# Sets the action of an option.
function __crm_action --no-scope-shadowing
    set action
    for row in $rows
        set -l fields (string split -m 3 '|' -- $row)
        if contains -- $argv[1] (string split ' ' -- $fields[1])
            set action (string split ' ' -- $fields[2])
            return
        end
    end
end

# Notes a word that starts with a hyphen; sets pending where its value is the next word.
function __crm_option --no-scope-shadowing
    set -l names (string split -m 1 = -- $argv[1])
    if not string match -q -- '--*' $argv[1]
        set names '-'(string split '' -- (string sub -s 2 -- $argv[1]))
    end
    set -a given $names
    __crm_action $names[-1]
    set pending $action
    if test "$action" = flag; or string match -q -- '--*=*' $argv[1]
        set pending
    end
end

# Prints the NAME|DESCRIPTION entries that begin as typed: fish would look into descriptions too.
function __crm_offer --no-scope-shadowing
    for entry in $argv
        test (string sub -l (string length -- "$typed") -- $entry) = "$typed"
        and string replace '|' \t -- $prefix$entry
    end
end

# Prints what an action gives, each with a prefix.
function __crm_values --no-scope-shadowing
    switch "$argv[1]"
        case choice
            __crm_offer $argv[2..]
        case file
            if set -q argv[2]
                __fish_complete_suffix .$argv[2..]
            else
                __fish_complete_path $typed
            end
        case directory
            string join \n -- $prefix(__fish_complete_directories $typed '')
        case commands
            if not set -q arguments[1]
                __crm_offer \
                'day|the six things one does in a day' \
                'stages|the stages and what each asks for' \
                'where|how to filter by an expression' \
                'automation|your own rules' \
                'times|how to write dates and times' \
                'money|sums, and payment in parts' \
                'reports|reports and what their figures mean' \
                'formats|tables, JSON, CSV and more' \
                'exit-status|exit statuses for scripts' \
                'environment|environment variables' \
                'files|where the data is' \
                'changes|what is new in each version'
            end
            __crm_table $arguments
            and __crm_offer $commands
        case live
            string join \n -- $prefix(command $program __complete $argv[2] -- $before $typed 2>/dev/null)
    end
end

# Prints the options that may still be given.
function __crm_options --no-scope-shadowing
    for row in $rows
        set -l fields (string split -m 3 '|' -- $row)
        test -n "$fields[1]"
        or continue
        set -l ruled_out
        for name in (string split ' ' -- $fields[3])
            contains -- "$name" $given
            and set ruled_out 1
        end
        test -n "$ruled_out"
        and continue
        set -l names (string split ' ' -- $fields[1])
        set -l long (string match -- '--*' $names)
        set -q long[1]
        and set names $long
        __crm_offer "$names[1]|$fields[4]"
    end
end

# Prints the argument that is next, or options once there is none.
function __crm_arguments --no-scope-shadowing
    set -l place 0
    for row in (string match -- '|*' $rows)
        set -l fields (string split -m 3 '|' -- $row)
        # What gives way is offered beside the next one, and is passed over where it was left out.
        if test "$fields[3]" = '?'
            if test $place = (count $arguments)
                __crm_values (string split ' ' -- $fields[2])
            else if contains -- "$arguments[$(math $place + 1)]" (string split ' ' -- $fields[2])
                set place (math $place + 1)
            end
            continue
        end
        if test $place = (count $arguments); or test "$fields[3]" = '*'
            __crm_values (string split ' ' -- $fields[2])
            return
        end
        set place (math $place + 1)
    end
    test -n "$ended"
    or __crm_options
end

function __crm
    set -l before (commandline -opc)
    set -l raw (commandline -ct)
    # A quote that is still open is closed for reading.
    set -l typed (string unescape -- "$raw"; or string unescape -- "$raw'"; or string unescape -- "$raw\"")
    set -q typed[1]
    or set typed ''
    set -l program $before[1]
    set -e before[1]
    set -l commands
    set -l fallback
    set -l rows
    set -l given
    set -l arguments
    set -l path
    set -l pending
    set -l ended
    set -l action
    set -l prefix ''
    __crm_table
    for word in $before
        if test -n "$pending"
            set pending
        else if test -n "$ended"; or not string match -q -- '-?*' $word; or string match -qr '^-[0-9][0-9.,]*$' -- $word
            if set -q commands[1]; and not set -q fallback[1]; or contains -- $word (string split -f 1 '|' -- $commands)
                set -a path $word
                __crm_table $path
                or return
            else
                set -q fallback[1]
                and __crm_table $path $fallback
                set -a arguments $word
            end
        else if test "$word" = --
            set ended 1
        else
            __crm_option $word
        end
    end
    if set -q pending[1]
        __crm_values $pending
    else if test -z "$ended"; and string match -q -- '--*=*' $typed
        set prefix (string match -r -- '^--[^=]*=' $typed)
        __crm_action (string trim -r -c = -- $prefix)
        set typed (string replace -- $prefix '' $typed)
        __crm_values $action
    else if test -z "$ended"; and string match -q -- '-*' $typed
        __crm_options
    else if set -q commands[1]
        __crm_offer $commands
        set -q fallback[1]
        and __crm_arguments
    else
        __crm_arguments
    end
end

complete -c crm -f -k -a '(__crm)'
