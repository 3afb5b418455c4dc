import Events

/// Types of the events of an opportunity.
enum OpportunityType {
    static let identified: EventType = "opportunity.identified"
    static let qualified: EventType = "opportunity.qualified"
    static let converted: EventType = "opportunity.converted"
    static let dropped: EventType = "opportunity.dropped"
    static let reopened: EventType = "opportunity.reopened"
}

/// Types of the events of an agreement.
enum AgreementType {
    static let announced: EventType = "agreement.announced"
    static let described: EventType = "agreement.described"
    static let drafted: EventType = "agreement.drafted"
    static let signed: EventType = "agreement.signed"
    static let withdrawn: EventType = "agreement.signature-withdrawn"
    static let entered: EventType = "agreement.entered-into-force"
    static let abandoned: EventType = "agreement.abandoned"
}

/// Types of the events of a commitment.
enum CommitmentType {
    static let planned: EventType = "commitment.planned"
    static let fulfilled: EventType = "commitment.fulfilled"
}
