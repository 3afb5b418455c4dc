import CanonicalJSON
import Collaboration
import EventJournal
import Events
import JSONSchema
import LMDB

extension AuditReplay {
    /// Recomputes the tags of a leaf from what it says.
    mutating func tags(
        of leaf: Leaf,
        as type: CompiledType,
        _ discussion: [Leaf]
    ) throws {
        let event = leaf.event
        for violation in type.violations(ofStored: event) {
            findings.append(
                Finding(
                    .schema,
                    "at /data\(violation.pointer): \(violation.message)",
                    at: leaf.position
                )
            )
        }
        let added = (event["added"]?.array ?? []).compactMap { $0.string.flatMap(Tag.init) }
        var wanted = Set(type.tags(of: event) + added)
        if type.type.noun == "event" {
            wanted.formUnion(try targetTags(of: leaf, discussion))
        }
        let held = leaf.tags
        if held != wanted.sorted() {
            let difference = Set(held).symmetricDifference(wanted).sorted()
            for tag in difference {
                let verb = wanted.contains(tag) ? "lacks" : "has"
                findings.append(
                    Finding(
                        .tags,
                        "the leaf \(verb) a tag that its data does\(verb == "has" ? " not" : "") "
                            + "give",
                        at: leaf.position,
                        tag: tag.text
                    )
                )
            }
        }
    }

    /// The tags that an event about another takes over from it.
    private func targetTags(of leaf: Leaf, _ discussion: [Leaf]) throws -> Set<Tag> {
        guard let target = discussion.first(where: { $0.id == leaf.target }) else { return [] }
        let corrections = discussion.filter {
            $0.type == "event.corrected" && $0.target == target.id && $0.position < leaf.position
        }
        var tags = Set(target.tags + corrections.flatMap(\.tags))
        if leaf.type == "event.corrected", let type = target.type {
            let earlier = discussion.filter { $0.position < leaf.position }
            let history = History(of: earlier) { _ in .occurred }
            let before = history.facts.first { $0.position == target.position }?.event
            let result = (before ?? target.event).corrected(by: leaf.event["data"] ?? .null)
            let version = target.event["version"]?.integer.map(Int.init)
            if let compiled = try ledger.catalogue.type(type, version: version) {
                tags.formUnion(compiled.tags(of: result))
            }
        }
        return tags
    }

    /// What was said before a leaf about the event it is about.
    func discussion(
        of leaf: Leaf,
        in snapshot: borrowing ReadTransaction
    ) throws -> [Leaf] {
        try loader.discussion(of: leaf, in: snapshot) { tag in
            try ledger.journal.positions(tagged: tag, below: leaf.position, in: snapshot)
        } find: { id in
            try ledger.journal.position(ofID: id, in: snapshot)
                .flatMap { $0 < leaf.position ? $0 : nil }
        }
    }

    /// Sealed values are `null` in the leaf, stored beside it, and open with their keys.
    mutating func personal(
        of leaf: Leaf,
        as type: CompiledType,
        in snapshot: borrowing ReadTransaction
    ) throws {
        for member in leaf.event["personal"]?.object?.members ?? [] {
            let pointer = try? JSONPointer(parsing: member.key)
            if pointer.flatMap({ leaf.event[$0] })?.isNull != true {
                findings.append(
                    Finding(
                        .sealed,
                        "a sealed value is not null in the leaf",
                        at: leaf.position,
                        tag: member.key
                    )
                )
            }
            if isFollower { continue }
            expected.sealed += 1
            let stored = try ledger.journal.sealed(
                position: leaf.position,
                pointer: member.key,
                in: snapshot
            )
            guard stored != nil else {
                findings.append(
                    Finding(
                        .sealed,
                        "the sealed value is missing",
                        at: leaf.position,
                        tag: member.key
                    )
                )
                continue
            }
            let digest = member.value.string ?? ""
            let answer = try opening.answer(member.key, digest: digest, of: leaf, in: snapshot)
            if case .hidden(.damaged) = answer {
                findings.append(
                    Finding(
                        .sealed,
                        "the sealed value does not open with its key",
                        at: leaf.position,
                        tag: member.key
                    )
                )
            }
        }
        for value in type.personalValues(of: leaf.event["data"] ?? .null, in: leaf.event) {
            findings.append(
                Finding(
                    .sealed,
                    "a personal value stands in the clear",
                    at: leaf.position,
                    tag: "/data\(value.pointer)"
                )
            )
        }
    }
}
