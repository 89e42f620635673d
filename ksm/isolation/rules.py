"""What each table shows to an authority: the one table to read when a model is added. What it may change: changes.py.

Staff, jobs and commands see every row; which of them a page shows is decided by `visible_to`. A contact of an
authority reaches only rows for which the condition here holds, whatever a page forgot to filter. The conditions draw
the line between authorities; who sees what inside of one is again `visible_to`.
"""

# The authorities of the transaction as one value, so that an index can be searched by it.
OWN = "ANY ((SELECT scope_authorities())::bigint[])"

PORTAL_READS: dict[str, str] = {
    # Own authorities, and the names of the bodies that these belong to, that belong to these, or that were there before
    # or come after.
    "customers.Authority": f"""id = {OWN} OR EXISTS (
        SELECT FROM customers_membership m WHERE customers_authority.id IN (m.member_id, m.body_id)) OR EXISTS (
        SELECT FROM customers_succession s WHERE customers_authority.id IN (s.predecessor_id, s.successor_id))""",  # noqa: S608  # constants
    "customers.Membership": f"member_id = {OWN} OR body_id = {OWN}",
    "customers.Succession": f"predecessor_id = {OWN} OR successor_id = {OWN}",
    "customers.AuthorityRole": f"authority_id = {OWN}",
    "customers.TaskTransfer": f"authority_id = {OWN}",
    "customers.Site": f"authority_id = {OWN}",
    "customers.Location": f"""authority_id = {OWN}
        OR EXISTS (SELECT FROM customers_site s WHERE s.id = site_id)
        OR EXISTS (SELECT FROM customers_servicepoint p WHERE p.id = service_point_id)""",  # noqa: S608  # constants
    "customers.Room": "EXISTS (SELECT FROM customers_site s WHERE s.id = site_id)",
    "customers.Contact": f"authority_id = {OWN}",
    "customers.ContactFunction": "EXISTS (SELECT FROM customers_contact c WHERE c.id = contact_id)",
    "customers.ServicePoint": """EXISTS (
        SELECT FROM customers_servicepoint_authorities a WHERE a.servicepoint_id = customers_servicepoint.id)""",
    "customers.ServicePoint_authorities": f"authority_id = {OWN}",
    "customers.ServicePoint_staff": "EXISTS (SELECT FROM customers_servicepoint p WHERE p.id = servicepoint_id)",
    "customers.ServicePoint_sites": "EXISTS (SELECT FROM customers_site s WHERE s.id = site_id)",
    "customers.OpeningHours": "EXISTS (SELECT FROM customers_servicepoint p WHERE p.id = service_point_id)",
    "customers.OpeningException": "EXISTS (SELECT FROM customers_servicepoint p WHERE p.id = service_point_id)",
    "customers.Shift": "false",  # how the service plans its work is not the affair of an authority
    "workstations.Workstation": f"authority_id = {OWN}",
    "workstations.Workstation_shared_with": "EXISTS (SELECT FROM workstations_workstation w WHERE w.id = workstation_id)",
    "workstations.Workstation_nearby_devices": "EXISTS (SELECT FROM workstations_workstation w WHERE w.id = workstation_id)",
    "workstations.Device": f"authority_id = {OWN}",
    "workstations.Lease": f"authority_id = {OWN}",
    "workstations.Loan": f"authority_id = {OWN}",
    "workstations.DataErasure": "EXISTS (SELECT FROM workstations_device d WHERE d.id = device_id)",
    "workstations.InfrastructureItem": "false",
    "workstations.WorkstationTally": "false",  # counted over all authorities
    # A stock-taking is known to an authority once it has begun.
    "stocktaking.Campaign": """state <> 'planned' AND EXISTS (
        SELECT FROM stocktaking_campaign_authorities a WHERE a.campaign_id = stocktaking_campaign.id)""",
    "stocktaking.Campaign_authorities": f"authority_id = {OWN}",
    "stocktaking.CampaignDevice": f"authority_id = {OWN}",
    "stocktaking.UnlistedDevice": f"authority_id = {OWN}",
    # What is only prepared is not yet anybody's affair.
    "handovers.Handover": f"state <> 'draft' AND authority_id = {OWN}",
    "handovers.HandoverItem": "EXISTS (SELECT FROM handovers_handover h WHERE h.id = handover_id)",
    "handovers.HandoverDocument": "EXISTS (SELECT FROM handovers_handover h WHERE h.id = handover_id)",
    # How the service plans its stock is not the affair of an authority.
    "workstations.StockMinimum": "false",
    "workstations.Kit": "false",
    "workstations.KitItem": "false",
    "dependencies.Relation": "false",
    # What agents report: what an authority gets to see of it are its devices.
    "inventory.AgentToken": "false",
    "inventory.InventoryReport": "false",
    "inventory.ReviewCase": "false",
    "inventory.FieldLock": "false",
    "inventory.SoftwareTitle": "false",
    "inventory.InstalledSoftware": "false",
    # A plan that still moves is the affair of the service; what is frozen for an authority is its own.
    "replacements.ReplacementRule": "false",
    "replacements.UpgradePath": "false",
    "replacements.PlannedReplacement": "false",
    "replacements.BudgetRound": """state <> 'open' AND EXISTS (
        SELECT FROM replacements_roundauthority a WHERE a.round_id = replacements_budgetround.id)""",
    "replacements.RoundAuthority": f"authority_id = {OWN}",
    "replacements.RoundLine": f"authority_id = {OWN}",
    # Of the cost of a Fachverfahren an authority reads its own fixed share, and what all bear together.
    "sharing.CostItem": "false",
    "sharing.AllocationKey": "false",
    "sharing.FixedShare": "false",
    "sharing.KeyFigure": "false",
    "sharing.Quote": "false",
    # Also what took the place of one in which it has a share, or that share would go on looking as if it held.
    "sharing.Apportionment": "EXISTS (SELECT FROM sharing_share s WHERE s.apportionment_id IN (sharing_apportionment.id, corrects_id))",
    "sharing.ApportionmentCost": "false",
    "sharing.Share": f"authority_id = {OWN}",
    "sharing.ShareWeight": "EXISTS (SELECT FROM sharing_share s WHERE s.id = share_id)",
    # Also those that an authority uses no more or not yet: old reports name them. Who uses what today is `visible_to`.
    "applications.SpecialistApplication": """EXISTS (
        SELECT FROM applications_applicationuse u WHERE u.application_id = applications_specialistapplication.id)""",
    "applications.ApplicationUse": f"authority_id = {OWN}",
    # What it is linked to, what it holds and what it serves: of the Fachverfahren that an authority uses.
    "applications.Interface": """EXISTS (
        SELECT FROM applications_applicationuse u WHERE u.application_id = applications_interface.application_id)""",
    "applications.ApplicationData": """EXISTS (
        SELECT FROM applications_applicationuse u WHERE u.application_id = applications_applicationdata.application_id)""",
    "applications.ProvidedService": """EXISTS (
        SELECT FROM applications_applicationuse u WHERE u.application_id = applications_providedservice.application_id)""",
    "applications.UseContact": "EXISTS (SELECT FROM applications_applicationuse u WHERE u.id = use_id)",
    "applications.Training": "EXISTS (SELECT FROM applications_applicationuse u WHERE u.id = use_id)",
    # How it is protected and started again: of the Fachverfahren that an authority uses; what is under it is not its affair.
    "continuity.ProtectionNeed": """EXISTS (
        SELECT FROM applications_applicationuse u WHERE u.application_id = continuity_protectionneed.application_id)""",
    "continuity.ContinuityPlan": """EXISTS (
        SELECT FROM applications_applicationuse u WHERE u.application_id = continuity_continuityplan.application_id)""",
    "continuity.PlanDocument": """NOT is_internal AND EXISTS (
        SELECT FROM applications_applicationuse u WHERE u.application_id = continuity_plandocument.application_id)""",
    "continuity.ProtectionDeviation": "false",
    "continuity.Exercise": "false",
    # What is said to all, and what is said to one of the own authorities.
    "announcements.Announcement": """is_for_all OR EXISTS (
        SELECT FROM announcements_announcement_authorities a WHERE a.announcement_id = announcements_announcement.id)""",
    "announcements.Announcement_authorities": f"authority_id = {OWN}",
    # Windows that were made known and affect one of the own authorities; how things stand for it, or for all users.
    "changes.Change": """published_at IS NOT NULL AND EXISTS (
        SELECT FROM changes_affectedbychange a WHERE a.change_id = changes_change.id)""",
    "changes.Change_applications": "false",
    "changes.Change_items": "false",
    "changes.Change_reached": """EXISTS (SELECT FROM changes_change c WHERE c.id = change_id) AND EXISTS (
        SELECT FROM applications_applicationuse u WHERE u.application_id = specialistapplication_id)""",
    "changes.Change_weakened": """EXISTS (SELECT FROM changes_change c WHERE c.id = change_id) AND EXISTS (
        SELECT FROM applications_applicationuse u WHERE u.application_id = specialistapplication_id)""",
    "changes.AffectedByChange": f"NOT is_left_out AND authority_id = {OWN}",
    "changes.ChangeNotice": "false",
    "changes.ServiceStatus": f"""authority_id = {OWN} OR authority_id IS NULL AND EXISTS (
        SELECT FROM applications_applicationuse u WHERE u.application_id = changes_servicestatus.application_id)""",  # constants
    "changes.CalendarKey": "user_id = (SELECT scope_account())",
    # Help that is published for all, for one of the own authorities, or for a Fachverfahren that it uses.
    "knowledge.Article": """state = 'published' AND (audience = 'all'
        OR audience = 'authorities' AND EXISTS (
            SELECT FROM knowledge_article_authorities a WHERE a.article_id = knowledge_article.id)
        OR audience = 'applications' AND EXISTS (
            SELECT FROM knowledge_article_applications a WHERE a.article_id = knowledge_article.id))""",
    "knowledge.Article_authorities": f"authority_id = {OWN}",
    "knowledge.Article_applications": """EXISTS (
        SELECT FROM applications_applicationuse u WHERE u.application_id = specialistapplication_id)""",
    "knowledge.ArticleWord": "EXISTS (SELECT FROM knowledge_article a WHERE a.id = article_id)",
    "knowledge.Feedback": "user_id = (SELECT scope_account())",
    # What all may order, and what one of the own authorities may.
    "catalogue.ServiceOffer": """is_for_all OR EXISTS (
        SELECT FROM catalogue_serviceoffer_authorities a WHERE a.serviceoffer_id = catalogue_serviceoffer.id)""",
    "catalogue.ServiceOffer_authorities": f"authority_id = {OWN}",
    "catalogue.FormField": "EXISTS (SELECT FROM catalogue_serviceoffer o WHERE o.id = offer_id)",
    "catalogue.Condition": "EXISTS (SELECT FROM catalogue_formfield f WHERE f.id = field_id)",
    # What holds for all, and what was agreed with oneself: a report gets its deadlines from it.
    "contracts.ServiceAgreement": f"authority_id IS NULL OR authority_id = {OWN}",
    "contracts.ServiceLevel": "EXISTS (SELECT FROM contracts_serviceagreement a WHERE a.id = agreement_id)",
    "contracts.BlockedTime": f"authority_id IS NULL OR authority_id = {OWN}",
    "contracts.Decision": f"authority_id = {OWN}",
    # One's own way to the provider: steps and their proof, what others told is in the timeline where it is shared.
    "takeovers.TakeoverCase": f"authority_id = {OWN}",
    "takeovers.CaseScope": "EXISTS (SELECT FROM takeovers_takeovercase c WHERE c.id = case_id)",
    "takeovers.CaseTask": "EXISTS (SELECT FROM takeovers_takeovercase c WHERE c.id = case_id)",
    "takeovers.Consent": "EXISTS (SELECT FROM takeovers_takeovercase c WHERE c.id = case_id)",
    "takeovers.CaseEvent": "is_shared AND EXISTS (SELECT FROM takeovers_takeovercase c WHERE c.id = case_id)",
    "takeovers.GateOverride": "EXISTS (SELECT FROM takeovers_takeovercase c WHERE c.id = case_id)",
    "takeovers.Evidence": "EXISTS (SELECT FROM takeovers_casetask t WHERE t.id = task_id)",
    "takeovers.Baseline": "EXISTS (SELECT FROM takeovers_takeovercase c WHERE c.id = case_id)",
    "takeovers.BaselineItem": "EXISTS (SELECT FROM takeovers_baseline b WHERE b.id = baseline_id)",
    "takeovers.TaskReminder": "false",
    "takeovers.InventorySnapshot": f"authority_id = {OWN}",
    "takeovers.SnapshotItem": "EXISTS (SELECT FROM takeovers_inventorysnapshot s WHERE s.id = snapshot_id)",
    "contracts.Agreement": f"authority_id = {OWN}",
    "contracts.ServiceSpecification": "EXISTS (SELECT FROM contracts_agreement a WHERE a.id = agreement_id)",
    "contracts.AgreementDocument": """NOT is_internal AND EXISTS (
        SELECT FROM contracts_agreement a WHERE a.id = agreement_id)""",
    "contracts.AgreementWarning": "false",
    "contracts.WeeklyBlockedTime": f"authority_id = {OWN}",
    # Who processes the authority's data on which terms, and who works on what it uses; never for whom else.
    "processing.ProcessingAgreement": f"authority_id = {OWN}",
    "processing.SignedPaper": "EXISTS (SELECT FROM processing_processingagreement a WHERE a.id = agreement_id)",
    "processing.CoveredApplication": "EXISTS (SELECT FROM processing_processingagreement a WHERE a.id = agreement_id)",
    "processing.SubProcessing": """EXISTS (
        SELECT FROM applications_applicationuse u WHERE u.application_id = processing_subprocessing.application_id)""",
    "processing.SubProcessor": """EXISTS (
        SELECT FROM processing_subprocessing t WHERE t.sub_processor_id = processing_subprocessor.id)""",
    "processing.SubProcessorApproval": "EXISTS (SELECT FROM processing_processingagreement a WHERE a.id = agreement_id)",
    "processing.SecurityMeasure": "false",  # read in the documents
    "processing.RegisterEntry": "false",  # read in the documents
    "processing.IssuedDocument": f"authority_id = {OWN}",
    "tickets.Ticket": f"authority_id = {OWN}",
    # What staff write among themselves never leaves the service.
    "tickets.Message": "kind = 'reply' AND EXISTS (SELECT FROM tickets_ticket t WHERE t.id = ticket_id)",
    "tickets.Attachment": """EXISTS (SELECT FROM tickets_ticket t WHERE t.id = ticket_id)
        AND (message_id IS NULL OR EXISTS (SELECT FROM tickets_message m WHERE m.id = message_id))""",
    "tickets.Rating": "EXISTS (SELECT FROM tickets_ticket t WHERE t.id = ticket_id)",
    "tickets.Particular": "EXISTS (SELECT FROM tickets_ticket t WHERE t.id = ticket_id)",
    "tickets.ClockPause": "EXISTS (SELECT FROM tickets_ticket t WHERE t.id = ticket_id)",
    "tickets.SearchEntry": f"NOT is_internal AND authority_id = {OWN}",
    "tickets.SearchWord": "false",  # words of every authority; read by the function that finds words alike
    "tickets.Tally": "false",  # counted over all authorities
    "tickets.TicketEvent": "is_public AND EXISTS (SELECT FROM tickets_ticket t WHERE t.id = ticket_id)",
    # A number that is handled under another one of the same authority, and that an own report belongs to an outage.
    "tickets.TicketLink": """kind = 'merged' AND EXISTS (SELECT FROM tickets_ticket t WHERE t.id = source_id)
            AND EXISTS (SELECT FROM tickets_ticket t WHERE t.id = target_id)
        OR kind = 'parent' AND EXISTS (SELECT FROM tickets_ticket t WHERE t.id = target_id)
            AND EXISTS (SELECT FROM tickets_majorincident i WHERE i.ticket_id = source_id)""",
    "tickets.AffectedAuthority": f"authority_id = {OWN}",
    "tickets.MajorIncident": "EXISTS (SELECT FROM tickets_affectedauthority a WHERE a.incident_id = tickets_majorincident.id)",
    "tickets.ArticleUse": "false",
    "tickets.SavedView": "false",
    "tickets.TicketRead": "false",
    # How the service plans and does its work is not the affair of an authority.
    "tickets.RecurringTicket": "false",
    "tickets.RecurringRun": "false",
    "tickets.ChecklistTemplate": "false",
    "tickets.Checklist": "false",
    "tickets.ChecklistItem": "false",
    "tickets.TimeEntry": "false",
    "tickets.Stopwatch": "false",
    "tickets.Reminder": "false",
    "accounts.Absence": "false",
    # What staff prepare, or keep for themselves.
    "tickets.Draft": "false",
    "tickets.Macro": "false",
    "tickets.Mention": "false",
    "tickets.TextModule": "false",
    "tickets.TicketTemplate": "false",
    "tickets.Watcher": "false",
    # What one was told oneself, and how one wishes to be told.
    "notifications.Notification": "recipient_id = (SELECT scope_account())",
    "notifications.Preference": "user_id = (SELECT scope_account())",
    # Files of rows that staff bring into the stock; mails as they came in, and where they are fetched from.
    "imports.Import": "false",
    "imports.ImportRow": "false",
    "mailboxes.Mailbox": "false",
    "mailboxes.IncomingMail": "false",
    # Oneself, colleagues, and staff: their names stand below what they wrote. So do those of people of the Amt who
    # decided or asked back at an own report.
    "accounts.User": "NOT is_foreign_account(id) OR has_spoken_here(id)",
    "accounts.RoleAssignment": "user_id = (SELECT scope_account())",
    "accounts.RoleProposal": "user_id = (SELECT scope_account())",
    "accounts.SecondFactorReset": "user_id = (SELECT scope_account())",
    "history.LogEntry": "(SELECT scope_account()) IN (user_id, about_id)",
    "privacy.DeletionProof": "false",
    "privacy.ExitPack": "false",
    # Tables of libraries.
    "admin.LogEntry": "false",
    "account.EmailAddress": "user_id = (SELECT scope_account())",
    "account.EmailConfirmation": "EXISTS (SELECT FROM account_emailaddress e WHERE e.id = email_address_id)",
    "mfa.Authenticator": "user_id = (SELECT scope_account())",
    "socialaccount.SocialAccount": "user_id = (SELECT scope_account())",
    "socialaccount.SocialToken": "EXISTS (SELECT FROM socialaccount_socialaccount a WHERE a.id = account_id)",
    "usersessions.UserSession": "user_id = (SELECT scope_account())",
}
"""The condition on a row of each model that belongs to an authority or to a person, or that only staff may see."""

BEFORE_SIGN_IN: dict[str, str] = {
    "accounts.User": "true",
    "accounts.RoleAssignment": "true",
    "accounts.RoleProposal": "true",
    "history.LogEntry": "is_just_added(id)",  # an INSERT gives back its key
    "account.EmailAddress": "true",
    "account.EmailConfirmation": "true",
    "mfa.Authenticator": "true",
    "socialaccount.SocialAccount": "true",
    "socialaccount.SocialToken": "true",
    "usersessions.UserSession": "true",
}
"""What can be read before anybody is signed in: the account that wants to, its second factor, what its directory proposes."""

SHARED: dict[str, str] = {
    "accounts.FailedSignIns": "counts behind keys that tell nobody's name",
    "accounts.Provider": "the companies of the service itself",
    "accounts.Team": "the teams of the service itself",
    "accounts.StaffMember": "colleagues of the service; their names stand in the reports of every authority",
    "applications.Vendor": "who makes software is no secret",
    "applications.Product": "what is on the market is no secret",
    "applications.ProductVersion": "what is on the market is no secret",
    "applications.ProductStatement": "what is said about products is public, with its source",
    "applications.DataCategory": "kinds of data, no content",
    "applications.PublicService": "the public catalogue of services of the administration",
    "workstations.OperatingSystem": "versions on the market",
    "workstations.DeviceModel": "what is on the market is no secret",
    "handovers.HandoverCounter": "a number, no content",
    "sharing.ApportionmentCounter": "a number, no content",
    "changes.ChangeCounter": "a number, no content",
    "contracts.Holiday": "the public holidays of the country",
    "contracts.ServiceCalendar": "sets of hours; who agreed on which is in the agreements",
    "contracts.ServiceHours": "sets of hours; who agreed on which is in the agreements",
    "takeovers.ProcessTemplate": "how a takeover goes is the same for all authorities",
    "takeovers.TemplatePhase": "how a takeover goes is the same for all authorities",
    "takeovers.TemplateTask": "how a takeover goes is the same for all authorities",
    "knowledge.Topic": "what help is about is the same for all authorities",
    "catalogue.ServiceArea": "headings of the catalogue, the same for all authorities",
    "tickets.Category": "what can be reported is the same for all authorities",
    "tickets.TicketCounter": "a number, no content",
    # Tables of libraries.
    "auth.Group": "not used: rights come from roles alone",
    "auth.Group_permissions": "not used: rights come from roles alone",
    "auth.Permission": "names of rights",
    "accounts.User_groups": "not used: rights come from roles alone",
    "accounts.User_user_permissions": "not used: rights come from roles alone",
    "contenttypes.ContentType": "names of models",
    "sessions.Session": "found only by whoever holds its random key; read before one knows who that is",
    "socialaccount.SocialApp": "not used: directories are configured by the environment",
    "procrastinate.ProcrastinateWorker": "which workers are there",
    "procrastinate.ProcrastinateJob": "names of jobs and keys of rows, no content",
    "procrastinate.ProcrastinateEvent": "when jobs began and ended",
    "procrastinate.ProcrastinatePeriodicDefer": "when jobs are due",
}
"""The models that belong to no authority and to nobody, each with the reason."""
