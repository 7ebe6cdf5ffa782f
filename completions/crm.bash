# bash completion of crm, made by the program itself: changes are lost

# Sets the commands, the one that is meant where no word names any, and the rows
# NAMES|ACTION|UNLESS behind a path of commands.
_crm_table() {
  commands=() rows=() fallback=''
  case $1 in
    '') commands=(lead company contact dupes tag deal list comment task call meeting letter message process text split-pay product quote order invoice payment shipment contract act claim purchase paper line audit rework approval today remind calendar board log events report plan user role department init scenario pipeline stage rate field check settings import export undo redo batch fsck backup restore sync clone help completions commands) ;;
    'lead') commands=(add list show edit assign next accept link close reopen merge remove intake) ;;
    'lead add') rows=(
      '--name|value|--name'
      '--text|value|--text'
      '--channel|value|--channel'
      '--source|value|--source'
      '--external|value|--external'
      '--service-type|value|--service-type'
      '--priority|value|--priority'
      '--company|value|--company'
      '--phone|value|'
      '--remove-phone|value|'
      '--email|value|'
      '--remove-email|value|'
      '--manager|live user|--manager'
      '--at|live past|--at'
      '--tag|live tag|'
      '--untag|live tag|'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'lead list') rows=(
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--all|flag|--all'
      '--sort|live order|--sort'
      '--limit|value|--limit'
    ) ;;
    'lead show') rows=(
      '|live lead|'
    ) ;;
    'lead edit') rows=(
      '|live lead|'
      '--where|value|--where'
      '--yes|flag|--yes'
      '--name|value|--name'
      '--text|value|--text'
      '--channel|value|--channel'
      '--source|value|--source'
      '--external|value|--external'
      '--service-type|value|--service-type'
      '--priority|value|--priority'
      '--company|value|--company'
      '--phone|value|'
      '--remove-phone|value|'
      '--email|value|'
      '--remove-email|value|'
      '--manager|live user|--manager'
      '--at|live past|--at'
      '--tag|live tag|'
      '--untag|live tag|'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'lead assign') rows=(
      '|live lead|'
      '--to|live user|--to'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'lead next') rows=(
      '--mine|flag|--mine'
      '--claim|flag|--claim'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'lead accept') rows=(
      '|live lead|'
      '--company|live company|--company'
      '--contact|live contact|--contact'
      '--new-company|value|--new-company'
      '--company-phone|value|--company-phone'
      '--company-email|value|--company-email'
      '--company-inn|value|--company-inn'
      '--new-contact|value|--new-contact'
      '--contact-phone|value|--contact-phone'
      '--contact-email|value|--contact-email'
      '--contact-position|value|--contact-position'
      '--role|choice decision-maker influencer other user payer|--role'
      '--duplicate|flag|--duplicate'
      '--new-deal|flag|--new-deal'
      '--pipeline|live pipeline|--pipeline'
      '--manager|live user|--manager'
      '--currency|value|--currency'
      '--budget|value|--budget'
      '--stage|live stage|--stage'
      '-m --comment|value|-m --comment'
      '-t --next|live action|-t --next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--priority|value|--priority'
      '--amount|value|--amount'
      '--tag|live tag|'
      '--set|live custom-field|'
      '--new-field|value|'
      '--at|live past|--at'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'lead link') rows=(
      '|live lead|'
      '|live deal|'
      '-t --next|live action|-t --next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'lead close') rows=(
      '|live lead|'
      '--dead|flag|--dead --closed'
      '--closed|flag|--closed --dead'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'lead reopen') rows=(
      '|live lead|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'lead merge') rows=(
      '|live lead|'
      '|live lead|*'
      '--take|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'lead remove') rows=(
      '|live lead|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'lead intake') rows=(
      '|file|'
      '--csv|flag|--csv --input'
      '--input|choice json csv|--input --csv'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'company') commands=(add list show edit merge remove legal) ;;
    'company add') rows=(
      '|value|'
      '--phone|value|'
      '--remove-phone|value|'
      '--email|value|'
      '--remove-email|value|'
      '--address|value|--address'
      '--city|value|--city'
      '--inn|value|--inn'
      '--site|value|--site'
      '--is-customer|value|--is-customer'
      '--is-supplier|value|--is-supplier'
      '--potential|value|--potential'
      '--manager|live user|--manager'
      '--tag|live tag|'
      '--set|live custom-field|'
      '--new-field|value|'
      '--duplicate|flag|--duplicate'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'company list') rows=(
      '--manager|live user|--manager'
      '--tag|live tag|--tag'
      '--without-deal|flag|--without-deal'
      '--all|flag|--all'
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--sort|live order|--sort'
    ) ;;
    'company show') rows=(
      '|live company|'
    ) ;;
    'company edit') rows=(
      '|live company|'
      '--where|value|--where'
      '--yes|flag|--yes'
      '--name|value|--name'
      '--phone|value|'
      '--remove-phone|value|'
      '--email|value|'
      '--remove-email|value|'
      '--address|value|--address'
      '--city|value|--city'
      '--inn|value|--inn'
      '--site|value|--site'
      '--is-customer|value|--is-customer'
      '--is-supplier|value|--is-supplier'
      '--potential|value|--potential'
      '--manager|live user|--manager'
      '--tag|live tag|'
      '--untag|live tag|'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'company merge') rows=(
      '|live company|'
      '|live company|*'
      '--take|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'company remove') rows=(
      '|live company|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'company legal') commands=(add edit remove) ;;
    'company legal add') rows=(
      '|live company|'
      '--name|value|--name'
      '--inn|value|--inn'
      '--kpp|value|--kpp'
      '--ogrn|value|--ogrn'
      '--address|value|--address'
      '--bank|value|--bank'
      '--bic|value|--bic'
      '--account|value|--account'
      '--main|flag|--main'
      '--shared-legal|flag|--shared-legal'
      '--duplicate|flag|--duplicate'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'company legal edit') rows=(
      '|live company|'
      '|value|'
      '--name|value|--name'
      '--inn|value|--inn'
      '--kpp|value|--kpp'
      '--ogrn|value|--ogrn'
      '--address|value|--address'
      '--bank|value|--bank'
      '--bic|value|--bic'
      '--account|value|--account'
      '--main|flag|--main'
      '--shared-legal|flag|--shared-legal'
      '--duplicate|flag|--duplicate'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'company legal remove') rows=(
      '|live company|'
      '|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'contact') commands=(add list show edit merge remove) ;;
    'contact add') rows=(
      '|live company|'
      '--name|value|--name'
      '--last-name|value|--last-name'
      '--first-name|value|--first-name'
      '--patronymic|value|--patronymic'
      '--position|value|--position'
      '--phone|value|'
      '--remove-phone|value|'
      '--email|value|'
      '--remove-email|value|'
      '--messenger|value|--messenger'
      '--role|choice decision-maker influencer other user payer|--role'
      '--set|live custom-field|'
      '--new-field|value|'
      '--duplicate|flag|--duplicate'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'contact list') rows=(
      '--company|live company|--company'
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--sort|live order|--sort'
    ) ;;
    'contact show') rows=(
      '|live contact|'
    ) ;;
    'contact edit') rows=(
      '|live contact|'
      '--where|value|--where'
      '--yes|flag|--yes'
      '--name|value|--name'
      '--last-name|value|--last-name'
      '--first-name|value|--first-name'
      '--patronymic|value|--patronymic'
      '--position|value|--position'
      '--phone|value|'
      '--remove-phone|value|'
      '--email|value|'
      '--remove-email|value|'
      '--messenger|value|--messenger'
      '--role|choice decision-maker influencer other user payer|--role'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'contact merge') rows=(
      '|live contact|'
      '|live contact|*'
      '--take|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'contact remove') rows=(
      '|live contact|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'dupes') rows=(
      '|choice companies contacts leads|'
    ) ;;
    'tag') commands=(list rename remove) ;;
    'tag list') rows=() ;;
    'tag rename') rows=(
      '|live tag|'
      '|live tag|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'tag remove') rows=(
      '|live tag|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal') commands=(add copy list find show papers edit move close reopen goal resume dismiss settle assign share unshare join delete restore purge contact) ;;
    'deal add') rows=(
      '|live company|'
      '--new-company|value|--new-company --from-invoice'
      '--company-phone|value|--company-phone'
      '--company-email|value|--company-email'
      '--company-inn|value|--company-inn'
      '--new-contact|value|--new-contact'
      '--contact-phone|value|--contact-phone'
      '--contact-email|value|--contact-email'
      '--contact-position|value|--contact-position'
      '--role|choice decision-maker influencer other user payer|--role'
      '--duplicate|flag|--duplicate'
      '--from-invoice|live paper|--from-invoice --new-company'
      '--pipeline|live pipeline|--pipeline'
      '--manager|live user|--manager'
      '--currency|value|--currency'
      '--budget|value|--budget'
      '--stage|live stage|--stage'
      '-m --comment|value|-m --comment'
      '-t --next|live action|-t --next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--priority|value|--priority'
      '--amount|value|--amount'
      '--tag|live tag|'
      '--set|live custom-field|'
      '--new-field|value|'
      '--at|live past|--at'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal copy') rows=(
      '|live deal|'
      '--manager|live user|--manager'
      '-t --next|live action|-t --next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal list') rows=(
      '--pipeline|live pipeline|--pipeline'
      '--stage|live stage|--stage'
      '--manager|live user|--manager'
      '--company|live company|--company'
      '--state|choice open pending won lost deleted closed all|--state'
      '--health|choice none red yellow green|--health'
      '--no-task|flag|--no-task'
      '--overdue|flag|--overdue'
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--sort|live order|--sort'
      '--limit|value|--limit'
      '--full|flag|--full'
    ) ;;
    'deal find') rows=(
      '|value|'
      '--state|choice open pending won lost deleted closed all|--state'
      '--manager|live user|--manager'
      '--limit|value|--limit'
    ) ;;
    'deal show') rows=(
      '|live deal|'
      '--all|flag|--all'
    ) ;;
    'deal papers') rows=(
      '|live deal|'
    ) ;;
    'deal edit') rows=(
      '|live deal|'
      '--where|value|--where --if-revision'
      '--yes|flag|--yes'
      '--name|value|--name'
      '--currency|value|--currency'
      '--budget|value|--budget'
      '--package|live package|--package'
      '--end-date|live due|--end-date'
      '--reason|live loss-reason|--reason'
      '--spoke-with|value|--spoke-with'
      '--position|value|--position'
      '--priority|value|--priority'
      '--amount|value|--amount'
      '--tag|live tag|'
      '--untag|live tag|'
      '--set|live custom-field|'
      '--new-field|value|'
      '--why|value|--why'
      '--if-revision|value|--if-revision --where'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal move') rows=(
      '|live deal|'
      '|live next-stage|'
      '--where|value|--where'
      '--yes|flag|--yes'
      '--stage|live stage|--stage'
      '--pipeline|live pipeline|--pipeline'
      '-m --comment|value|-m --comment'
      '--report|live section|'
      '--budget|value|--budget'
      '--package|live package|--package'
      '-r --result|value|-r --result'
      '--task|value|--task'
      '-t --next|live action|-t --next --no-next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--no-next|flag|--no-next -t --next'
      '--reason|value|--reason'
      '--at|live past|--at'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal close') rows=(
      '|live deal|'
      '--won|flag|--won --lost'
      '--lost|flag|--lost --won'
      '--end-date|live due|--end-date'
      '--package|live package|--package'
      '--budget|value|--budget'
      '--reason|live loss-reason|--reason'
      '--spoke-with|value|--spoke-with'
      '--position|value|--position'
      '-m --comment|value|-m --comment'
      '-r --result|value|-r --result'
      '--at|live past|--at'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal reopen') rows=(
      '|live deal|'
      '-m --comment|value|-m --comment'
      '--stage|live stage|--stage'
      '-t --next|live action|-t --next --no-next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--no-next|flag|--no-next -t --next'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal goal') rows=(
      '|live deal|'
      '|value|'
      '-m --comment|value|-m --comment'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal resume') rows=(
      '|live deal|'
      '|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal dismiss') rows=(
      '|live deal|'
      '|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal settle') rows=(
      '|live deal|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal assign') rows=(
      '|live deal|'
      '|live user|'
      '--where|value|--where --no-task'
      '--yes|flag|--yes'
      '--no-task|flag|--no-task --where'
      '--older|value|--older'
      '--from|live user|--from'
      '--to|live user|--to'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal share') rows=(
      '|live deal|'
      '|live user|'
      '--until|live due|--until'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal unshare') rows=(
      '|live deal|'
      '|live user|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal join') rows=(
      '|live deal|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal delete') rows=(
      '|live deal|'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal restore') rows=(
      '|live deleted-deal|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal purge') rows=(
      '|live deleted-deal|'
      '--yes|flag|--yes'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal contact') commands=(add show remove) ;;
    'deal contact add') rows=(
      '|live deal|'
      '|live contact|'
      '--role|choice decision-maker influencer other user payer|--role'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'deal contact show') rows=(
      '|live deal|'
    ) ;;
    'deal contact remove') rows=(
      '|live deal|'
      '|live contact|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'list') commands=(show save remove) fallback=show rows=(
      '|live list|'
    ) ;;
    'list show') rows=(
      '|live list|'
      '--pipeline|live pipeline|--pipeline'
      '--stage|live stage|--stage'
      '--manager|live user|--manager'
      '--company|live company|--company'
      '--state|choice open pending won lost deleted closed all|--state'
      '--health|choice none red yellow green|--health'
      '--no-task|flag|--no-task'
      '--overdue|flag|--overdue'
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--sort|live order|--sort'
      '--limit|value|--limit'
    ) ;;
    'list save') rows=(
      '|value|'
      '--of|choice company contact deal lead product paper task log|--of'
      '--pipeline|live pipeline|--pipeline'
      '--stage|live stage|--stage'
      '--manager|live user|--manager'
      '--company|live company|--company'
      '--state|choice open pending won lost deleted closed all|--state'
      '--health|choice none red yellow green|--health'
      '--no-task|flag|--no-task'
      '--overdue|flag|--overdue'
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--sort|live order|--sort'
      '--limit|value|--limit'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'list remove') rows=(
      '|live saved-list|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'comment') commands=(add) ;;
    'comment add') rows=(
      '|live deal|'
      '|value|'
      '--report|live section|'
      '--stage|live stage|--stage'
      '--at|live past|--at'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'task') commands=(set list done reschedule assign cancel) ;;
    'task set') rows=(
      '|live deal|'
      '|live action|'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--text|value|--text'
      '--kind|choice task note chat|--kind'
      '--remind|value|--remind'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'task list') rows=(
      '--assignee|live user|--assignee --mine'
      '--where|value|--where'
      '--mine|flag|--mine --assignee'
      '--overdue|flag|--overdue'
      '--today|flag|--today'
      '--tomorrow|flag|--tomorrow'
      '--all|flag|--all'
      '--deal|live deal|--deal'
      '--sort|live order|--sort'
    ) ;;
    'task done') rows=(
      '|live task|'
      '-r --result|value|-r --result'
      '-t --next|live action|-t --next --no-next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--no-next|flag|--no-next -t --next'
      '--reason|value|--reason'
      '--duration|value|--duration'
      '--at|live past|--at'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'task reschedule') rows=(
      '|live task|'
      '--where|value|--where'
      '--yes|flag|--yes'
      '-d --due|live due|-d --due'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'task assign') rows=(
      '|live task|'
      '|live user|'
      '--where|value|--where'
      '--yes|flag|--yes'
      '--from|live user|--from'
      '--to|live user|--to'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'task cancel') rows=(
      '|live task|'
      '-t --next|live action|-t --next --no-next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--no-next|flag|--no-next -t --next'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'call') rows=(
      '|live deal|'
      '-m --comment|value|-m --comment'
      '--report|live section|'
      '-r --result|value|-r --result'
      '--task|value|--task'
      '-t --next|live action|-t --next --no-next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--no-next|flag|--no-next -t --next'
      '--reason|value|--reason'
      '--to|live next-stage|--to'
      '--incoming|flag|--incoming --outgoing'
      '--outgoing|flag|--outgoing --incoming'
      '--duration|value|--duration'
      '--at|live past|--at'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'meeting') rows=(
      '|live deal|'
      '-m --comment|value|-m --comment'
      '--report|live section|'
      '-r --result|value|-r --result'
      '--task|value|--task'
      '-t --next|live action|-t --next --no-next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--no-next|flag|--no-next -t --next'
      '--reason|value|--reason'
      '--to|live next-stage|--to'
      '--incoming|flag|--incoming --outgoing'
      '--outgoing|flag|--outgoing --incoming'
      '--duration|value|--duration'
      '--at|live past|--at'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'letter') rows=(
      '|live deal|'
      '-m --comment|value|-m --comment'
      '--report|live section|'
      '-r --result|value|-r --result'
      '--task|value|--task'
      '-t --next|live action|-t --next --no-next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--no-next|flag|--no-next -t --next'
      '--reason|value|--reason'
      '--to|live next-stage|--to'
      '--incoming|flag|--incoming --outgoing'
      '--outgoing|flag|--outgoing --incoming'
      '--duration|value|--duration'
      '--at|live past|--at'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'message') rows=(
      '|live deal|'
      '-m --comment|value|-m --comment'
      '--report|live section|'
      '-r --result|value|-r --result'
      '--task|value|--task'
      '-t --next|live action|-t --next --no-next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--no-next|flag|--no-next -t --next'
      '--reason|value|--reason'
      '--to|live next-stage|--to'
      '--incoming|flag|--incoming --outgoing'
      '--outgoing|flag|--outgoing --incoming'
      '--duration|value|--duration'
      '--at|live past|--at'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'process') commands=(list start show stop) ;;
    'process list') rows=() ;;
    'process start') rows=(
      '|live process|'
      '|live deal|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'process show') rows=(
      '|live deal|'
    ) ;;
    'process stop') rows=(
      '|live deal|'
      '|live process|'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'text') commands=(list show render) ;;
    'text list') rows=() ;;
    'text show') rows=(
      '|live text|'
    ) ;;
    'text render') rows=(
      '|live text|'
      '|live deal|'
    ) ;;
    'split-pay') rows=(
      '|live deal|'
      '--paid|value|--paid'
      '--total|value|--total'
      '--package|live package|--package'
      '--end-date|live due|--end-date'
      '-r --result|value|-r --result'
      '-t --next|live action|-t --next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--adjust-total|value|--adjust-total'
      '--reason|value|--reason'
      '--at|live past|--at'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'product') commands=(add list show edit price import) ;;
    'product add') rows=(
      '|value|'
      '--name|value|--name'
      '--unit|value|--unit'
      '--vat-rate|value|--vat-rate'
      '--set|live custom-field|'
      '--new-field|value|'
      '--price|value|--price'
      '--list|value|--list'
      '--currency|value|--currency'
      '--from|live due|--from'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'product list') rows=(
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--all|flag|--all'
      '--sort|live order|--sort'
      '--limit|value|--limit'
    ) ;;
    'product show') rows=(
      '|live product|'
    ) ;;
    'product edit') rows=(
      '|live product|'
      '--where|value|--where'
      '--yes|flag|--yes'
      '--name|value|--name'
      '--unit|value|--unit'
      '--vat-rate|value|--vat-rate'
      '--retired|flag|--retired --active'
      '--active|flag|--active --retired'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'product price') rows=(
      '|live product|'
      '|value|'
      '--list|value|--list'
      '--currency|value|--currency'
      '--from|live due|--from'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'product import') rows=(
      '|file|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'quote') commands=(add list show edit accept variant send reject expire print cancel renumber) ;;
    'quote add') rows=(
      '--deal|live deal|--deal'
      '--company|live company|--company'
      '--line|value|'
      '--variant|value|--variant'
      '--date|value|--date'
      '--number|value|--number'
      '--legal|value|--legal'
      '--valid-until|value|--valid-until'
      '--price-list|value|--price-list'
      '--warehouse|value|--warehouse'
      '--note|value|--note'
      '--file|value|--file'
      '--vat|value|--vat'
      '--currency|value|--currency'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'quote list') rows=(
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--all|flag|--all'
      '--sort|live order|--sort'
      '--limit|value|--limit'
    ) ;;
    'quote show') rows=(
      '|live paper|'
    ) ;;
    'quote edit') rows=(
      '|live paper|'
      '--deal|live deal|--deal'
      '--legal|value|--legal'
      '--valid-until|value|--valid-until'
      '--price-list|value|--price-list'
      '--warehouse|value|--warehouse'
      '--note|value|--note'
      '--file|value|--file'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'quote accept') rows=(
      '|live paper|'
      '--variant|value|--variant'
      '--make-order|flag|--make-order'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'quote variant') commands=(add) ;;
    'quote variant add') rows=(
      '|live paper|'
      '|value|'
      '--line|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'quote send') rows=(
      '|live paper|'
      '--to|value|--to'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'quote reject') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'quote expire') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'quote print') rows=(
      '|live paper|'
      '--out|file|--out'
    ) ;;
    'quote cancel') rows=(
      '|live paper|'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'quote renumber') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'order') commands=(add list show edit promise confirm done cancel renumber) ;;
    'order add') rows=(
      '--deal|live deal|--deal'
      '--company|live company|--company'
      '--quote|live paper|'
      '--contract|live paper|'
      '--line|value|--lines'
      '--lines|value|--lines --line'
      '--schedule|value|--schedule'
      '--date|value|--date'
      '--number|value|--number'
      '--legal|value|--legal'
      '--price-list|value|--price-list'
      '--warehouse|value|--warehouse'
      '--note|value|--note'
      '--file|value|--file'
      '--vat|value|--vat'
      '--currency|value|--currency'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'order list') rows=(
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--all|flag|--all'
      '--sort|live order|--sort'
      '--limit|value|--limit'
    ) ;;
    'order show') rows=(
      '|live paper|'
    ) ;;
    'order edit') rows=(
      '|live paper|'
      '--schedule|value|--schedule'
      '--deal|live deal|--deal'
      '--legal|value|--legal'
      '--price-list|value|--price-list'
      '--warehouse|value|--warehouse'
      '--note|value|--note'
      '--file|value|--file'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'order promise') rows=(
      '|live paper|'
      '--part|value|--part'
      '--reason|value|--reason'
      '-t --next|live action|-t --next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'order confirm') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'order done') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'order cancel') rows=(
      '|live paper|'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'order renumber') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'invoice') commands=(add list show edit request send print cancel renumber) ;;
    'invoice add') rows=(
      '--deal|live deal|--deal'
      '--company|live company|--company'
      '--order|live paper|'
      '--shipment|live paper|'
      '--line|value|--part'
      '--part|value|--part --line --vat'
      '--date|value|--date'
      '--number|value|--number'
      '--legal|value|--legal'
      '--valid-until|value|--valid-until'
      '--note|value|--note'
      '--file|value|--file'
      '--vat|value|--vat --part'
      '--currency|value|--currency'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'invoice list') rows=(
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--all|flag|--all'
      '--sort|live order|--sort'
      '--limit|value|--limit'
    ) ;;
    'invoice show') rows=(
      '|live paper|'
    ) ;;
    'invoice edit') rows=(
      '|live paper|'
      '--deal|live deal|--deal'
      '--legal|value|--legal'
      '--valid-until|value|--valid-until'
      '--note|value|--note'
      '--file|value|--file'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'invoice request') rows=(
      '|live deal|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'invoice send') rows=(
      '|live paper|'
      '--to|value|--to'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'invoice print') rows=(
      '|live paper|'
      '--out|file|--out'
    ) ;;
    'invoice cancel') rows=(
      '|live paper|'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'invoice renumber') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'payment') commands=(add list show edit apply cancel renumber) ;;
    'payment add') rows=(
      '--deal|live deal|--deal'
      '--company|live company|--company'
      '--invoice|live paper|--invoice --order'
      '--order|live paper|--order --invoice'
      '--sum|value|--sum'
      '--advance|flag|--advance'
      '--date|value|--date'
      '--number|value|--number'
      '--legal|value|--legal'
      '--ref|value|--ref'
      '--reason|value|--reason'
      '--note|value|--note'
      '--file|value|--file'
      '--currency|value|--currency'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'payment list') rows=(
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--all|flag|--all'
      '--sort|live order|--sort'
      '--limit|value|--limit'
    ) ;;
    'payment show') rows=(
      '|live paper|'
    ) ;;
    'payment edit') rows=(
      '|live paper|'
      '--deal|live deal|--deal'
      '--legal|value|--legal'
      '--ref|value|--ref'
      '--reason|value|--reason'
      '--note|value|--note'
      '--file|value|--file'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'payment apply') rows=(
      '|live paper|'
      '--invoice|live paper|--invoice --order'
      '--order|live paper|--order --invoice'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'payment cancel') rows=(
      '|live paper|'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'payment renumber') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'shipment') commands=(add list show edit ship deliver cancel renumber) ;;
    'shipment add') rows=(
      '--deal|live deal|--deal'
      '--company|live company|--company'
      '--order|live paper|--order'
      '--line|value|'
      '--planned|flag|--planned'
      '--date|value|--date'
      '--number|value|--number'
      '--legal|value|--legal'
      '--tracking|value|--tracking'
      '--warehouse|value|--warehouse'
      '--note|value|--note'
      '--file|value|--file'
      '--currency|value|--currency'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'shipment list') rows=(
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--all|flag|--all'
      '--sort|live order|--sort'
      '--limit|value|--limit'
    ) ;;
    'shipment show') rows=(
      '|live paper|'
    ) ;;
    'shipment edit') rows=(
      '|live paper|'
      '--deal|live deal|--deal'
      '--legal|value|--legal'
      '--tracking|value|--tracking'
      '--warehouse|value|--warehouse'
      '--note|value|--note'
      '--file|value|--file'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'shipment ship') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'shipment deliver') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'shipment cancel') rows=(
      '|live paper|'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'shipment renumber') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'contract') commands=(add list show edit send sign end cancel renumber) ;;
    'contract add') rows=(
      '--deal|live deal|--deal'
      '--company|live company|--company'
      '--sum|value|--sum'
      '--date|value|--date'
      '--number|value|--number'
      '--legal|value|--legal'
      '--valid-until|value|--valid-until'
      '--terms|value|--terms'
      '--note|value|--note'
      '--file|value|--file'
      '--currency|value|--currency'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'contract list') rows=(
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--all|flag|--all'
      '--sort|live order|--sort'
      '--limit|value|--limit'
    ) ;;
    'contract show') rows=(
      '|live paper|'
    ) ;;
    'contract edit') rows=(
      '|live paper|'
      '--deal|live deal|--deal'
      '--legal|value|--legal'
      '--valid-until|value|--valid-until'
      '--terms|value|--terms'
      '--note|value|--note'
      '--file|value|--file'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'contract send') rows=(
      '|live paper|'
      '--to|value|--to'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'contract sign') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'contract end') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'contract cancel') rows=(
      '|live paper|'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'contract renumber') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'act') commands=(add list show edit send sign print cancel renumber) ;;
    'act add') rows=(
      '--deal|live deal|--deal'
      '--company|live company|--company'
      '--order|live paper|'
      '--shipment|live paper|'
      '--line|value|'
      '--date|value|--date'
      '--number|value|--number'
      '--legal|value|--legal'
      '--note|value|--note'
      '--file|value|--file'
      '--vat|value|--vat'
      '--currency|value|--currency'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'act list') rows=(
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--all|flag|--all'
      '--sort|live order|--sort'
      '--limit|value|--limit'
    ) ;;
    'act show') rows=(
      '|live paper|'
    ) ;;
    'act edit') rows=(
      '|live paper|'
      '--deal|live deal|--deal'
      '--legal|value|--legal'
      '--note|value|--note'
      '--file|value|--file'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'act send') rows=(
      '|live paper|'
      '--to|value|--to'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'act sign') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'act print') rows=(
      '|live paper|'
      '--out|file|--out'
    ) ;;
    'act cancel') rows=(
      '|live paper|'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'act renumber') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'claim') commands=(add list show edit answer close cancel renumber) ;;
    'claim add') rows=(
      '--deal|live deal|--deal'
      '--company|live company|--company'
      '--order|live paper|'
      '--shipment|live paper|'
      '--date|value|--date'
      '--number|value|--number'
      '--legal|value|--legal'
      '--subject|value|--subject'
      '--note|value|--note'
      '--file|value|--file'
      '--currency|value|--currency'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'claim list') rows=(
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--all|flag|--all'
      '--sort|live order|--sort'
      '--limit|value|--limit'
    ) ;;
    'claim show') rows=(
      '|live paper|'
    ) ;;
    'claim edit') rows=(
      '|live paper|'
      '--deal|live deal|--deal'
      '--legal|value|--legal'
      '--subject|value|--subject'
      '--note|value|--note'
      '--file|value|--file'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'claim answer') rows=(
      '|live paper|'
      '--text|value|--text'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'claim close') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'claim cancel') rows=(
      '|live paper|'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'claim renumber') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'purchase') commands=(add list show edit receive cancel renumber) ;;
    'purchase add') rows=(
      '--deal|live deal|--deal'
      '--company|live company|--company'
      '--order|live paper|'
      '--line|value|'
      '--date|value|--date'
      '--number|value|--number'
      '--legal|value|--legal'
      '--supplier|value|--supplier'
      '--warehouse|value|--warehouse'
      '--note|value|--note'
      '--file|value|--file'
      '--vat|value|--vat'
      '--currency|value|--currency'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'purchase list') rows=(
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--all|flag|--all'
      '--sort|live order|--sort'
      '--limit|value|--limit'
    ) ;;
    'purchase show') rows=(
      '|live paper|'
    ) ;;
    'purchase edit') rows=(
      '|live paper|'
      '--deal|live deal|--deal'
      '--legal|value|--legal'
      '--supplier|value|--supplier'
      '--warehouse|value|--warehouse'
      '--note|value|--note'
      '--file|value|--file'
      '--manager|live user|--manager'
      '--set|live custom-field|'
      '--new-field|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'purchase receive') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'purchase cancel') rows=(
      '|live paper|'
      '--reason|value|--reason'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'purchase renumber') rows=(
      '|live paper|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'paper') commands=(list show) ;;
    'paper list') rows=(
      '--search|value|--search'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--all|flag|--all'
      '--sort|live order|--sort'
      '--limit|value|--limit'
    ) ;;
    'paper show') rows=(
      '|live paper|'
    ) ;;
    'line') commands=(add edit remove) ;;
    'line add') rows=(
      '|live paper|'
      '--line|value|'
      '--variant|value|--variant'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'line edit') rows=(
      '|live paper|'
      '|value|'
      '--line|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'line remove') rows=(
      '|live paper|'
      '|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'audit') rows=(
      '--manager|live user|--manager'
      '--department|live department|--department'
      '--pipeline|live pipeline|--pipeline --base --keep --history'
      '--where|value|--where --base --keep --history'
      '--mine|flag|--mine --base --keep --history'
      '--check|live check|--keep --history'
      '--fail-on|choice error warning never|--fail-on'
      '--summary|flag|--summary'
      '--verify|flag|--verify'
      '--send-back|flag|--send-back --base --history'
      '--keep|flag|--keep --base --check --pipeline --history --where --mine'
      '--history|flag|--history --base --send-back --keep --where --mine --check --pipeline'
      '--base|flag|--base --pipeline --where --send-back --keep --history --mine'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'rework') commands=(list show done accept return) ;;
    'rework list') rows=(
      '--mine|flag|--mine --manager'
      '--manager|live user|--manager --mine'
      '--state|choice open fixed accepted returned|--state'
    ) ;;
    'rework show') rows=(
      '|live deal|'
    ) ;;
    'rework done') rows=(
      '|live deal|'
      '--note|value|--note'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'rework accept') rows=(
      '|live deal|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'rework return') rows=(
      '|live deal|'
      '--reason|value|--reason'
      '-d --due|live due|-d --due'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'approval') commands=(list accept return) ;;
    'approval list') rows=(
      '--mine|flag|--mine'
    ) ;;
    'approval accept') rows=(
      '|live deal|'
      '-m --comment|value|-m --comment'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'approval return') rows=(
      '|live deal|'
      '--to|live stage|--to'
      '-m --comment|value|-m --comment'
      '-t --next|live action|-t --next'
      '-d --due|live due|-d --due'
      '--assignee|live user|--assignee'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'today') rows=(
      '--manager|live user|--manager'
      '--days|value|--days --brief'
      '--brief|flag|--brief --days --flat'
      '--flat|flag|--flat --brief'
    ) ;;
    'remind') rows=(
      '--within|value|--within'
      '--days|value|--days'
      '--mine|flag|--mine'
      '--mark|flag|--mark'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'calendar') rows=(
      '--mine|flag|--mine'
      '--week|flag|--week'
    ) ;;
    'board') rows=(
      '|live pipeline|'
      '--manager|live user|--manager'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--limit|value|--limit'
      '--flat|flag|--flat'
    ) ;;
    'log') rows=(
      '|live any-deal|'
      '--since|live past|--since'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--by-stage|flag|--by-stage'
      '--all|flag|--all'
      '--limit|value|--limit'
    ) ;;
    'events') rows=(
      '--after|value|--after --from-start'
      '--from-start|flag|--from-start --after'
      '--follow|flag|--follow'
      '--kinds|value|--kinds'
    ) ;;
    'report') commands=(funnel bottleneck cycle stages losses dynamics sales activity leads plan forecast inflow abc nps experiment quality dupes base dashboard) ;;
    'report funnel') rows=(
      '--from|live past|--from --snapshot'
      '--to|live past|--to --snapshot'
      '--period|choice week month quarter half year|--period --snapshot'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
      '--snapshot|flag|--snapshot --from --to --period'
    ) ;;
    'report bottleneck') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
    ) ;;
    'report cycle') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
    ) ;;
    'report stages') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
    ) ;;
    'report losses') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
    ) ;;
    'report dynamics') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
      '--last|value|--last'
    ) ;;
    'report sales') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
    ) ;;
    'report activity') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
    ) ;;
    'report leads') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
    ) ;;
    'report plan') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
      '--by-payment|flag|--by-payment'
    ) ;;
    'report forecast') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
    ) ;;
    'report inflow') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
      '--sales|value|--sales --money'
      '--money|value|--money --sales'
    ) ;;
    'report abc') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
    ) ;;
    'report nps') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
    ) ;;
    'report experiment') rows=(
      '--from|live past|--from --date'
      '--to|live past|--to --date'
      '--period|choice week month quarter half year|--period --date'
      '--by|value|--by --date'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
      '--date|live past|--date --from --to --period --by'
      '--metric|value|--metric'
      '--days|value|--days'
    ) ;;
    'report quality') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
    ) ;;
    'report dupes') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
    ) ;;
    'report base') rows=(
      '--from|live past|--from'
      '--to|live past|--to'
      '--period|choice week month quarter half year|--period'
      '--by|value|--by'
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
    ) ;;
    'report dashboard') rows=(
      '--pipeline|live pipeline|--pipeline'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|file|--out'
    ) ;;
    'plan') commands=(set list) ;;
    'plan set') rows=(
      '|live user|'
      '|value|'
      '|value|'
      '--count|value|--count'
      '--pipeline|live pipeline|--pipeline'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'plan list') rows=() ;;
    'user') commands=(add list show edit deactivate substitute) ;;
    'user add') rows=(
      '|live user|'
      '--name|value|--name'
      '--role|live role|--role'
      '--department|live department|--department'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'user list') rows=(
      '--all|flag|--all'
    ) ;;
    'user show') rows=(
      '|live user|'
    ) ;;
    'user edit') rows=(
      '|live user|'
      '--name|value|--name'
      '--role|live role|--role'
      '--department|live department|--department --no-department'
      '--no-department|flag|--no-department --department'
      '--activate|flag|--activate'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'user deactivate') rows=(
      '|live user|'
      '--to|live user|--to'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'user substitute') rows=(
      '|live user|'
      '--by|live user|--by'
      '--from|live due|--from'
      '--until|live due|--until --end'
      '--end|flag|--end --until'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'role') commands=(add list show edit remove) ;;
    'role add') rows=(
      '|value|'
      '--like|live role|--like'
      '--name|value|--name'
      '--right|live right|'
      '--duty|choice lead settings pipelines money people|'
      '--no-duty|choice lead settings pipelines money people|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'role list') rows=() ;;
    'role show') rows=(
      '|live role|'
    ) ;;
    'role edit') rows=(
      '|live role|'
      '--name|value|--name'
      '--right|live right|'
      '--duty|choice lead settings pipelines money people|'
      '--no-duty|choice lead settings pipelines money people|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'role remove') rows=(
      '|live role|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'department') commands=(add list edit) ;;
    'department add') rows=(
      '|value|'
      '--name|value|--name'
      '--parent|live department|--parent'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'department list') rows=() ;;
    'department edit') rows=(
      '|live department|'
      '--name|value|--name'
      '--parent|live department|--parent --no-parent'
      '--no-parent|flag|--no-parent --parent'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'init') rows=(
      '|directory|'
      '--scenario|live scenario|'
      '--time-zone|live time-zone|--time-zone'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'scenario') commands=(list show add update) ;;
    'scenario list') rows=() ;;
    'scenario show') rows=(
      '|live scenario|'
    ) ;;
    'scenario add') rows=(
      '|live scenario|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'scenario update') rows=(
      '|live scenario|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'pipeline') commands=(list show add edit archive restore lint) ;;
    'pipeline list') rows=() ;;
    'pipeline show') rows=(
      '|live pipeline|'
    ) ;;
    'pipeline add') rows=(
      '|value|'
      '--like|live pipeline|--like'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'pipeline edit') rows=(
      '|live pipeline|'
      '--name|value|--name'
      '--currency|value|--currency'
      '--amount|choice manual orders|--amount'
      '--least|value|--least'
      '--most|value|--most'
      '--allow-skip|flag|--allow-skip --no-allow-skip'
      '--no-allow-skip|flag|--no-allow-skip --allow-skip'
      '--allow-back|flag|--allow-back --no-allow-back'
      '--no-allow-back|flag|--no-allow-back --allow-back'
      '--described|flag|--described --no-described'
      '--no-described|flag|--no-described --described'
      '--require-result|flag|--require-result --no-require-result'
      '--no-require-result|flag|--no-require-result --require-result'
      '--remind-client|flag|--remind-client --no-remind-client'
      '--no-remind-client|flag|--no-remind-client --remind-client'
      '--silence|value|--silence'
      '--oldest|value|--oldest'
      '--cycle-start|value|--cycle-start'
      '--cycle-end|choice won paid shipped|--cycle-end'
      '--package|value|'
      '--loss-reason|value|'
      '--meeting-action|live action|'
      '--drop|value|'
      '--rule|value|'
      '--unrule|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'pipeline archive') rows=(
      '|live pipeline|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'pipeline restore') rows=(
      '|live pipeline|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'pipeline lint') rows=(
      '--strict|flag|--strict'
    ) ;;
    'stage') commands=(add list edit move remove) ;;
    'stage add') rows=(
      '|live pipeline|'
      '|value|'
      '--after|live stage|--after --first'
      '--first|flag|--first --after'
      '--description|value|--description'
      '--probability|value|--probability'
      '--norm|value|--norm'
      '--gap|value|--gap'
      '--when|value|--when'
      '--require|live requirement|'
      '--unrequire|live requirement|'
      '--owner|live user|--owner'
      '--approval|choice head|--approval'
      '--task|value|'
      '--untask|live action|'
      '--goal|value|'
      '--ungoal|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'stage list') rows=(
      '|live pipeline|'
    ) ;;
    'stage edit') rows=(
      '|live pipeline|'
      '|live stage|'
      '--name|value|--name'
      '--description|value|--description'
      '--probability|value|--probability'
      '--norm|value|--norm'
      '--gap|value|--gap'
      '--when|value|--when'
      '--require|live requirement|'
      '--unrequire|live requirement|'
      '--owner|live user|--owner'
      '--approval|choice head|--approval'
      '--task|value|'
      '--untask|live action|'
      '--goal|value|'
      '--ungoal|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'stage move') rows=(
      '|live pipeline|'
      '|live stage|'
      '--after|live stage|--after --first'
      '--first|flag|--first --after'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'stage remove') rows=(
      '|live pipeline|'
      '|live stage|'
      '--move-to|live stage|--move-to'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'rate') commands=(set list) ;;
    'rate set') rows=(
      '|value|'
      '|value|'
      '--on|value|--on'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'rate list') rows=() ;;
    'field') commands=(add list edit remove) ;;
    'field add') rows=(
      '|value|'
      '--name|value|--name'
      '--on|choice company contact deal lead product paper|--on'
      '--type|choice line prose number money day moment flag choice choices phone email url taxNumber user reference lines|--type'
      '--choice|value|'
      '--pipeline|live pipeline|'
      '--default|value|--default'
      '--yearly|flag|--yearly'
      '--min|value|--min'
      '--max|value|--max'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'field list') rows=(
      '--on|choice company contact deal lead product paper|--on'
    ) ;;
    'field edit') rows=(
      '|live own-field|'
      '--name|value|--name'
      '--choice|value|'
      '--remove-choice|value|'
      '--rename-choice|value|'
      '--default|value|--default'
      '--min|value|--min'
      '--max|value|--max'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'field remove') rows=(
      '|live own-field|'
      '--with-values|flag|--with-values'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'check') commands=(add list remove) ;;
    'check add') rows=(
      '|file|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'check list') rows=() ;;
    'check remove') rows=(
      '|live own-check|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'settings') commands=(show set) ;;
    'settings show') rows=() ;;
    'settings set') rows=(
      '|choice time-zone currency work-days work-hours holidays task-actions max-contacts paper-numbers seller invoice-days abc-shares abc-variations statuses base-profile responsible logo ask|'
      '|value|*'
      '--add|flag|--add --remove'
      '--remove|flag|--remove --add'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'import') commands=(csv guess amocrm bitrix24 hubspot odoo pipedrive payments crm) ;;
    'import csv') rows=(
      '|choice company contact deal task lead product|'
      '|file|'
      '--sheet|value|--sheet'
      '--date-order|choice dmy mdy|--date-order'
      '--map|file|--map'
      '--create|flag|--create'
      '--theirs|flag|--theirs --ours'
      '--ours|flag|--ours --theirs'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'import guess') rows=(
      '|file|'
      '--sheet|value|--sheet'
      '--date-order|choice dmy mdy|--date-order'
    ) ;;
    'import amocrm') rows=(
      '|choice companies contacts deals tasks leads products|?'
      '|file|'
      '--sheet|value|--sheet'
      '--date-order|choice dmy mdy|--date-order'
      '--companies|file|--companies'
      '--contacts|file|--contacts'
      '--deals|file|--deals'
      '--tasks|file|--tasks'
      '--leads|file|--leads'
      '--products|file|--products'
      '--map|file|--map'
      '--create|flag|--create'
      '--theirs|flag|--theirs --ours'
      '--ours|flag|--ours --theirs'
      '--automation|flag|--automation'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'import bitrix24') rows=(
      '|choice companies contacts deals tasks leads products|?'
      '|file|'
      '--sheet|value|--sheet'
      '--date-order|choice dmy mdy|--date-order'
      '--companies|file|--companies'
      '--contacts|file|--contacts'
      '--deals|file|--deals'
      '--tasks|file|--tasks'
      '--leads|file|--leads'
      '--products|file|--products'
      '--map|file|--map'
      '--create|flag|--create'
      '--theirs|flag|--theirs --ours'
      '--ours|flag|--ours --theirs'
      '--automation|flag|--automation'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'import hubspot') rows=(
      '|choice companies contacts deals tasks leads products|?'
      '|file|'
      '--sheet|value|--sheet'
      '--date-order|choice dmy mdy|--date-order'
      '--companies|file|--companies'
      '--contacts|file|--contacts'
      '--deals|file|--deals'
      '--tasks|file|--tasks'
      '--leads|file|--leads'
      '--products|file|--products'
      '--map|file|--map'
      '--create|flag|--create'
      '--theirs|flag|--theirs --ours'
      '--ours|flag|--ours --theirs'
      '--automation|flag|--automation'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'import odoo') rows=(
      '|choice companies contacts deals tasks leads products|?'
      '|file|'
      '--sheet|value|--sheet'
      '--date-order|choice dmy mdy|--date-order'
      '--companies|file|--companies'
      '--contacts|file|--contacts'
      '--deals|file|--deals'
      '--tasks|file|--tasks'
      '--leads|file|--leads'
      '--products|file|--products'
      '--map|file|--map'
      '--create|flag|--create'
      '--theirs|flag|--theirs --ours'
      '--ours|flag|--ours --theirs'
      '--automation|flag|--automation'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'import pipedrive') rows=(
      '|choice companies contacts deals tasks leads products|?'
      '|file|'
      '--sheet|value|--sheet'
      '--date-order|choice dmy mdy|--date-order'
      '--companies|file|--companies'
      '--contacts|file|--contacts'
      '--deals|file|--deals'
      '--tasks|file|--tasks'
      '--leads|file|--leads'
      '--products|file|--products'
      '--map|file|--map'
      '--create|flag|--create'
      '--theirs|flag|--theirs --ours'
      '--ours|flag|--ours --theirs'
      '--automation|flag|--automation'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'import payments') rows=(
      '|file|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'import crm') rows=(
      '|file|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'export') commands=(csv ndjson vcf sql) ;;
    'export csv') rows=(
      '|choice company contact deal lead product paper task|*'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--excel|flag|--excel'
      '--out|directory|--out'
    ) ;;
    'export ndjson') rows=(
      '|choice company contact deal lead product paper|*'
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|directory|--out'
    ) ;;
    'export vcf') rows=(
      '--where|value|--where'
      '--mine|flag|--mine'
      '--out|directory|--out'
    ) ;;
    'export sql') rows=(
      '--dialect|choice postgres sqlite|--dialect'
      '--schema|value|--schema'
      '--out|directory|--out'
    ) ;;
    'undo') rows=(
      '|live operation|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'redo') rows=(
      '|live operation|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'batch') rows=(
      '|file|'
      '--keep-going|flag|--keep-going'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'fsck') rows=(
      '--repair|flag|--repair'
      '--accept|flag|--accept'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'backup') rows=(
      '|file|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'restore') rows=(
      '|file|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'sync') commands=(now init conflicts) fallback=now rows=() ;;
    'sync now') rows=(
      '--status|flag|--status'
      '--rewritten|flag|--rewritten'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'sync init') rows=(
      '|value|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'sync conflicts') rows=(
      '--drop|value|--drop'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'clone') rows=(
      '|value|'
      '|directory|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'help') rows=(
      '|commands|*'
      '--man|flag|--man'
    ) ;;
    'completions') commands=(print install) fallback=print rows=(
      '|choice bash zsh fish|'
    ) ;;
    'completions print') rows=(
      '|choice bash zsh fish|'
    ) ;;
    'completions install') rows=(
      '|choice bash zsh fish|'
      '--ask|flag|--ask'
      '-n --dry-run|flag|-n --dry-run'
    ) ;;
    'commands') rows=() ;;
    *) return 1 ;;
  esac
  rows+=(
      '--data|directory|--data'
      '--as|live user|--as'
      '--now|value|--now'
      '--format|live format|--format --json -q --quiet'
      '--json|flag|--json --format -q --quiet'
      '-q --quiet|flag|-q --quiet --format --json'
      '--fields|live field|--fields'
      '--lang|choice ru en|--lang'
      '--color|choice auto always never|--color'
      '--no-pager|flag|--no-pager'
      '--wait|value|--wait'
      '-h --help|flag|-h --help'
      '--version|flag|--version'
    )
}

# Splits the line before the cursor as the shell will. Sets words, the typed word, the quote it
# stands in, and its raw form.
_crm_split() {
  local rest=${COMP_LINE:0:COMP_POINT} run next begun=''
  words=() typed='' quote='' raw=''
  while [[ $rest ]]; do
    case $quote in
      \') run=${rest%%\'*} ;;
      \") run=${rest%%[\"\\]*} ;;
      *) run=${rest%%[\'\"\\[:space:]]*} ;;
    esac
    typed+=$run raw+=$run rest=${rest:${#run}}
    [[ $run ]] && begun=1
    [[ $rest ]] || break
    next=${rest:0:1} rest=${rest:1} raw+=$next
    case $quote$next in
      \'\' | \"\") quote='' ;;
      \' | \") quote=$next begun=1 ;;
      *\\)
        [[ $rest ]] || quote=\\
        next=${rest:0:1} rest=${rest:1} raw+=$next begun=1
        [[ $quote == \" && $next != [\"\\\$\`] ]] && typed+=\\
        typed+=$next ;;
      *)
        [[ $begun ]] && words+=("$typed")
        typed='' raw='' begun='' ;;
    esac
  done
}

# Sets the action of an option.
_crm_action() {
  local row
  action=''
  for row in "${rows[@]}"; do
    [[ " ${row%%|*} " == *" $1 "* ]] || continue
    row=${row#*|} action=${row%%|*}
    return
  done
}

# Notes a word that starts with a hyphen; sets pending where its value is the next word.
_crm_option() {
  local index
  pending=''
  case $1 in
    --*=*) given+="${1%%=*} " ;;
    --*) given+="$1 "; _crm_action "$1"; pending=$action ;;
    *)
      for ((index = 1; index < ${#1}; index++)); do
        given+="-${1:index:1} "
        _crm_action "-${1:index:1}"
        pending=$action
      done ;;
  esac
  [[ $pending != flag ]] || pending=''
}

# Offers a value with its description; another spelling of what was typed only where $3 is 1.
_crm_offer() {
  local value=$1 kept=''
  if [[ $value == "$typed"* ]]; then
    kept=$text value=${value:${#typed}}
  elif [[ $3 != 1 || $text != "$raw" && $quote$text != "$raw" ]]; then
    return
  fi
  case $quote in
    \') value=${value//\'/\'\\\'\'} ;;
    \") value=${value//\\/\\\\} value=${value//\"/\\\"} value=${value//\$/\\\$} value=${value//\`/\\\`}
      # Bash expands history in double quotes, and no backslash stops it there.
      value=${value//\!/\"\\\!\"} ;;
    *) [[ $value ]] && printf -v value %q "$value" ;;
  esac
  COMPREPLY+=("$kept$value") shown+=("$1${2:+  ($2)}")
  [[ $1 == *[=/] ]] && compopt -o nospace 2>/dev/null
}

# Offers files with one of these extensions, or all, or only folders.
_crm_files() {
  local start=$typed path extension
  [[ $raw == \~/* ]] && start=$HOME/${typed#\~/}
  for path in "$start"*; do
    if [[ -d $path ]]; then
      _crm_offer "$typed${path:${#start}}/"
    elif [[ -e $path && $1 == file ]]; then
      for extension in "${@:2}"; do [[ $path == *."$extension" ]] && break; done
      [[ $# == 1 || $path == *."$extension" ]] && _crm_offer "$typed${path:${#start}}"
    fi
  done
}

# Offers what an action gives.
_crm_values() {
  local name line
  case $1 in
    choice) for name in "${@:2}"; do _crm_offer "$name"; done ;;
    file | directory) _crm_files "$@" ;;
    commands)
      if ((!${#arguments[@]})); then
        for name in day stages where automation times money reports formats exit-status environment files changes; do _crm_offer "$name"; done
      fi
      if _crm_table "${arguments[*]}"; then
        for name in "${commands[@]}"; do _crm_offer "$name"; done
      fi ;;
    live)
      local -a lines
      mapfile -t lines < <("${program/#~\//$HOME/}" __complete "$2" -- "${words[@]:1}" "$typed" 2>/dev/null)
      for line in "${lines[@]}"; do
        name=${line%%$'\t'*} line=${line:${#name}}
        _crm_offer "$name" "${line#$'\t'}" "$((${#lines[@]} == 1))"
      done ;;
  esac
}

# Offers the options that may still be given.
_crm_options() {
  local row name names unless
  for row in "${rows[@]}"; do
    names=${row%%|*} unless=${row##*|}
    [[ $names ]] || continue
    for name in $unless; do [[ $given == *" $name "* ]] && continue 2; done
    for name in $names; do
      [[ $name == --* || $names != *--* ]] && _crm_offer "$name"
    done
  done
}

# Offers the argument that is next, or options once there is none.
_crm_arguments() {
  local row place=0
  for row in "${rows[@]}"; do
    [[ $row == \|* ]] || continue
    if [[ ${row##*|} == \? ]]; then
      # What gives way is offered beside the next one, and is passed over where it was left out.
      row=${row#|}
      if ((place == ${#arguments[@]})); then
        _crm_values ${row%%|*}
      elif [[ " ${row%%|*} " == *" ${arguments[place]} "* ]]; then
        ((place++))
      fi
    elif ((place++ == ${#arguments[@]})) || [[ ${row##*|} == \* ]]; then
      row=${row#|}
      _crm_values ${row%%|*}
      return
    fi
  done
  [[ $ended ]] || _crm_options
}

_crm() {
  local IFS=$' \t\n' program=$1 text=$2
  local commands rows fallback words typed quote raw word action
  local path='' pending='' ended='' given=' ' arguments=() shown=()
  COMPREPLY=()
  _crm_split
  [[ $quote == \\ ]] && return
  _crm_table ''
  for word in "${words[@]:1}"; do
    if [[ $pending ]]; then
      pending=''
    elif [[ $ended || $word != -?* || $word =~ ^-[0-9][0-9.,]*$ ]]; then
      if ((${#commands[@]})) && [[ ! $fallback || " ${commands[*]} " == *" $word "* ]]; then
        path+=${path:+ }$word
        _crm_table "$path" || return
      else
        [[ $fallback ]] && _crm_table "$path $fallback"
        arguments+=("$word")
      fi
    elif [[ $word == -- ]]; then
      ended=1
    else
      _crm_option "$word"
    fi
  done
  if [[ $pending ]]; then
    _crm_values $pending
  elif [[ ! $ended && $typed == --*=* ]]; then
    _crm_action "${typed%%=*}"
    typed=${typed#*=} raw=${raw#*=}
    _crm_values $action
  elif [[ ! $ended && $typed == -* ]]; then
    _crm_options
  elif ((${#commands[@]})); then
    for word in "${commands[@]}"; do _crm_offer "$word"; done
    [[ $fallback ]] && _crm_arguments
  else
    _crm_arguments
  fi
  # Bash closes the quote of a single value, unless it ends like that already.
  [[ ${#COMPREPLY[@]} == 1 && $quote && $COMPREPLY == *"$quote" ]] && COMPREPLY+=$quote
  # A list that is only looked at can say more than what would be inserted.
  ((COMP_TYPE == 63 && ${#COMPREPLY[@]} > 1)) && COMPREPLY=("${shown[@]}")
}

complete -o nosort -F _crm crm 2>/dev/null || complete -F _crm crm
