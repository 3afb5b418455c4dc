/// Why a text is not a checkpoint.
package enum CheckpointError: Error, Hashable, CustomStringConvertible {
    /// There are fewer than three lines, or the last one is not ended.
    case wrongLineCount(Int)

    /// Lines follow the root.
    case extensionLines(count: Int)

    /// The origin is empty or has a control character.
    case malformedOrigin

    /// The size is not a plain decimal number below 2^63.
    case malformedSize(String)

    /// The root is not 32 bytes in base64.
    case malformedRoot(String)

    /// A tree without leaves has one root only, and this is another.
    case rootOfNothing(Hash)

    package var description: String {
        switch self {
        case .wrongLineCount(let count):
            "a checkpoint has three lines, each ended by a line feed; this text has \(count)"
        case .extensionLines(let count):
            "a checkpoint has three lines; \(count) more follow and nobody could check what "
                + "they say, so ask the log for a checkpoint without them"
        case .malformedOrigin:
            "the first line of a checkpoint names its log; it is empty or has a control character"
        case .malformedSize(let text):
            "the second line of a checkpoint is its size in plain decimal digits, "
                + "below 2^63; it is '\(text)'"
        case .malformedRoot(let text):
            "the third line of a checkpoint is its root, 44 characters of base64; it is '\(text)'"
        case .rootOfNothing(let root):
            "a tree without leaves has the root \(SHA256Hashing.emptyTree), not \(root)"
        }
    }
}
