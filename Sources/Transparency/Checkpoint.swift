/// What a log says of itself at one moment: its name, its size and its root (C2SP tlog-checkpoint).
///
/// The text has three lines, each ended by a line feed:
///
/// ```
/// ledger.example.org/skc
/// 8
/// XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=
/// ```
///
/// Further lines are refused. The specification advises against them, witnesses reject them, and no
/// monitor could check what they say.
package struct Checkpoint: Sendable {
    /// The largest size a checkpoint may name, so that sizes fit signed numbers everywhere.
    package static let largestSize = UInt64(Int64.max)

    /// The unique name of the log.
    package let origin: String

    /// The number of leaves.
    package let size: UInt64

    /// The root of the tree of these leaves.
    package let root: Hash

    /// States a checkpoint after checking that it can be written and read again.
    package init(origin: String, size: UInt64, root: Hash) throws(CheckpointError) {
        guard !origin.isEmpty, origin.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) else {
            throw .malformedOrigin
        }
        guard size <= Checkpoint.largestSize else { throw .malformedSize(String(size)) }
        guard size > 0 || root == SHA256Hashing.emptyTree else { throw .rootOfNothing(root) }
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Reads the text of a signed note as a checkpoint.
    ///
    /// There is one text for each checkpoint: no leading zeros, no spaces, no other base64.
    package init(parsing text: String) throws(CheckpointError) {
        let lines = text.utf8.split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        )
        guard lines.count > 3, lines.last?.isEmpty == true else {
            throw .wrongLineCount(max(0, lines.count - 1))
        }
        guard lines.count == 4 else { throw .extensionLines(count: lines.count - 4) }
        let sizeText = String(decoding: lines[1], as: UTF8.self)
        // A text made of digits alone and read back unchanged has no sign and no leading zero.
        guard let size = UInt64(sizeText), Array(String(size).utf8) == Array(lines[1]) else {
            throw .malformedSize(sizeText)
        }
        let rootText = String(decoding: lines[2], as: UTF8.self)
        guard let root = Hash(base64: rootText) else { throw .malformedRoot(rootText) }
        try self.init(origin: String(decoding: lines[0], as: UTF8.self), size: size, root: root)
    }

    /// The three lines, the text that is signed.
    package var text: String {
        "\(origin)\n\(size)\n\(root.base64)\n"
    }
}

extension Checkpoint: Hashable {
    /// Compares the origin byte by byte: names that only look alike name different logs.
    package static func == (left: Checkpoint, right: Checkpoint) -> Bool {
        left.size == right.size && left.root == right.root
            && left.origin.utf8.elementsEqual(right.origin.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(size)
        hasher.combine(root)
    }
}
