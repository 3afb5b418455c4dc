import CanonicalJSON

/// Which documents an event cites by their digests.
enum CitedDocuments {
    private static let prefix = "sha256:"

    /// The digests that a leaf cites, in lowercase hex: `source.document`, and in `data` whatever
    /// stands in a member named `sha256` or is written `sha256:` and 64 digits.
    static func digests(in leaf: JSONValue) -> Set<String> {
        var found: Set<String> = []
        if let document = leaf["source"]?["document"]?.string {
            if let digest = prefixed(document) { found.insert(digest) }
        }
        if let data = leaf["data"] { collect(data, named: nil, &found) }
        return found
    }

    /// Whether a text is 64 lowercase hexadecimal digits.
    static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private static func collect(
        _ value: JSONValue,
        named name: String?,
        _ found: inout Set<String>
    ) {
        switch value {
        case .object(let object):
            for member in object.members { collect(member.value, named: member.key, &found) }
        case .array(let elements):
            for element in elements { collect(element, named: nil, &found) }
        case .string(let text):
            if let digest = prefixed(text) {
                found.insert(digest)
            } else if name == "sha256", isDigest(text) {
                found.insert(text)
            }
        default: break
        }
    }

    private static func prefixed(_ text: String) -> String? {
        guard text.hasPrefix(prefix) else { return nil }
        let digest = String(text.dropFirst(prefix.count))
        return isDigest(digest) ? digest : nil
    }
}
