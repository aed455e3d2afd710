package datasets

// Bounds on what a package may ask for. A study is hostile until it is read; these are far above what
// curated tables need and low enough that no study exhausts a machine.
const (
	maxTables     = 1000
	maxFields     = 16384   // of one table
	maxTitleRows  = 1000    // rows above a header
	maxTableBytes = 1 << 30 // of one file
	maxStudyBytes = 1 << 30 // of the small files: descriptor, YAML
	maxCellBytes  = 1 << 20

	maxObservations = 50_000_000
)
