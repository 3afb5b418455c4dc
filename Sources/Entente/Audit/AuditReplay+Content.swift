import CanonicalJSON
import Collaboration
import EventJournal
import Events
import JSONSchema
import LMDB

extension AuditReplay {
    /// Recomputes the tags of a leaf from what it says.
    mutating func tags(
        of opened: Opened,
        as type: CompiledType,
        _ discussion: [Leaf]
    ) throws {
        let (leaf, event) = (opened.leaf, opened.event)
        for violation in type.violations(ofStored: event) {
            findings.append(
                Finding(
                    .schema,
                    "at /data\(violation.pointer): \(violation.message)",
                    at: leaf.position
                )
            )
        }
        if type.type.isUsers, let place = type.strayTag(in: event["data"] ?? .null) {
            findings.append(
                Finding(.tags, "at /data\(place) stands no tag of its kind", at: leaf.position)
            )
        }
        let added = (event["added"]?.array ?? []).compactMap { $0.string.flatMap { Tag($0) } }
        var wanted = Set(type.tags(of: event) + added)
        if leaf.isAboutAnEvent {
            wanted.formUnion(try targetTags(of: opened, discussion))
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
    private func targetTags(of opened: Opened, _ discussion: [Leaf]) throws -> Set<Tag> {
        let leaf = opened.leaf
        guard let target = discussion.first(where: { $0.id == leaf.target }) else { return [] }
        let corrections = discussion.filter {
            $0.type == "event.corrected" && $0.target == target.id && $0.position < leaf.position
        }
        var tags = Set(target.tags + corrections.flatMap(\.tags))
        if leaf.type == "event.corrected", let type = target.type {
            let earlier = discussion.filter { $0.position < leaf.position }
            let history = History(of: earlier) { _ in .occurred }
            let before = history.facts.first { $0.position == target.position }?.event
            let stored = target.event
            let result = (before ?? stored).corrected(by: opened.event["data"] ?? .null)
            let version = stored["version"]?.integer.map(Int.init)
            if let compiled = try ledger.types.type(type, version: version) {
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
            try ledger.journal.position(ofID: id, below: leaf.position, in: snapshot)
        }
    }

    /// Sealed values are `null` in the leaf, stored beside it, and open with their keys.
    mutating func personal(
        of opened: Opened,
        as type: CompiledType,
        in snapshot: borrowing ReadTransaction
    ) throws {
        let event = opened.event
        for member in event["personal"]?.object?.members ?? [] {
            let pointer = try? JSONPointer(parsing: member.key)
            if pointer.flatMap({ event[$0] })?.isNull != true {
                note("a sealed value is not null in the leaf", member.key)
            }
            try sealedValue(
                at: member.key,
                digest: member.value.string ?? "",
                of: opened.leaf,
                in: snapshot
            )
        }
        for value in type.personalValues(of: event["data"] ?? .null, in: event) {
            note("a personal value stands in the clear", "/data\(value.pointer)")
        }
    }

    /// The sealed values of a leaf, by their digests in it.
    mutating func sealedValues(
        of position: Position,
        _ document: JSONDocument,
        at personal: Int,
        in snapshot: borrowing ReadTransaction
    ) throws {
        let leaf = Leaf(position: position, document: document)
        var key = document.firstChild(personal)
        while let here = key {
            try sealedValue(
                at: document.text(here) ?? "",
                digest: document.text(document.value(ofKey: here)) ?? "",
                of: leaf,
                in: snapshot
            )
            key = document.next(here)
        }
    }

    /// A sealed value is stored beside the leaf, and opens with its keys.
    private mutating func sealedValue(
        at pointer: String,
        digest: String,
        of leaf: Leaf,
        in snapshot: borrowing ReadTransaction
    ) throws {
        if isFollower { return }
        sealedCount += 1
        // A longer pointer cannot be a key, so nothing can stand under it.
        let isStored =
            try pointer.utf8.count <= Self.pointerLimit
            && ledger.journal.sealed(position: position, pointer: pointer, in: snapshot) != nil
        guard isStored else { return note("the sealed value is missing", pointer) }
        let answer = try opening.answer(pointer, digest: digest, of: leaf, in: snapshot)
        if case .hidden(.damaged) = answer {
            note("the sealed value does not open with its key", pointer)
        }
    }

    /// What a key of 511 bytes has room for behind a position.
    private static var pointerLimit: Int { 503 }

    private mutating func note(_ message: String, _ pointer: String) {
        findings.append(Finding(.sealed, message, at: position, tag: pointer))
    }
}
