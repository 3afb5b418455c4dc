extension EventSentence {
    /// What each type of event says.
    static let patterns: [String: String] =
        partyPatterns.merging(gatheringPatterns) { first, _ in first }
        .merging(agreementPatterns) { first, _ in first }
        .merging(workPatterns) { first, _ in first }

    private static let partyPatterns = [
        "party.registered": "{party} registered as {kind}[ in {country}]",
        "party.named": "{party} given the name {names}",
        "party.identified": "{party} identified as {scheme} {id}",
        "party.dissolved": "{party} dissolved[, succeeded by {successor}]",
        "membership.begun": "{member} joined {group} as {role}",
        "membership.ended": "{member} left {group}[ as {role}]",
        "person.registered": "{person} registered",
        "person.named": "{person} given the name {names}",
        "appointment.begun": "{person} took up a post: {post}[, {organ|office|party}]",
        "appointment.ended": "{person} left a post[: {post}][, {organ|office|party}]",
        "organ.established": "{names}: {kind} of {party} established",
        "organ.dissolved": "{organ} dissolved[, succeeded by {successor}]",
        "subject.erased": "personal data of {person} erased",
        "document.registered": "document registered: {title}",
        "document.withdrawn": "document withdrawn: {document}",
    ]

    private static let gatheringPatterns = [
        "gathering.announced": "{gathering} announced[ for {when}][ in {placeNames}]",
        "gathering.joined": "{party|person} took part in {gathering} as {role}[ for {represents}]",
        "gathering.opened": "{gathering} opened[ by {by}]",
        "gathering.counted": "{gathering}: {count}",
        "gathering.concluded": "{gathering} concluded",
        "gathering.cancelled": "{gathering} cancelled[ by {by}]",
        "programme-item.scheduled": "{item} scheduled[ for {when}][ at {gathering}]",
        "programme-item.held": "{item} held[ at {gathering}]",
        "programme-item.cancelled": "{item} cancelled[ by {by}]",
        "visit.planned": "{visit} planned[ for {when}]",
        "visit.made": "{visit} made[ by {delegation}]",
        "visit.cancelled": "{visit} cancelled[ by {by}]",
        "delegation.formed": "{delegation} formed[, led by {lead}][, for {gathering}]",
        "delegation.joined": "{member} joined {delegation}[ for {represents}]",
        "delegation.left": "{member} left {delegation}[, replaced by {replacedBy}]",
        "delegation.head-appointed": "{head} appointed head of {delegation}[ for {represents}]",
        "delegation.counted": "{delegation}: {count}",
        "delegation.departed": "{delegation} departed[ from {placeNames}]",
        "delegation.returned": "{delegation} returned",
        "delegation.cancelled": "{delegation} cancelled[ by {by}]",
        "meeting.requested": "{from} asked {to} for a meeting",
        "meeting.accepted": "{by} accepted the {meeting}",
        "meeting.declined": "{by} declined the {meeting}",
        "meeting.scheduled": "meeting of {participants} scheduled[ for {when}]",
        "meeting.held": "meeting of {participants} held",
        "meeting.cancelled": "{meeting} cancelled[ by {by}]",
        "meeting-batch.reported":
            "{count} reported[ of {party|person|delegation}][ at {gathering}]",
        "finding.recorded": "{kind} recorded: {text}",
        "barrier.reported": "barrier reported ({category}): {text}",
    ]

    private static let agreementPatterns = [
        "agreement.announced":
            "{agreement} announced between {parties}[, to be signed {expectedSigning}]",
        "agreement.described": "{agreement} described, between {parties}",
        "agreement.drafted": "{agreement} drafted, version {version}[, between {parties}]",
        "agreement.party-added": "{party} added to {agreement}",
        "agreement.party-removed": "{party} removed from {agreement}",
        "agreement.translated": "{agreement}, version {version}, translated into {language}",
        "agreement.revised": "{agreement} revised, version {version}[, by {by}]",
        "agreement.text-fixed": "text of {agreement} fixed, version {version}",
        "agreement.submitted-for-approval":
            "{agreement}, version {version}, submitted to {organ} of {party}",
        "agreement.approved": "{organ} of {party} approved {agreement}[, version {version}]",
        "agreement.rejected": "{organ} of {party} rejected {agreement}[, version {version}]",
        "agreement.signed": "{party} signed {agreement}[ through {signatory}][ ({capacity})]",
        "agreement.signing-declined": "{party} declined to sign {agreement}[: {reason}]",
        "agreement.signature-withdrawn": "{party} withdrew its signature of {agreement}",
        "agreement.consent-deposited": "{party} consented to {agreement} ({kind})",
        "agreement.acceded": "{party} acceded to {agreement}",
        "agreement.reservation-made":
            "{party} made a reservation to {agreement}[, {provision}][: {text}]",
        "agreement.reservation-objected":
            "{objector} objected to a reservation of {party} to {agreement}[, {provision}]",
        "agreement.reservation-withdrawn":
            "{party} withdrew a reservation to {agreement}[, {provision}]",
        "agreement.depositary-named": "{depositary} named depositary of {agreement}",
        "agreement.registered": "{agreement} registered, {register}, number {number}",
        "agreement.provisionally-applied":
            "{agreement} applied provisionally[ by {parties}][ from {from}]",
        "agreement.amended": "{agreement} amended[ by {amendment}][: {changes}]",
        "agreement.extended": "{agreement} extended until {until}",
        "agreement.withdrawal-notified":
            "{party} gave notice of leaving {agreement}[, as of {effective}]",
        "agreement.withdrawal-revoked": "{party} revoked its notice of leaving {agreement}",
        "agreement.withdrawn-from": "{party} left {agreement}",
        "agreement.replaced": "{agreement} replaced by {replacedBy}",
        "agreement.entered-into-force": "{agreement} entered into force[ for {parties}]",
        "agreement.suspended": "{agreement} suspended[ for {parties}][ until {until}]",
        "agreement.resumed": "{agreement} resumed[ for {parties}]",
        "agreement.terminated": "{agreement} terminated ({ground})[ by {by}]",
        "agreement.expired": "{agreement} expired",
        "agreement.abandoned": "{agreement} abandoned[ by {by}]",
        "agreement.published": "{agreement} published",
    ]

    private static let workPatterns = [
        "commitment.planned": "planned: {commitment}[, under {agreement}][, due {due.edtf}]",
        "commitment.assigned": "{commitment} assigned to {executor}",
        "commitment.unassigned": "{commitment} taken from {executor}",
        "commitment.partly-fulfilled": "{share} % of {commitment} fulfilled",
        "commitment.cancelled": "{commitment} cancelled by {by}",
        "commitment.started": "{commitment} started",
        "commitment.progressed": "{commitment} progressed[ to {percent} %][: {measure}]",
        "commitment.rescheduled": "{commitment} rescheduled[ to {due.edtf}]",
        "commitment.fulfilled": "{commitment} fulfilled[ for {occurrence}]",
        "commitment.missed": "{commitment} missed[ for {occurrence}], in the view of {assessedBy}",
        "commitment.waived": "{commitment} waived by {by}",
        "commitment.reopened": "{commitment} reopened[, due {due.edtf}]",
        "platform.registered": "platform {platform} registered[, owned by {owner}]",
        "platform.launched": "platform {platform} launched[ by {initiators|owner}]",
        "platform.retired": "platform {platform} retired",
        "liaison-office.opened": "{office} opened[ by {openedBy}][ in {placeNames}]",
        "liaison-office.head-appointed": "{person} appointed head of {office}",
        "liaison-office.closed": "{office} closed",
        "product.launched": "{product} launched by {owner}",
        "product.issued": "{product} issued, edition {edition}, for {period}",
        "product.discontinued": "{product} discontinued",
    ]
}
