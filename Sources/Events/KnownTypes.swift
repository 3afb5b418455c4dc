import Synchronization

/// Numbers for the types that are written in the program.
///
/// Types with a number are compared without their text. Only literals get one, so texts from
/// outside cannot make the table grow.
enum KnownTypes {
    private static let numbers = Mutex<[String: UInt32]>([:])

    /// The number of a type, from 1.
    static func number(of text: String) -> UInt32 {
        numbers.withLock { numbers in
            if let known = numbers[text] { return known }
            let number = UInt32(numbers.count + 1)
            numbers[text] = number
            return number
        }
    }
}
