import Entente

extension String {
    /// The word that is fewest changes of a letter away, if any is near.
    func nearest(among words: [String]) -> String? {
        let near = words.map { ($0, editDistance(to: $0)) }.min { $0.1 < $1.1 }
        guard let near, near.1 <= max(2, count / 3) else { return nil }
        return near.0
    }
}
