extension String {
    /// The word that is fewest changes of a letter away, if any is near.
    func nearest(among words: [String]) -> String? {
        let near = words.map { ($0, distance(to: $0)) }.min { $0.1 < $1.1 }
        guard let near, near.1 <= max(2, count / 3) else { return nil }
        return near.0
    }

    /// How many letters must be changed, added or dropped (Levenshtein).
    private func distance(to other: String) -> Int {
        let right = Array(other.utf8)
        var row = Array(0...right.count)
        for (index, mine) in utf8.enumerated() {
            var next = [index + 1]
            for (column, theirs) in right.enumerated() {
                let changed = row[column] + (mine == theirs ? 0 : 1)
                next.append(Swift.min(changed, row[column + 1] + 1, next[column] + 1))
            }
            row = next
        }
        return row[right.count]
    }
}
