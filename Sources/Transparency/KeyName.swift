/// The name of a key in a signed note.
enum KeyName {
    /// Whether a name can stand in a signature line: not empty, no white space, no control
    /// character, no plus sign.
    static func isValid(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { scalar in
                scalar.value >= 0x20 && scalar != "+" && !scalar.properties.isWhitespace
            }
    }
}
