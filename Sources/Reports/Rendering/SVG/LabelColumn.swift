/// Names below each other, each as near to what it names as it can stand.
enum LabelColumn {
    /// Sets names below each other.
    ///
    /// - Parameters:
    ///   - wishes: where they would stand if they were alone.
    ///   - rowHeight: how far they keep from each other.
    ///   - top: where the first row may begin.
    ///   - bottom: where the last row may end; there is room for all of them.
    /// - Returns: where the middles of the names stand, in the order of `wishes`.
    static func places(
        for wishes: [Double],
        rowHeight: Double,
        from top: Double,
        to bottom: Double
    ) -> [Double] {
        var places = wishes
        var y = top
        let order = wishes.indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
        for (rank, index) in order.enumerated() {
            let left = Double(order.count - rank) * rowHeight
            y = min(max(y, wishes[index] - rowHeight / 2), bottom - left)
            places[index] = y + rowHeight / 2
            y += rowHeight
        }
        return places
    }
}
