extension EventSentence {
    /// What comes of meetings, opportunities, platforms, documents and figures.
    static let outcomePatterns = [
        "meeting.request-lapsed": "request for the {meeting} lapsed",
        "meeting.rescheduled": "{meeting} rescheduled to {when}[ by {by}]",
        "meeting.missed": "{absent} missed the {meeting}",
        "meeting.minuted": "{meeting} minuted[: {summary}]",
        "meeting.rated": "{by} rated the {meeting} {score} of 5",
        "opportunity.identified": "opportunity identified: {opportunity}",
        "opportunity.qualified": "{opportunity} qualified by {by}[, {score} %]",
        "opportunity.owned": "{owner} sees to {opportunity}",
        "opportunity.progressed": "{opportunity}: {note}",
        "opportunity.converted": "{opportunity} became {into}",
        "opportunity.dropped": "{opportunity} dropped[ by {by}][: {reason}]",
        "opportunity.reopened": "{opportunity} reopened[ by {by}]",
        "barrier.eased": "{barrier} eased: {measure}",
        "platform.localised": "platform {platform} available in {language}",
        "platform.linked": "platforms {platform} and {other} linked",
        "platform.unlinked": "platforms {platform} and {other} no longer linked",
        "platform.opened-to": "platform {platform} opened to {parties}",
        "liaison-office.renamed": "{office} given the name {names}",
        "liaison-office.moved": "{office} moved[ to {placeNames|place|country}]",
        "liaison-office.contacted": "{office}: {count} in {period}",
        "document.translated": "{document} translated ({language}): {translation}",
        "document.superseded": "{document} superseded by {successor}",
        "document.redacted": "{document} redacted: {copy}",
        "indicator.defined": "indicator defined: {indicator}, in {unit}",
        "indicator.redefined": "indicator defined anew: {indicator}, in {unit}",
        "indicator.observed":
            "{indicator}[ of {subject|region|country}] in {period}: {value|quantity}",
        "target.set": "{indicator}[ of {subject|region|country}] to reach {value} by {due}",
        "framework.published": "{framework} published, version {version}",
        "assessment.made":
            "{framework}, {criterion}[, {subject|region|country}]: {score}[, judged by {assessor}]",
        "report.issued": "report issued: {kind}, as of {asOf}, known at {knownAt}",
    ]
}
