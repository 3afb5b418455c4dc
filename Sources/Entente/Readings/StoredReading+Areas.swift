/// Where entries hold.
extension StoredReading {
    /// The areas that have no end yet, by the valid dates at which they begin.
    var openAreas: [Int] {
        areas.indices.filter { areas[$0].knownUntil == Self.always }
            .sorted { areas[$0].validFrom < areas[$1].validFrom }
    }

    /// Ends the areas that no longer hold from a size on, and begins those that do.
    ///
    /// - Parameters:
    ///   - steps: the moments at which another entry begins, ascending, each until the next.
    ///   - size: the size from which on they are known.
    ///   - open: the areas that have no end yet; those that have none then.
    mutating func hold(
        _ steps: some Sequence<(start: Int64, entry: Int?)>,
        from size: UInt64,
        open: inout [Int]
    ) {
        var now: [Int] = []
        now.reserveCapacity(open.count + 2)
        var next = 0
        for area in Self.areas(of: steps, from: size) {
            while next < open.count, areas[open[next]].validFrom < area.validFrom {
                areas[open[next]].knownUntil = size
                next += 1
            }
            if next < open.count {
                let old = areas[open[next]]
                if old.validFrom == area.validFrom, old.validUntil == area.validUntil,
                    old.entry == area.entry
                {
                    now.append(open[next])
                    next += 1
                    continue
                }
            }
            now.append(areas.count)
            areas.append(area)
        }
        while next < open.count {
            areas[open[next]].knownUntil = size
            next += 1
        }
        open = now
    }

    /// The steps as areas, equal neighbours joined.
    private static func areas(
        of steps: some Sequence<(start: Int64, entry: Int?)>,
        from size: UInt64
    ) -> [Area] {
        var areas: [Area] = []
        for step in steps {
            if let last = areas.last, last.validUntil == forever {
                if last.entry == step.entry { continue }
                areas[areas.count - 1].validUntil = step.start
            }
            guard let entry = step.entry else { continue }
            areas.append(
                Area(
                    knownFrom: size,
                    knownUntil: always,
                    validFrom: step.start,
                    validUntil: forever,
                    entry: entry
                )
            )
        }
        return areas
    }
}
