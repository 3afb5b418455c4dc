extension JSONValue {
    /// The value as a JSON Merge Patch changes it (RFC 7396, section 2).
    ///
    /// Members of an object are merged, `null` removes one; anything else takes the place of what
    /// is there. A list is replaced whole.
    ///
    /// - Complexity: the members of the patch, and those of the objects it reaches.
    package func merged(with patch: JSONValue) -> JSONValue {
        guard let changes = patch.object else { return patch }
        var result = object ?? JSONObject()
        for change in changes.members {
            result[change.key] =
                change.value.isNull
                ? nil : (result[change.key] ?? .null).merged(with: change.value)
        }
        return .object(result)
    }
}
