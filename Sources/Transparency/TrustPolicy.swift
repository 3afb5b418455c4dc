/// Whose word a reader takes: the logs, the witnesses, and how many of these must have signed
/// (C2SP tlog-policy).
///
/// ```
/// log ledger.example.org/skc+81f00a09+AQOhB7/z…
/// witness partner witness.partner.example/w1+2700bac9+BCmsuuFB…
/// witness archive archive.example/w+1c63bd12+BCH4iQyk…
/// group both all partner archive
/// quorum both
/// ```
///
/// It comes from outside of what it judges: a file of evidence never brings its own.
///
/// - Invariant: no key stands there twice, and what the quorum counts was defined before it.
package struct TrustPolicy: Sendable {
    /// The most bytes of a policy file.
    package static let byteLimit = 1 << 20

    /// The most logs, witnesses and groups together.
    package static let entryLimit = 1_000

    /// One witness or one group, by what it is in the policy.
    enum Member: Sendable, Hashable {
        case witness(Int)
        case group(Int)
    }

    /// A group: how many of its members must have witnessed.
    struct Group: Sendable, Hashable {
        let threshold: Int
        let members: [Member]
    }

    /// The keys of the logs; the name of a key is the origin of its log.
    package let logs: [NoteVerifier]

    /// The keys of the witnesses.
    package let witnesses: [NoteVerifier]

    let groups: [Group]
    let quorum: Member?

    init(logs: [NoteVerifier], witnesses: [NoteVerifier], groups: [Group], quorum: Member?) {
        self.logs = logs
        self.witnesses = witnesses
        self.groups = groups
        self.quorum = quorum
    }

    /// The policy of a reader who knows the key of a log and no witness: `quorum none`.
    ///
    /// - Throws: ``TrustPolicyError/wrongKind(line:_:)`` for a key that cosigns.
    package init(trusting log: NoteVerifier) throws(TrustPolicyError) {
        guard log.kind == .ed25519 else {
            throw .wrongKind(line: 1, "the key of a log is of type 1, this one cosigns")
        }
        self.init(logs: [log], witnesses: [], groups: [], quorum: nil)
    }

    /// Whether the quorum asks for any witness at all.
    package var asksForWitnesses: Bool { quorum != nil }

    /// Whether the witnesses who cosigned satisfy the quorum.
    package func isSatisfied(by cosigners: [NoteVerifier]) -> Bool {
        guard let quorum else { return true }
        return hasWitnessed(quorum, Set(cosigners))
    }

    private func hasWitnessed(_ member: Member, _ cosigners: Set<NoteVerifier>) -> Bool {
        switch member {
        case .witness(let number): return cosigners.contains(witnesses[number])
        case .group(let number):
            // A member is always defined before its group, so this ends.
            let group = groups[number]
            let count = group.members.count { hasWitnessed($0, cosigners) }
            return count >= group.threshold
        }
    }

    /// The keys under which logs of the policy sign for an origin: its own, or that of one of its
    /// agreements' dossiers.
    ///
    /// A dossier has an origin of its own, `<ledger>/agreement/<id>`, and is signed with the same
    /// key under that name. There are several keys when the log has changed its key.
    package func logs(of origin: String) -> [NoteVerifier] {
        let own = logs.filter { $0.name.utf8.elementsEqual(origin.utf8) }
        guard own.isEmpty, let ledger = DossierOrigin.parts(of: origin)?.ledger else { return own }
        return logs.filter { $0.name.utf8.elementsEqual(ledger.utf8) }
            .compactMap { try? $0.named(origin) }
    }
}

/// Why a text is no policy.
package enum TrustPolicyError: Error, Hashable, CustomStringConvertible {
    /// The file is longer, or has more entries, than a policy needs.
    case tooLarge(String)

    /// A line is none of the four kinds, or malformed.
    case malformed(line: Int, String)

    /// A key cannot be read.
    case key(line: Int, KeyError)

    /// A key signs in another role than its line says.
    case wrongKind(line: Int, String)

    /// There is not exactly one line that says the quorum.
    case quorumLines(Int)

    package var description: String {
        switch self {
        case .tooLarge(let reason): "the policy is too large: \(reason)"
        case .malformed(let line, let reason): "line \(line) of the policy: \(reason)"
        case .key(let line, let error): "line \(line) of the policy: \(error)"
        case .wrongKind(let line, let reason): "line \(line) of the policy: \(reason)"
        case .quorumLines(let count):
            "the policy has \(count) quorum lines and needs one: 'quorum <name>', or "
                + "'quorum none' for no witness at all"
        }
    }
}
