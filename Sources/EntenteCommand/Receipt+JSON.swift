import CanonicalJSON
import Entente

extension Receipt {
    /// The shape scripts read: `{"id","position","recorded","leafHash","replayed"}`.
    var json: JSONValue {
        [
            "id": .string(id), "position": .integer(position), "recorded": .string(recorded),
            "leafHash": .string(leafHash), "replayed": .bool(replayed),
        ]
    }
}
