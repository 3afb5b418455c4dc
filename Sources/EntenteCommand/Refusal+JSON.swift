import CanonicalJSON
import Entente

extension Refusal {
    /// The shape scripts read: `{"line","id"?,"code","pointer"?,"position"?,"message","text"}`.
    ///
    /// A refusal of a whole batch has neither `line` nor `text`.
    var json: JSONValue {
        var json: JSONObject = ["code": .string(code.rawValue), "message": .string(message)]
        if let line { json["line"] = .integer(line) }
        if let id { json["id"] = .string(id) }
        if let pointer { json["pointer"] = .string(pointer) }
        if let position { json["position"] = .integer(position) }
        if let text { json["text"] = .string(text) }
        return .object(json)
    }

    /// The same refusal with another message.
    func saying(_ message: String) -> Refusal {
        var refusal = Refusal(
            code,
            message,
            line: line,
            id: id,
            pointer: pointer,
            position: position
        )
        refusal.text = text
        return refusal
    }
}
