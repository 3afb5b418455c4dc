/// Every bound of a ledger, by the name that errors use.
public enum Limits {
    /// The longest leaf, in bytes: an entry of a tlog-tiles bundle has a 16-bit length.
    public static let leafByteCount = 65_535

    /// The longest input line, in bytes; white space may make a line longer than its leaf.
    public static let lineByteCount = 1 << 20

    /// The most events of one atomic batch.
    public static let batchCount = 100_000

    /// How many events are committed together when refused lines are passed over.
    public static let defaultBatchCount = 10_000

    /// The most tags of one event.
    public static let tagCount = 256

    /// The deepest nesting of an event.
    public static let depth = 64

    /// How far the earliest bound of an event may lie after its recording, in microseconds:
    /// 14 hours, the largest offset of a time zone from UTC.
    public static let futureInMicroseconds: Int64 = 14 * 3_600 * 1_000_000

    /// How far the last recorded time may lie ahead of the clock, in microseconds.
    public static let clockLagInMicroseconds: Int64 = 5 * 60 * 1_000_000

    /// The longest name of a ledger, in bytes.
    public static let originByteCount = 200

    /// The longest reason of an erasure, in characters.
    public static let reasonCharacterCount = 500

    /// How many leaves one read transaction of a long replay covers.
    public static let replayPage = 10_000

    /// The most keys that a witness trusts under one name; a log that rotates its key has two.
    public static let logKeyCount = 16

    /// How much evidence against one log a witness keeps, in pairs of files.
    public static let evidenceOfLogCount = 8

    /// How much evidence a witness keeps in all, in pairs of files.
    public static let evidenceCount = 4_096

    /// The most witnesses of one ledger.
    public static let witnessCount = 64

    /// The longest URL of a witness, in bytes.
    public static let urlByteCount = 500

    /// How many of the newest checkpoints are searched for a witness's last cosignature; a witness
    /// names its size itself when none of them bears one.
    public static let searchedCheckpointCount = 16

    /// How many bytes of leaves a follower takes in one commit, beside ``replayPage`` leaves.
    public static let followedByteCount = 1 << 25
}
