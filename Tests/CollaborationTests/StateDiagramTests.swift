import Collaboration
import Events
import Testing

/// Diagrams read off the tables.
@Suite struct StateDiagramTests {
    private func ways(of kind: String) throws -> Set<String> {
        let family = try #require(Rulebook.standard.family(ofKind: kind))
        return Set(
            StateDiagram(of: family).transitions.map { way in
                "\(way.from ?? "[*]") -> \(way.to): \(way.cause)"
                    + (way.isAttested ? " (attested)" : "")
            }
        )
    }

    @Test func `an agreement goes from its draft to its end`() throws {
        let ways = try ways(of: "agreement")
        for way in [
            "[*] -> announced: agreement.announced", "[*] -> drafting: agreement.drafted",
            "drafting -> drafting: agreement.revised",
            "drafting -> text-fixed: agreement.text-fixed",
            "text-fixed -> drafting: agreement.revised",
            "text-fixed -> approving: agreement.submitted-for-approval",
            "approving -> text-fixed: every organ asked has decided",
            "text-fixed -> partly-signed: agreement.signed",
            "announced -> partly-signed: agreement.signed (attested)",
            "partly-signed -> signed: every party has signed",
            "signed -> in-force: agreement.entered-into-force",
            "signed -> provisional: agreement.provisionally-applied",
            "in-force -> suspended: agreement.suspended",
            "suspended -> in-force: agreement.resumed", "in-force -> ended: agreement.terminated",
            "suspended -> ended: agreement.expired", "signed -> abandoned: agreement.abandoned",
        ] {
            #expect(ways.contains(way), "\(way)")
        }
        for way in ways {
            #expect(!way.hasPrefix("ended ->") && !way.hasPrefix("abandoned ->"), "\(way)")
            #expect(!way.hasPrefix("in-force -> drafting"), "\(way)")
            #expect(!way.hasPrefix("in-force -> abandoned"), "\(way)")
        }
    }

    @Test func `a meeting that was held stays held`() throws {
        let ways = try ways(of: "meeting")
        #expect(ways.contains("scheduled -> held: meeting.held"))
        #expect(ways.contains("[*] -> held: meeting.held (attested)"))
        #expect(!ways.contains { $0.hasPrefix("held ->") || $0.hasPrefix("cancelled ->") })
    }

    @Test func `every state that a table names is reached`() {
        for family in Rulebook.standard.families where !family.states.isEmpty {
            let reached = Set(StateDiagram(of: family).transitions.map(\.to))
            let missing = Set(family.states).subtracting(reached)
            #expect(missing.isEmpty, "\(family.kind): \(missing)")
        }
    }
}
