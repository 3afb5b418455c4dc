import Events

/// Types of the events of an agreement.
enum AgreementType {
    static let abandoned: EventType = "agreement.abandoned"
    static let amended: EventType = "agreement.amended"
    static let announced: EventType = "agreement.announced"
    static let approved: EventType = "agreement.approved"
    static let described: EventType = "agreement.described"
    static let drafted: EventType = "agreement.drafted"
    static let enteredIntoForce: EventType = "agreement.entered-into-force"
    static let extended: EventType = "agreement.extended"
    static let rejected: EventType = "agreement.rejected"
    static let signatureWithdrawn: EventType = "agreement.signature-withdrawn"
    static let signed: EventType = "agreement.signed"
    static let submittedForApproval: EventType = "agreement.submitted-for-approval"
    static let translated: EventType = "agreement.translated"
    static let withdrawalNotified: EventType = "agreement.withdrawal-notified"
}

/// Types of the events of an assessment.
enum AssessmentType {
    static let made: EventType = "assessment.made"
}

/// Types of the events of a barrier.
enum BarrierType {
    static let eased: EventType = "barrier.eased"
    static let reported: EventType = "barrier.reported"
}

/// Types of the events of a commitment.
enum CommitmentType {
    static let fulfilled: EventType = "commitment.fulfilled"
    static let planned: EventType = "commitment.planned"
}

/// Types of the events of a delegation.
enum DelegationType {
    static let counted: EventType = "delegation.counted"
    static let formed: EventType = "delegation.formed"
    static let headAppointed: EventType = "delegation.head-appointed"
    static let joined: EventType = "delegation.joined"
    static let left: EventType = "delegation.left"
}

/// Types of the events about other events.
enum RemarkType {
    static let corrected: EventType = "event.corrected"
    static let disputeSettled: EventType = "event.dispute-settled"
}

/// Types of the events of a framework.
enum FrameworkType {
    static let published: EventType = "framework.published"
}

/// Types of the events of a gathering.
enum GatheringType {
    static let counted: EventType = "gathering.counted"
}

/// Types of the events of an indicator.
enum IndicatorType {
    static let observed: EventType = "indicator.observed"
}

/// Types of the events of a liaison office.
enum LiaisonOfficeType {
    static let closed: EventType = "liaison-office.closed"
    static let opened: EventType = "liaison-office.opened"
}

/// Types of the events of a meeting.
enum MeetingType {
    static let accepted: EventType = "meeting.accepted"
    static let held: EventType = "meeting.held"
    static let missed: EventType = "meeting.missed"
    static let rated: EventType = "meeting.rated"
    static let requested: EventType = "meeting.requested"
    static let rescheduled: EventType = "meeting.rescheduled"
    static let scheduled: EventType = "meeting.scheduled"
}

/// Types of the events of a meeting batch.
enum MeetingBatchType {
    static let reported: EventType = "meeting-batch.reported"
}

/// Types of the events of a membership.
enum MembershipType {
    static let begun: EventType = "membership.begun"
    static let ended: EventType = "membership.ended"
}

/// Types of the events of an opportunity.
enum OpportunityType {
    static let converted: EventType = "opportunity.converted"
    static let dropped: EventType = "opportunity.dropped"
    static let identified: EventType = "opportunity.identified"
    static let qualified: EventType = "opportunity.qualified"
    static let reopened: EventType = "opportunity.reopened"
}

/// Types of the events of a party.
enum PartyType {
    static let registered: EventType = "party.registered"
}

/// Types of the events of a product.
enum ProductType {
    static let issued: EventType = "product.issued"
}

/// Types of the events of a subject.
enum SubjectType {
    static let consentWithdrawn: EventType = "subject.consent-withdrawn"
    static let consented: EventType = "subject.consented"
    static let erased: EventType = "subject.erased"
    static let erasureRefused: EventType = "subject.erasure-refused"
    static let erasureRequested: EventType = "subject.erasure-requested"
    static let restricted: EventType = "subject.restricted"
}
