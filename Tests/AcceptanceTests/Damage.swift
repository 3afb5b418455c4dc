import Foundation

/// What can happen to a file of lines on its way.
enum Damage: String, CaseIterable, Sendable {
    case cut, halved, changed, doubled, swapped, added

    /// Does it to a file.
    func apply(to name: String, in scratch: Scratch) throws {
        let text = String(decoding: try scratch.bytes(of: name), as: UTF8.self)
        var lines = text.split(separator: "\n").map(String.init)
        let middle = lines.count / 2
        switch self {
        case .cut: lines.removeLast()
        case .halved: lines[lines.count - 1].removeLast(20)
        case .changed:
            lines[middle] = lines[middle].replacing("\"20", with: "\"19", maxReplacements: 1)
        case .doubled: lines.insert(lines[middle], at: middle)
        case .swapped: lines.swapAt(middle, middle + 1)
        case .added: lines.append(lines[middle])
        }
        try scratch.write(lines.joined(separator: "\n") + "\n", to: name)
    }
}
