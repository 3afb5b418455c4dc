package import CanonicalJSON
package import Collaboration
import EventJournal
package import Events
package import Reports

extension Ledger {
    /// The state of one entity, in the shape scripts read.
    ///
    /// - Throws: `LedgerError` of kind `notFound` when nothing of it was known, or had happened.
    package func state(of entity: Tag, asOf: AsOf, knownAt: KnownAt) throws -> JSONValue {
        let reader = try reader(asOf: asOf, knownAt: knownAt, isRecalling: true)
        let isRemarkedUpon = try reader.isRemarkedUpon(entity)
        let state = try EntityState(
            of: entity,
            basis: reader.basis,
            judge: judge,
            disputes: isRemarkedUpon ? try reader.disputes(tagged: entity) : [],
            confirmations: isRemarkedUpon ? try reader.confirmations(tagged: entity) : []
        ) { try reader.standing(of: $0) }
        guard let state else {
            throw LedgerError(
                .notFound,
                "nothing is known of \(entity) as of \(asOf.text), known at \(reader.basis.size) "
                    + "events; `entente log --tag \(entity)` shows what mentions it"
            )
        }
        return state.json
    }

    /// The states of one entity, one after each of its events, in the order things happened.
    ///
    /// - Returns: for each event `{"position","occurred","type","state"?,"changed":{…}}`, where
    ///   `changed` holds the members that differ from the line before, `null` for one that is there
    ///   no more; why a personal value is hidden, such as `erased`, stands in its place.
    package func history(of entity: Tag, asOf: AsOf, knownAt: KnownAt) throws -> [JSONValue] {
        let reader = try reader(asOf: asOf, knownAt: knownAt)
        let whole = try reader.standing(of: entity)
        let view = View(of: whole, asOf: asOf)
        let facts = view.conceivable + view.undated
        guard !facts.isEmpty else {
            throw LedgerError(
                .notFound,
                "nothing is known of \(entity) as of \(asOf.text); `entente log --tag \(entity)` "
                    + "shows what mentions it"
            )
        }
        var rows: [JSONValue] = []
        var before: JSONValue = .null
        var known = Standing(of: entity)
        for fact in facts {
            known.add(fact)
            let prefix = known
            let state = try EntityState(of: entity, basis: reader.basis, judge: judge) { other in
                other == entity ? prefix : try reader.standing(of: other)
            }
            let after = state?.json ?? .null
            rows.append(Self.row(fact, from: before, to: after))
            before = after
        }
        return rows
    }

    /// A report at a basis.
    ///
    /// The register comes from stored readings, which are brought up to date first, or from the
    /// histories where none can be stored; both say the same.
    ///
    /// - `format`: the form it will be printed in: forms for people are in the first of `languages`
    ///   that there is, and only some show pictures. Without it, nothing is left out and nothing
    ///   translated.
    /// - `way`: where the register comes from.
    /// - `progress`: told again and again how far it is.
    package func report(
        _ kind: ReportKind,
        asOf: AsOf,
        knownAt: KnownAt,
        parameters: [String: [String]] = [:],
        languages: [String] = [],
        as format: Report.Format? = nil,
        from way: RegisterWay = .quickest,
        progress: @escaping (ReportProgress) -> Void = { _ in }
    ) throws -> Report {
        if let format { try kind.require(format) }
        var asked = parameters
        if !languages.isEmpty { asked["lang"] = languages }
        let reader = try reader(asOf: asOf, knownAt: knownAt, parameters: asked)
        let register =
            kind == .agreementRegister
            ? try self.register(at: reader, from: way) { done, total in
                progress(.storing(done: done, total: total))
            } : nil
        let messages = Messages(for: languages, as: format)
        reader.onReading = { progress(.reading(histories: $0)) }
        let source = reader.source(
            languages: languages,
            messages: messages,
            register: register,
            showsPictures: format?.showsPictures ?? true
        )
        return try kind.report(from: source, parameters: parameters).localized(messages)
    }

    private static func row(_ fact: Fact, from before: JSONValue, to after: JSONValue) -> JSONValue
    {
        var row: JSONObject = [
            "position": .integer(fact.position), "occurred": .string(fact.occurred),
            "type": .string(fact.type.text),
        ]
        if let state = after["state"] { row["state"] = state }
        var changed = JSONObject()
        if before["state"] != after["state"], let state = after["state"] {
            changed["state"] = state
        }
        let old = before["fields"]?.object ?? JSONObject()
        for member in after["fields"]?.object?.members ?? [] {
            let value = shown(member.value)
            if old[member.key].map(shown) != value { changed[member.key] = value }
        }
        for name in old.keys where after["fields"]?[name] == nil { changed[name] = .null }
        for name in EntityState.relationNames where before[name] != after[name] {
            changed[name] = after[name] ?? .null
        }
        let tracks = after["tracks"]?.array ?? []
        if tracks != before["tracks"]?.array ?? [] { changed["tracks"] = .array(tracks) }
        row["changed"] = .object(changed)
        return .object(row)
    }

    /// A field's value; why it is hidden, when it is.
    private static func shown(_ field: JSONValue) -> JSONValue {
        field["personal"] ?? field["value"] ?? JSONValue.null
    }
}
