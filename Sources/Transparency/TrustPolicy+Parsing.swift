extension TrustPolicy {
    /// Reads a policy file (C2SP tlog-policy).
    ///
    /// Names are bytes: two that only look alike are two names.
    package init(parsing bytes: [UInt8]) throws(TrustPolicyError) {
        guard bytes.count <= Self.byteLimit else {
            throw .tooLarge("it has more than \(Self.byteLimit) bytes")
        }
        var reading = PolicyReading()
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            try reading.take(line, number)
        }
        self = try reading.policy()
    }
}

/// A policy that is being read, line by line.
private struct PolicyReading {
    private var logs: [NoteVerifier] = []
    private var witnesses: [NoteVerifier] = []
    private var groups: [TrustPolicy.Group] = []
    private var names: [[UInt8]: TrustPolicy.Member] = [:]
    private var used: Set<[UInt8]> = []
    private var quorums: [TrustPolicy.Member?] = []

    mutating func take(_ line: ArraySlice<UInt8>, _ number: Int) throws(TrustPolicyError) {
        let isAllowed = line.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
        guard isAllowed else {
            throw .malformed(line: number, "it has a control character; tabs are the only ones")
        }
        let items = line.split { $0 == 0x09 || $0 == 0x20 }.map(Array.init)
        guard let first = items.first, first.first != UInt8(ascii: "#") else { return }
        guard logs.count + names.count < TrustPolicy.entryLimit else {
            throw .tooLarge("it has more than \(TrustPolicy.entryLimit) entries")
        }
        switch String(decoding: first, as: UTF8.self) {
        case "log": try takeLog(items, number)
        case "witness": try takeWitness(items, number)
        case "group": try takeGroup(items, number)
        case "quorum": try takeQuorum(items, number)
        default:
            throw .malformed(line: number, "it begins with none of log, witness, group, quorum")
        }
    }

    func policy() throws(TrustPolicyError) -> TrustPolicy {
        guard quorums.count == 1 else { throw .quorumLines(quorums.count) }
        return TrustPolicy(
            logs: logs,
            witnesses: witnesses,
            groups: groups,
            quorum: quorums[0]
        )
    }

    private mutating func takeLog(_ items: [[UInt8]], _ line: Int) throws(TrustPolicyError) {
        guard items.count == 2 || items.count == 3 else {
            throw .malformed(line: line, "it reads 'log <verifier key> [<url>]'")
        }
        let key = try key(items[1], line, .ed25519, "the key of a log is of type 1")
        try refuseTwin(of: key, among: logs, line)
        logs.append(key)
    }

    private mutating func takeWitness(_ items: [[UInt8]], _ line: Int) throws(TrustPolicyError) {
        guard items.count == 3 || items.count == 4 else {
            throw .malformed(line: line, "it reads 'witness <name> <verifier key> [<url>]'")
        }
        let key = try key(items[2], line, .cosignature, "the key of a witness is of type 4")
        try refuseTwin(of: key, among: witnesses, line)
        try define(items[1], as: .witness(witnesses.count), line)
        witnesses.append(key)
    }

    private mutating func takeGroup(_ items: [[UInt8]], _ line: Int) throws(TrustPolicyError) {
        guard items.count >= 4 else {
            throw .malformed(line: line, "it reads 'group <name> all|any|<number> <member>…'")
        }
        var members: [TrustPolicy.Member] = []
        for name in items[3...] {
            guard let member = names[name] else { throw undefined(name, line) }
            guard used.insert(name).inserted else {
                throw .malformed(
                    line: line,
                    "'\(String(decoding: name, as: UTF8.self))' is a member already; a name "
                        + "counts once in all"
                )
            }
            members.append(member)
        }
        let threshold: Int
        switch String(decoding: items[2], as: UTF8.self) {
        case "all": threshold = members.count
        case "any": threshold = 1
        case let text:
            guard let count = Int(text), text == String(count), (1...members.count) ~= count else {
                throw .malformed(
                    line: line,
                    "'\(text)' is neither all, any nor a number from 1 to \(members.count)"
                )
            }
            threshold = count
        }
        try define(items[1], as: .group(groups.count), line)
        groups.append(TrustPolicy.Group(threshold: threshold, members: members))
    }

    private mutating func takeQuorum(_ items: [[UInt8]], _ line: Int) throws(TrustPolicyError) {
        guard items.count == 2 else {
            throw .malformed(line: line, "it reads 'quorum <name>' or 'quorum none'")
        }
        guard items[1] != Self.none else { return quorums.append(nil) }
        guard let member = names[items[1]] else { throw undefined(items[1], line) }
        quorums.append(member)
    }

    private mutating func define(
        _ name: [UInt8],
        as member: TrustPolicy.Member,
        _ line: Int
    ) throws(TrustPolicyError) {
        guard name != Self.none, names.updateValue(member, forKey: name) == nil else {
            throw .malformed(
                line: line,
                "'\(String(decoding: name, as: UTF8.self))' is taken; give each witness and "
                    + "group a name of its own"
            )
        }
    }

    private func key(
        _ text: [UInt8],
        _ line: Int,
        _ kind: SignatureKind,
        _ need: String
    ) throws(TrustPolicyError) -> NoteVerifier {
        let key: NoteVerifier
        do throws(KeyError) {
            key = try NoteVerifier(String(decoding: text, as: UTF8.self))
        } catch {
            throw .key(line: line, error)
        }
        guard key.kind == kind else { throw .wrongKind(line: line, need) }
        return key
    }

    private func refuseTwin(
        of key: NoteVerifier,
        among keys: [NoteVerifier],
        _ line: Int
    ) throws(TrustPolicyError) {
        guard !keys.contains(where: { $0.publicKey == key.publicKey }) else {
            throw .malformed(line: line, "the key of '\(key.name)' stands there already")
        }
    }

    private func undefined(_ name: [UInt8], _ line: Int) -> TrustPolicyError {
        .malformed(
            line: line,
            "no line before it defines '\(String(decoding: name, as: UTF8.self))'"
        )
    }

    private static let none = Array("none".utf8)
}
