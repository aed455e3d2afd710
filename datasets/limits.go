package datasets

// Bounds on what a package may ask for. A study is hostile until it is read; these are far above what
// curated tables need, and low enough that no study exhausts a machine. Bounds of workbooks stand in
// package xlsx, of descriptors in package jsontree.
const (
	maxTables       = 1000
	maxFields       = 16384    // of one table
	maxTitleRows    = 1000     // rows above a header
	maxTableBytes   = 1 << 30  // of one table
	maxTablesBytes  = 2 << 30  // of all tables together
	maxFileBytes    = 64 << 20 // of any other file: descriptor, YAML, fonts
	maxCellBytes    = 1 << 20
	maxObservations = 50_000_000
)
