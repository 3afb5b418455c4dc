import CLMDB

extension Environment {
    /// Sizes of an environment, as of one moment.
    package struct Information: Sendable, Hashable {
        /// How far the file may grow before the map must.
        package let mapSizeInBytes: Int

        /// The size of a page of the file, as its creator had it.
        package let pageSizeInBytes: Int

        /// The number of the last page in use, counted from 0.
        package let lastPage: Int

        /// The number of the last commit, counted from 1.
        package let lastTransaction: Int

        /// How many named tables there are.
        package let tableCount: Int

        /// How many slots of readers have been in use at once, over all processes.
        package let readerSlotCount: Int
    }

    /// The sizes as of now.
    package var information: Information {
        get throws(LMDBError) {
            try gate.enter(toWrite: false)
            defer { gate.leave() }
            var info = unsafe MDB_envinfo()
            var statistics = MDB_stat()
            try check(unsafe mdb_env_info(handle, &info), "look at \(directory)")
            try check(unsafe mdb_env_stat(handle, &statistics), "look at \(directory)")
            return unsafe Information(
                mapSizeInBytes: info.me_mapsize,
                pageSizeInBytes: Int(statistics.ms_psize),
                lastPage: info.me_last_pgno,
                lastTransaction: info.me_last_txnid,
                tableCount: statistics.ms_entries,
                readerSlotCount: Int(info.me_numreaders)
            )
        }
    }
}
