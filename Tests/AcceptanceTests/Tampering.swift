import Foundation
import Testing

/// Changes a ledger's tables behind the program's back, with LMDB itself.
enum Tampering {
    private static let source = """
        #include <lmdb.h>
        #include <string.h>
        int main(int count, char **words) {
            MDB_env *env; MDB_txn *txn; MDB_dbi table;
            if (count != 5 || mdb_env_create(&env) || mdb_env_set_maxdbs(env, 16)) return 1;
            if (mdb_env_open(env, words[1], 0, 0600) || mdb_txn_begin(env, 0, 0, &txn)) return 2;
            if (mdb_dbi_open(txn, words[2], 0, &table)) return 3;
            MDB_val key = {strlen(words[3]), words[3]}, value = {strlen(words[4]), words[4]};
            return mdb_put(txn, table, &key, &value, 0) || mdb_txn_commit(txn) ? 4 : 0;
        }

        """

    /// Puts a text at a key of a table.
    static func put(
        _ value: String,
        at key: String,
        of table: String,
        in scratch: Scratch
    ) throws {
        try scratch.write(source, to: "tamper.c")
        let compiler = try #require(Machine.compiler)
        let built = try scratch.tool(compiler, "-o", "tamper", "tamper.c", "-llmdb")
        try #require(built.status == 0, "\(built.errors)")
        let tamper = scratch.folder.appending(path: "tamper").path
        let run = try scratch.tool(tamper, "./ledger", table, key, value)
        try #require(run.status == 0, "step \(run.status) of tampering failed")
    }
}
