/// The place of a tile: up to 256 neighbouring hashes of one level of the tree (C2SP tlog-tiles).
///
/// Level 0 holds leaf hashes; level `n + 1` holds the roots of the full tiles of level `n`. Tiles
/// never change once they are full, so any static web server and any cache can serve them.
package struct Tile: Sendable, Hashable {
    /// The number of tree levels that a full tile spans.
    package static let height = 8

    /// The number of hashes in a full tile.
    package static let fullWidth = 256

    /// The highest level a tree of fewer than 2^64 leaves reaches.
    package static let highestLevel = 7

    /// The level, 0 for leaf hashes.
    package let level: Int

    /// The place among the tiles of its level, from 0.
    package let index: UInt64

    /// The number of hashes, 1 to 256.
    package let width: Int

    /// Names a tile; it is full unless a smaller width is given.
    package init(level: Int, index: UInt64, width: Int = Tile.fullWidth) {
        precondition(level >= 0 && level <= Tile.highestLevel, "a tile level is 0 to 7")
        precondition(width >= 1 && width <= Tile.fullWidth, "a tile holds 1 to 256 hashes")
        self.level = level
        self.index = index
        self.width = width
    }

    /// Whether the tile has less than 256 hashes and will be replaced by a wider one.
    package var isPartial: Bool {
        width < Tile.fullWidth
    }

    /// The path below the prefix of a log, such as `tile/0/x001/x234/067` or `tile/1/000.p/17`.
    package var path: String {
        "tile/\(level)/" + Tile.number(index, width: width)
    }

    /// The path of the bundle with the entries of a tile of level 0.
    package var entriesPath: String {
        "tile/entries/" + Tile.number(index, width: width)
    }

    /// The number of hashes in the row of a level, over all its tiles.
    package static func hashCount(atLevel level: Int, ofSize size: UInt64) -> UInt64 {
        level > highestLevel ? 0 : size >> UInt64(level * height)
    }

    /// The tiles that a tree of `size` leaves has and a tree of `earlier` leaves has not.
    ///
    /// These are the ones to publish with a checkpoint: full tiles first, then the partial one,
    /// level by level. A partial tile of another width counts as another tile.
    package static func added(from earlier: UInt64, to size: UInt64) -> [Tile] {
        var tiles: [Tile] = []
        for level in 0...highestLevel {
            let before = hashCount(atLevel: level, ofSize: earlier)
            let after = hashCount(atLevel: level, ofSize: size)
            guard after > before else { continue }
            let full = after / UInt64(fullWidth)
            for index in before / UInt64(fullWidth)..<full {
                tiles.append(Tile(level: level, index: index))
            }
            let rest = Int(after % UInt64(fullWidth))
            // A tile without hashes must not exist; at a multiple of 256 there is no partial one.
            if rest > 0 {
                tiles.append(Tile(level: level, index: full, width: rest))
            }
        }
        return tiles
    }

    /// The full tiles of a tree of `size` leaves that were partial in a tree of `earlier` leaves.
    ///
    /// Partial tiles may be dropped once these are published.
    package static func filled(from earlier: UInt64, to size: UInt64) -> [Tile] {
        (0...highestLevel).compactMap { level in
            let before = hashCount(atLevel: level, ofSize: earlier)
            let index = before / UInt64(fullWidth)
            let isFull = hashCount(atLevel: level, ofSize: size) / UInt64(fullWidth) > index
            guard !before.isMultiple(of: UInt64(fullWidth)), isFull else { return nil }
            return Tile(level: level, index: index)
        }
    }

    /// A number in groups of three digits, all but the last marked by `x`.
    private static func number(_ index: UInt64, width: Int) -> String {
        func group(_ value: UInt64) -> String {
            let digits = String(value)
            return String(repeating: "0", count: 3 - digits.utf8.count) + digits
        }
        var path = group(index % 1000)
        var rest = index / 1000
        while rest > 0 {
            path = "x" + group(rest % 1000) + "/" + path
            rest /= 1000
        }
        return width < fullWidth ? path + ".p/\(width)" : path
    }
}
