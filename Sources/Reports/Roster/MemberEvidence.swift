import Collaboration
import Events

/// The events behind the cells of one member of a delegation.
struct MemberEvidence {
    let evidence: RowEvidence

    init(
        _ member: DelegationMembers.Member,
        of delegation: Tag,
        among members: DelegationMembers,
        in history: KnownHistory
    ) throws {
        var evidence = RowEvidence()
        let own = member.positions
        for column in ["delegation", "member", "kind", "role", "from", "to", "certainty", "marks"] {
            evidence.note(column, own)
        }
        evidence.note("source", own)
        evidence.note("name", try history.namers(of: delegation))
        evidence.note("memberName", own + (try history.namers(of: member.tag)))
        if let represented = member.represents {
            evidence.note("representsName", own + (try history.namers(of: represented)))
        }
        let speakers = members.list.filter { $0.represents == member.tag }
        let spoken = own + speakers.flatMap(\.positions)
        evidence.note("capacity", spoken)
        evidence.note(
            "representedByNames",
            spoken + (try speakers.flatMap { try history.namers(of: $0.tag) })
        )
        self.evidence = evidence
    }
}

extension DelegationMembers.Member {
    /// The events that say that it belongs, and as what.
    var positions: [Position] {
        [evidence, joined, appointed, left].compactMap { $0?.position }
    }
}
